package dev.lethe.client;

import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Map;
import java.util.UUID;

import org.jspecify.annotations.Nullable;

/// Files of cloud chats, streamed both ways; a file never has to fit into memory.
public final class Files {

    private final Calls calls;

    Files(Calls calls) {
        this.calls = calls;
    }

    /// A stored file.
    ///
    /// @param size in bytes
    public record File(UUID id, long size, String type, @Nullable String name) {
        @Override
        public String toString() {
            return "File[" + id + "]";
        }
    }

    private record Deleted(int deleted) {}

    /// Uploads a file from disk.
    public File upload(Path file, String type) throws FileNotFoundException {
        return upload(BodyPublishers.ofFile(file), file.getFileName().toString(), type);
    }

    public File upload(byte[] bytes, String name, String type) {
        return upload(BodyPublishers.ofByteArray(bytes), name, type);
    }

    /// Uploads from any source; see `BodyPublishers`.
    public File upload(BodyPublisher bytes, String name, String type) {
        return calls.upload("POST", "/v1/files", bytes, Map.of("Content-Type", type, "Content-Disposition",
                "attachment; filename*=UTF-8''" + Calls.encoded(name)), File.class);
    }

    /// Opens a file; the caller closes the stream.
    public InputStream download(UUID fileId) {
        return calls.download("/v1/files/" + fileId, Map.of()).body();
    }

    /// Opens a part of a file.
    ///
    /// @param last the last byte, included
    public InputStream download(UUID fileId, long first, long last) {
        return calls.download("/v1/files/" + fileId, Map.of("Range", "bytes=" + first + "-" + last)).body();
    }

    /// Downloads into a file, replacing what is there.
    ///
    /// @return how many bytes it has
    public long download(UUID fileId, Path target) {
        try (InputStream stream = download(fileId)) {
            return java.nio.file.Files.copy(stream, target, StandardCopyOption.REPLACE_EXISTING);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public int delete(UUID fileId) {
        return calls.delete("/v1/files/" + fileId, Deleted.class).deleted();
    }
}
