package dev.lethe.message;

import java.util.List;

import dev.lethe.test.rules.DataMapContract;

class DataMapIT extends DataMapContract {
    @Override
    protected List<String> locations() {
        return List.of("classpath:db/ledger", "classpath:db/platform", "classpath:db/migration", "classpath:db/always");
    }
}
