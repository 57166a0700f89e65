package dev.lethe.contact;

import dev.lethe.test.rules.ArchitectureContract;

class ArchitectureTest extends ArchitectureContract {
    ArchitectureTest() {
        super(ContactServiceApplication.class);
    }
}
