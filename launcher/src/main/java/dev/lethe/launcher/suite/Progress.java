package dev.lethe.launcher.suite;

import java.time.Duration;

/// Is told what happens while the suite starts and stops.
public interface Progress {

    void ready(String process, Duration after);

    void note(String text);

    /// Says nothing; for tests.
    static Progress silent() {
        return new Progress() {

            @Override
            public void ready(String process, Duration after) {
                // Silent.
            }

            @Override
            public void note(String text) {
                // Silent.
            }
        };
    }
}
