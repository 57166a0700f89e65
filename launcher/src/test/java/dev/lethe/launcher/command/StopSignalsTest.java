package dev.lethe.launcher.command;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Path;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

class StopSignalsTest {

    @Test
    @Timeout(60)
    void hearsASecondSignalToo() throws Exception {
        var listener = listener();
        try (var told = listener.inputReader()) {
            assertThat(told.readLine()).isEqualTo("listening");

            assertThat(answer(listener, told)).isEqualTo("heard 1");
            assertThat(answer(listener, told)).isEqualTo("heard 2");

            assertThat(listener.waitFor(30, TimeUnit.SECONDS)).isTrue();
            assertThat(listener.exitValue()).isZero();
        } finally {
            listener.destroyForcibly();
        }
    }

    // not INT, which whoever started the build in the background has made it deaf to
    private static String answer(Process listener, BufferedReader told) throws IOException, InterruptedException {
        new ProcessBuilder("kill", "-TERM", Long.toString(listener.pid())).start().waitFor();
        return told.readLine();
    }

    private static Process listener() throws IOException {
        var java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
        return new ProcessBuilder(java, "-cp", System.getProperty("java.class.path"), Listener.class.getName())
                .redirectErrorStream(true).start();
    }

    /// Ends after two signals, by itself.
    static final class Listener {

        private Listener() {
        }

        public static void main(String[] arguments) throws InterruptedException {
            var awaited = new CountDownLatch(2);
            StopSignals.handle(() -> {
                System.out.println("heard " + (3 - awaited.getCount()));
                awaited.countDown();
            });
            System.out.println("listening");
            awaited.await();
        }
    }
}
