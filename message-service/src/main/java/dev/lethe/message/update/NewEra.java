package dev.lethe.message.update;

import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

import dev.lethe.platform.restore.RestoreStep;

/// After a restore, cursors count changes that the database does not know any more: who shows one begins anew.
@Component
class NewEra implements RestoreStep {

    private final JdbcClient jdbc;

    NewEra(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    @Override
    public String item() {
        return "era begun, in which all devices read their chats anew";
    }

    @Override
    public long afterRestore() {
        return jdbc.sql("update era set id = gen_random_uuid()").update();
    }
}
