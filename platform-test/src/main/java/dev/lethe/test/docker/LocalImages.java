package dev.lethe.test.docker;

import java.io.IOException;
import java.util.List;
import java.util.concurrent.TimeUnit;

/// The images of the container forms. Those built by `build/test-images.sh` are preferred;
/// without them and with `-Dlethe.test.containers=true`, the public ones are pulled.
public enum LocalImages {
    POSTGRES("lethe-test/postgres:18.6", "postgres:18"), KAFKA("lethe-test/kafka:4.2.1", "apache/kafka:4.2.1");

    private final String local;
    private final String published;

    LocalImages(String local, String published) {
        this.local = local;
        this.published = published;
    }

    /// Whether a Docker engine answers and holds the locally built image.
    public boolean isPresent() { return succeeds(List.of("docker", "image", "inspect", local)); }

    /// The name to start: the local image where there is one, else the published.
    public String imageName() {
        return isPresent() ? local : published;
    }

    /// Whether `-Dlethe.test.containers=true` asks for containers in place of embedded servers.
    public static boolean areWanted() {
        return Boolean.getBoolean("lethe.test.containers");
    }

    private static boolean succeeds(List<String> command) {
        try {
            var process = new ProcessBuilder(command).redirectOutput(ProcessBuilder.Redirect.DISCARD)
                    .redirectError(ProcessBuilder.Redirect.DISCARD).start();
            return process.waitFor(10, TimeUnit.SECONDS) && process.exitValue() == 0;
        } catch (IOException absent) {
            return false;
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            return false;
        }
    }
}
