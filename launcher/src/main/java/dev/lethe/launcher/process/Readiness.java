package dev.lethe.launcher.process;

import java.io.IOException;
import java.net.HttpURLConnection;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;

/// Says whether a process serves yet. Asked many times, so an answer must be cheap and never throw.
public interface Readiness {

    boolean isReady();

    /// Forgets what an earlier start left; called before each start.
    default void reset() {
        // Most ask the process itself, which is gone.
    }

    /// Ready when `address` answers 200.
    static Readiness http(URI address) {
        return () -> {
            try {
                var connection = (HttpURLConnection) address.toURL().openConnection();
                connection.setConnectTimeout(1_000);
                connection.setReadTimeout(2_000);
                try {
                    return connection.getResponseCode() == 200;
                } finally {
                    connection.disconnect();
                }
            } catch (IOException _) {
                return false;
            }
        };
    }

    /// Ready when the process has written `file`.
    static Readiness file(Path file) {
        return new Readiness() {

            @Override
            public boolean isReady() { return Files.exists(file); }

            @Override
            public void reset() {
                ProcessRecord.remove(file);
            }
        };
    }
}
