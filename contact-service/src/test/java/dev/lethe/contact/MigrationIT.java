package dev.lethe.contact;

import dev.lethe.test.rules.MigrationContract;

class MigrationIT extends MigrationContract {
    @Override
    protected String table() {
        return "contact";
    }
}
