package dev.lethe.key;

import dev.lethe.test.rules.ArchitectureContract;

class KeyServiceArchitectureTest extends ArchitectureContract {

    KeyServiceArchitectureTest() {
        super(KeyServiceApplication.class);
    }
}
