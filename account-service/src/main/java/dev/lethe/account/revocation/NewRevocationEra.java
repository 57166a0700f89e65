package dev.lethe.account.revocation;

import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

import dev.lethe.platform.restore.RestoreStep;

/// After a restore, numbers are given a second time: every service reads the feed from its beginning.
@Component
class NewRevocationEra implements RestoreStep {

    private final JdbcClient jdbc;
    private final RevocationSignal signal;

    NewRevocationEra(JdbcClient jdbc, RevocationSignal signal) {
        this.jdbc = jdbc;
        this.signal = signal;
    }

    @Override
    public String item() {
        return "revocation feed begun anew";
    }

    @Override
    public long afterRestore() {
        int eras = jdbc.sql("UPDATE revocation_counter SET era = gen_random_uuid()").update();
        signal.wake();
        return eras;
    }
}
