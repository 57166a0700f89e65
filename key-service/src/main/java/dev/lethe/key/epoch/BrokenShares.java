package dev.lethe.key.epoch;

import java.util.UUID;
import java.util.concurrent.atomic.AtomicLong;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

import io.micrometer.core.instrument.MeterRegistry;

/// Shares that do not open: those of an old backup whose keys are destroyed, and those that were damaged. They stay where
/// they are, counted, until the other keyholders give them back.
@Component
class BrokenShares {

    private static final Logger LOG = LoggerFactory.getLogger(BrokenShares.class);

    private final JdbcClient jdbc;
    private final AtomicLong count = new AtomicLong();

    BrokenShares(JdbcClient jdbc, MeterRegistry meters) {
        this.jdbc = jdbc;
        meters.gauge("lethe.keyholder.shares.broken", count);
    }

    /// Notes all shares whose keys are not there any more.
    void note(EpochKeys keys) {
        var all = keys.all();
        jdbc.sql("""
                update share s set broken = true where not broken and not exists (
                    select from unnest(?::int[], ?::bigint[]) k(bucket, epoch)
                    where k.bucket = s.bucket and k.epoch = s.epoch)""")
                .param(all.stream().map(EpochKeys.BucketKey::bucket).toArray(Integer[]::new))
                .param(all.stream().map(EpochKeys.BucketKey::epoch).toArray(Long[]::new)).update();
        tell();
    }

    void note(UUID subject, String reader) {
        jdbc.sql("update share set broken = true where subject = ? and reader = ?").params(subject, reader).update();
    }

    /// Counts them anew, and says so when there are more.
    void tell() {
        var now = jdbc.sql("select count(*) from share where broken").query(Long.class).single();
        if (now > count.getAndSet(now)) {
            LOG.error("{} shares do not open; the other keyholders will give them back", now);
        }
    }
}
