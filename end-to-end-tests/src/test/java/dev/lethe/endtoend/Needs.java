package dev.lethe.endtoend;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Assumptions;

/// What a story needs beside Maven and a JDK. On a developer's machine the story is skipped without it, in CI it fails.
final class Needs {

    private Needs() {
    }

    static void need(boolean present, String what) {
        if (System.getenv("CI") != null) {
            assertThat(present).as(what).isTrue();
        }
        if (!present) {
            System.out.println("SKIPPED for want of what .ci/run installs: " + what);
        }
        Assumptions.assumeTrue(present, what);
    }
}
