package dev.lethe.test.secret;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;

/// Writes keys and certificates as PEM (RFC 7468).
final class Pem {
    private Pem() {}

    static Path write(Path file, String label, byte[] der) {
        var body = Base64.getMimeEncoder(64, "\n".getBytes(StandardCharsets.US_ASCII))
                .encodeToString(der);
        var text = "-----BEGIN " + label + "-----\n" + body + "\n-----END " + label + "-----\n";
        try {
            return Files.writeString(file, text);
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }
}
