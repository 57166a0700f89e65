package dev.lethe.media;

import dev.lethe.test.rules.ArchitectureContract;

class ArchitectureTest extends ArchitectureContract {
    ArchitectureTest() {
        super(MediaServiceApplication.class);
    }
}
