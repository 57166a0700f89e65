package dev.lethe.message;

import dev.lethe.test.rules.MigrationContract;

class MigrationIT extends MigrationContract {
    @Override
    protected String table() {
        return "mailbox";
    }
}
