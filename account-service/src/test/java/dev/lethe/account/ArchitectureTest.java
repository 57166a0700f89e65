package dev.lethe.account;

import dev.lethe.test.rules.ArchitectureContract;

class ArchitectureTest extends ArchitectureContract {
    ArchitectureTest() {
        super(AccountServiceApplication.class);
    }
}
