package dev.lethe.key.destruction;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

import dev.lethe.key.epoch.Bucket;

/// One mark for each destroyed subject in a file beside the epoch keys, appended before the database hears of it. So it
/// tells exactly which destructions a restored database has forgotten.
final class DestroyedMarks {

    private static final int CHUNK = 2000;

    private final Path file;

    DestroyedMarks(Path directory) throws IOException {
        this.file = directory.resolve("destroyed.marks");
        try (var channel = FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE)) {
            // a torn last record was never answered for
            channel.truncate(channel.size() / Bucket.MARK_LENGTH * Bucket.MARK_LENGTH);
            channel.force(true);
        }
        try (var folder = FileChannel.open(directory, StandardOpenOption.READ)) {
            folder.force(true);
        }
    }

    /// Durable when it returns.
    void append(List<byte[]> marks) throws IOException {
        try (var channel = FileChannel.open(file, StandardOpenOption.APPEND)) {
            var left = ByteBuffer.allocate(marks.size() * Bucket.MARK_LENGTH);
            marks.forEach(left::put);
            left.flip();
            while (left.hasRemaining()) {
                channel.write(left);
            }
            channel.force(true);
        }
    }

    /// All marks, some thousand at a time.
    void forEachChunk(Consumer<List<byte[]>> consumer) throws IOException {
        try (var in = Files.newInputStream(file)) {
            while (true) {
                var bytes = in.readNBytes(CHUNK * Bucket.MARK_LENGTH);
                if (bytes.length == 0) {
                    return;
                }
                var marks = new ArrayList<byte[]>(CHUNK);
                var buffer = ByteBuffer.wrap(bytes);
                while (buffer.remaining() >= Bucket.MARK_LENGTH) {
                    var mark = new byte[Bucket.MARK_LENGTH];
                    buffer.get(mark);
                    marks.add(mark);
                }
                consumer.accept(marks);
            }
        }
    }
}
