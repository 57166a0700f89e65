package dev.lethe.gateway;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ThreadLocalRandom;

/// A service that hangs up after one answer in three, without saying so.
final class HangingUp implements AutoCloseable {

    private final ServerSocket door = new ServerSocket(0, 100, InetAddress.getLoopbackAddress());
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();

    HangingUp() throws IOException {
        var _ = threads.submit(this::open);
    }

    String url() {
        return "http://127.0.0.1:" + door.getLocalPort();
    }

    private Void open() throws IOException {
        while (true) {
            Socket socket = door.accept();
            var _ = threads.submit(() -> serve(socket));
        }
    }

    private static Void serve(Socket socket) throws IOException {
        try (socket;
                BufferedReader request = new BufferedReader(
                        new InputStreamReader(socket.getInputStream(), StandardCharsets.ISO_8859_1))) {
            do {
                String line = request.readLine();
                int length = 0;
                while (line != null && !line.isEmpty()) {
                    length = line.toLowerCase(Locale.ROOT).startsWith("content-length:")
                            ? Integer.parseInt(line.substring(15).strip()) : length;
                    line = request.readLine();
                }
                if (line == null) {
                    return null;
                }
                for (int i = 0; i < length; i++) {
                    request.read();
                }
                socket.getOutputStream()
                        .write("HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nContent-Length: 2\r\n\r\n{}"
                                .getBytes(StandardCharsets.ISO_8859_1));
            } while (ThreadLocalRandom.current().nextInt(3) > 0);
        }
        return null;
    }

    @Override
    public void close() throws IOException {
        door.close();
        threads.shutdownNow();
    }
}
