package dev.lethe.key;

import dev.lethe.test.rules.MigrationContract;

class MigrationIT extends MigrationContract {
    @Override
    protected String table() {
        return "share";
    }
}
