package dev.lethe.gateway;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;

import org.awaitility.Awaitility;

/// Asks for something and reads nothing of it.
final class DeafCaller implements AutoCloseable {

    private static final Duration PATIENCE = Duration.ofSeconds(90);

    private final Socket socket = new Socket();

    DeafCaller(int port, String path) throws IOException {
        socket.setReceiveBufferSize(4 * 1024);
        socket.setSoTimeout((int) PATIENCE.toMillis());
        socket.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
        socket.getOutputStream().write(("GET " + path + " HTTP/1.1\r\nHost: localhost\r\n\r\n")
                .getBytes(StandardCharsets.US_ASCII));
    }

    /// Waits until something has come.
    void isAnswered() {
        Awaitility.await().atMost(PATIENCE).until(() -> socket.getInputStream().available() > 0);
    }

    /// Waits until nobody is at the other end any more.
    void isLetGo() {
        Awaitility.await().atMost(PATIENCE).untilAsserted(
                () -> assertThatThrownBy(
                        () -> socket.getOutputStream().write("\r\n".getBytes(StandardCharsets.US_ASCII)))
                        .isInstanceOf(SocketException.class));
    }

    /// How many bytes this machine still has for them.
    long left() {
        long read = 0;
        byte[] part = new byte[64 * 1024];
        try {
            for (int some = socket.getInputStream().read(part); some >= 0; some = socket.getInputStream().read(part)) {
                read += some;
            }
        } catch (IOException _) {
            // as a reset may come between two reads
        }
        return read;
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }
}
