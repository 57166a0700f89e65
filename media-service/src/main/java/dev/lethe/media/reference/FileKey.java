package dev.lethe.media.reference;

import java.security.SecureRandom;
import java.util.UUID;

import dev.lethe.platform.vault.Place;
import dev.lethe.platform.vault.SubjectKey;

/// The key of one file: 256 random bits that stand nowhere but sealed, once for each holder.
///
/// @param bytes 32 bytes
public record FileKey(byte[] bytes) {

    private static final SecureRandom RANDOM = new SecureRandom();
    private static final int LENGTH = 32;

    /// A new file's key.
    public static FileKey random() {
        var bytes = new byte[LENGTH];
        RANDOM.nextBytes(bytes);
        return new FileKey(bytes);
    }

    /// Sealed for one holder of the file.
    public byte[] sealFor(SubjectKey holderKey, UUID holder, UUID file) {
        return holderKey.seal(place(holder, file), bytes);
    }

    /// Opens the key for one holder.
    ///
    /// @throws dev.lethe.platform.vault.SealBrokenException when it was sealed for another holder or file
    public static FileKey open(SubjectKey holderKey, UUID holder, UUID file, byte[] sealed) {
        return new FileKey(holderKey.open(place(holder, file), sealed));
    }

    private static Place place(UUID holder, UUID file) {
        return Place.of("file_reference", "file_key", holder, file);
    }

    @Override
    public String toString() {
        return "FileKey[redacted]";
    }
}
