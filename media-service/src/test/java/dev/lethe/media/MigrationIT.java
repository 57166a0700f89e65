package dev.lethe.media;

import dev.lethe.test.rules.MigrationContract;

class MigrationIT extends MigrationContract {
    @Override
    protected String table() {
        return "file_reference";
    }
}
