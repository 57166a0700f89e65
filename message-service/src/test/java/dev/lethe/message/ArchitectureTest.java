package dev.lethe.message;

import dev.lethe.test.rules.ArchitectureContract;

class ArchitectureTest extends ArchitectureContract {
    ArchitectureTest() {
        super(MessageServiceApplication.class);
    }
}
