package dev.lethe.test.residue;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.UUID;

import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.compress.Compression;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.record.CompressionType;
import org.apache.kafka.common.record.FileRecords;
import org.apache.kafka.common.record.MemoryRecords;
import org.apache.kafka.common.record.Record;
import org.apache.kafka.common.record.SimpleRecord;
import org.jspecify.annotations.Nullable;
import org.springframework.util.FileSystemUtils;

/// Kafka's log folders: every file as it lies there, and every record of every segment, decompressed.
/// Segments that wait for their deletion are read too.
final class KafkaLogs extends Folder {
    KafkaLogs(String name, Path root) {
        super(name, root);
    }

    @Override
    public void read(ByteReader reader) throws IOException {
        for (var file : files()) {
            readFile(file, reader);
            if (isSegment(file))
                readRecords(file.toFile(), reader);
        }
    }

    private static boolean isSegment(Path file) {
        var name = file.getFileName().toString();
        return name.endsWith(".log") || name.endsWith(".log.deleted");
    }

    private void readRecords(File file, ByteReader reader) throws IOException {
        var where = root().relativize(file.toPath()) + ", its records";
        if (!file.exists())
            return;
        try {
            var records = FileRecords.open(file, false);
            try {
                readRecords(records, where, reader);
            } finally {
                // A plain close would try to cut off what a broker has written meanwhile, and fail.
                records.closeHandlers();
            }
        } catch (KafkaException | UncheckedIOException torn) {
            reader.begin(where).bytes(new byte[0], 0);
        }
    }

    private static void readRecords(FileRecords records, String where, ByteReader reader) {
        for (var batch : records.batches()) {
            var each = batch.iterator();
            while (each.hasNext())
                readRecord(each.next(), reader.begin(where));
        }
    }

    private static void readRecord(Record entry, Part part) {
        give(entry.key(), part);
        give(entry.value(), part);
        for (Header header : entry.headers())
            give(header.value() == null ? null : ByteBuffer.wrap(header.value()), part);
    }

    private static void give(@Nullable ByteBuffer buffer, Part part) {
        if (buffer == null)
            return;
        var bytes = new byte[buffer.remaining()];
        buffer.get(bytes);
        part.bytes(bytes, bytes.length);
    }

    /// The control is a compressed batch: whoever reads only the file's bytes does not see it.
    @Override
    public Removal plant(Map<String, byte[]> controls) throws IOException {
        var folder = Files.createDirectory(root().resolve("residue-control-" + UUID.randomUUID() + "-0"));
        var records = controls.values().stream().map(SimpleRecord::new).toArray(SimpleRecord[]::new);
        var batch = MemoryRecords.withRecords(Compression.of(CompressionType.GZIP).build(), records);
        var bytes = new byte[batch.sizeInBytes()];
        batch.buffer().get(bytes);
        Files.write(folder.resolve("00000000000000000000.log"), bytes);
        return () -> FileSystemUtils.deleteRecursively(folder);
    }
}
