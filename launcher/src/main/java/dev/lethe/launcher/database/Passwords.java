package dev.lethe.launcher.database;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.Base64;

import dev.lethe.launcher.certificate.PrivateFiles;

/// Random passwords of one server's roles, one file each.
///
/// @param folder where they are kept, readable by its owner only
public record Passwords(Path folder) {

    private static final SecureRandom RANDOM = new SecureRandom();

    /// The role's password, made on first use.
    public synchronized String password(String role) {
        try {
            return Files.readString(file(role));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    Path file(String role) {
        var file = folder.resolve(role);
        if (!Files.exists(file)) {
            var bytes = new byte[24];
            RANDOM.nextBytes(bytes);
            PrivateFiles.write(file, Base64.getUrlEncoder().withoutPadding().encodeToString(bytes));
        }
        return file;
    }
}
