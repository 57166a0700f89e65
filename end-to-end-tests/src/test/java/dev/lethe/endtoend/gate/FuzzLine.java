package dev.lethe.endtoend.gate;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.net.URI;

/// Sends what a polite client would not, as it is.
record FuzzLine(URI gateway) {

    private static final int PATIENCE = 20_000;

    /// The head and the beginning of the body of the answer; an endless stream is left after its first bytes.
    String answer(FuzzRequests.Raw request, String authorization) throws IOException {
        try (Socket socket = open()) {
            socket.getOutputStream().write(bytes(request, authorization));
            socket.getOutputStream().flush();
            byte[] answer = socket.getInputStream().readNBytes(16);
            int more = socket.getInputStream().available();
            return new String(answer, ISO_8859_1) + new String(socket.getInputStream().readNBytes(more), ISO_8859_1);
        } catch (SocketTimeoutException e) {
            throw new IOException("no answer to " + request.operation(), e);
        }
    }

    Socket open() throws IOException {
        Socket socket = new Socket(gateway.getHost(), gateway.getPort());
        socket.setSoTimeout(PATIENCE);
        return socket;
    }

    private static byte[] bytes(FuzzRequests.Raw request, String authorization) {
        StringBuilder head = new StringBuilder(request.method() + " " + request.target() + " HTTP/1.1\r\n");
        line(head, request, "Host", "localhost");
        line(head, request, "Authorization", authorization);
        request.headers().forEach(header -> head.append(header).append("\r\n"));
        if (request.body().length > 0) {
            line(head, request, "Content-Length", String.valueOf(request.body().length));
        }
        head.append("Connection: close\r\n\r\n");
        ByteArrayOutputStream all = new ByteArrayOutputStream();
        all.writeBytes(head.toString().getBytes(ISO_8859_1));
        all.writeBytes(request.body());
        return all.toByteArray();
    }

    private static void line(StringBuilder head, FuzzRequests.Raw request, String name, String value) {
        if (!value.isEmpty() && request.headers().stream().noneMatch(header -> header.startsWith(name + ":"))) {
            head.append(name).append(": ").append(value).append("\r\n");
        }
    }
}
