package dev.lethe.endtoend.gate;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/// What came back over a connection.
///
/// @param headers by their names in lower case; the last one counts
record Answer(int status, Map<String, String> headers, byte[] body) {

    private static final int LONGEST_LINE = 100_000;

    /// Reads one answer, and of a stream its head.
    static Answer from(InputStream in) throws IOException {
        String first = line(in);
        if (!first.matches("HTTP/1\\.[01] \\d{3}.*")) {
            throw new IOException("no answer of HTTP");
        }
        int status = Integer.parseInt(first.substring(9, 12));
        Map<String, String> headers = new TreeMap<>();
        for (String line = line(in); !line.isEmpty(); line = line(in)) {
            int colon = line.indexOf(':');
            if (colon < 0) {
                throw new IOException("no header of HTTP");
            }
            headers.put(line.substring(0, colon).toLowerCase(Locale.ROOT), line.substring(colon + 1).strip());
        }
        return status == 100 ? from(in) : new Answer(status, headers, body(in, status, headers));
    }

    private static byte[] body(InputStream in, int status, Map<String, String> headers) throws IOException {
        if (status == 204 || status == 304
                || headers.getOrDefault("content-type", "").startsWith("text/event-stream")) {
            return new byte[0];
        }
        if (headers.getOrDefault("transfer-encoding", "").equals("chunked")) {
            return chunks(in);
        }
        String length = headers.get("content-length");
        return length == null ? in.readAllBytes() : in.readNBytes(Integer.parseInt(length));
    }

    private static byte[] chunks(InputStream in) throws IOException {
        ByteArrayOutputStream body = new ByteArrayOutputStream();
        for (int size = size(in); size > 0; size = size(in)) {
            body.writeBytes(in.readNBytes(size));
            line(in);
        }
        line(in);
        return body.toByteArray();
    }

    private static int size(InputStream in) throws IOException {
        return Integer.parseInt(line(in).split(";", 2)[0].strip(), 16);
    }

    private static String line(InputStream in) throws IOException {
        ByteArrayOutputStream line = new ByteArrayOutputStream();
        for (int next = in.read(); next != '\n'; next = in.read()) {
            if (next < 0 || line.size() > LONGEST_LINE) {
                throw new EOFException("the answer ends early");
            }
            line.write(next);
        }
        return line.toString(ISO_8859_1).stripTrailing();
    }

    String header(String name) {
        return headers.getOrDefault(name, "");
    }

    boolean has(String name) {
        return headers.containsKey(name);
    }

    String mediaType() {
        return header("content-type").split(";", 2)[0].strip();
    }

    String text() {
        return new String(body, UTF_8);
    }
}
