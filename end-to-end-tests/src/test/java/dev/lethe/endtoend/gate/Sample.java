package dev.lethe.endtoend.gate;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.ByteArrayOutputStream;
import java.util.ArrayList;
import java.util.List;

/// A request as it goes over the wire.
final class Sample {

    private static final int SHOWN = 300;

    private final Operation operation;
    private final List<String> headers = new ArrayList<>();
    private String target;
    private byte[] body = {};
    private boolean hasToken;

    Sample(Operation operation, String target) {
        this.operation = operation;
        this.target = target;
    }

    Operation operation() {
        return operation;
    }

    boolean hasToken() {
        return hasToken;
    }

    byte[] body() {
        return body;
    }

    void token(String token) {
        hasToken = true;
        headers.add("Authorization: Bearer " + token);
    }

    void header(String line) {
        headers.add(line);
    }

    /// @param part `name=value`, as it is to be sent
    void query(String part) {
        target += (target.contains("?") ? "&" : "?") + part;
    }

    void body(String type, byte[] bytes) {
        if (!type.isEmpty()) {
            headers.add("Content-Type: " + type);
        }
        body = bytes;
    }

    byte[] bytes() {
        StringBuilder head = new StringBuilder(operation.method() + " " + target + " HTTP/1.1\r\nHost: localhost\r\n");
        headers.forEach(header -> head.append(header).append("\r\n"));
        if (body.length > 0) {
            head.append("Content-Length: ").append(body.length).append("\r\n");
        }
        ByteArrayOutputStream all = new ByteArrayOutputStream();
        all.writeBytes(head.append("Connection: close\r\n\r\n").toString().getBytes(ISO_8859_1));
        all.writeBytes(body);
        return all.toByteArray();
    }

    @Override
    public String toString() {
        List<String> shown = headers.stream().map(it -> it.startsWith("Authorization") ? "(token)" : it).toList();
        return shortened(operation.method() + " " + target) + " " + shortened(shown.toString()) + " "
                + shortened(new String(body, ISO_8859_1));
    }

    static String shortened(String text) {
        return text.length() <= SHOWN ? text : text.substring(0, SHOWN) + "… (" + text.length() + ")";
    }
}
