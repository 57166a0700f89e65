package dev.lethe.test.residue;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.Random;

import org.apache.kafka.common.compress.Compression;
import org.apache.kafka.common.record.CompressionType;
import org.apache.kafka.common.record.MemoryRecords;
import org.apache.kafka.common.record.SimpleRecord;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class ResidueScanTest {
    private static final Random RANDOM = new Random(7);

    private final Canary canary = Canary.random("text of a message");
    @TempDir
    private Path folder;

    @Test
    void findsNothingInACleanFolder() throws IOException {
        Files.write(folder.resolve("noise"), noise(100_000));

        var report = scan();

        report.assertClean();
        assertThat(report.bytesRead()).isEqualTo(100_000);
        assertThat(folder).isDirectoryContaining("glob:**/noise");
    }

    @ParameterizedTest
    @EnumSource
    void findsEveryEncodingAtAnyDepth(Encoding encoding) throws IOException {
        var nested = Files.createDirectories(folder.resolve("base/1/pg_wal"));
        Files.write(nested.resolve("000001"), amidNoise(encoding.of(canary.value()), 2_000_000));

        assertThat(scan().findings()).extracting(Finding::canary).contains(canary);
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 2, 3, 4, 5})
    void findsBase64OfALongerText(int before) throws IOException {
        var text = "x".repeat(before) + canary.value() + "and more";
        Files.writeString(folder.resolve("payload"),
                Base64.getEncoder().encodeToString(text.getBytes(StandardCharsets.UTF_8)));

        assertThat(scan().findings()).isNotEmpty();
    }

    @Test
    void findsHexAsPostgresPrintsIt() throws IOException {
        var text = "\\x"
                + HexFormat.of().formatHex(("{\"text\":\"" + canary.value() + "\"}").getBytes(StandardCharsets.UTF_8));
        Files.writeString(folder.resolve("log"), text);

        assertThat(scan().findings()).singleElement().extracting(Finding::encoding).isEqualTo(Encoding.HEX);
    }

    @Test
    void findsWhatCrossesTwoChunks() throws IOException {
        var bytes = noise(3 << 20);
        System.arraycopy(canary.value().getBytes(StandardCharsets.UTF_8), 0, bytes, (1 << 20) - 11, 24);
        Files.write(folder.resolve("large"), bytes);

        assertThat(scan().findings()).hasSize(1);
    }

    @ParameterizedTest
    @EnumSource(value = CompressionType.class)
    void findsRecordsInCompressedBatches(CompressionType compression) throws IOException {
        var partition = Files.createDirectories(folder.resolve("lethe.notice.v1-0.1234-delete"));
        Files.write(partition.resolve("00000000000000000000.log.deleted"), batch(compression));

        var report = ResidueScan.lookingFor(List.of(canary)).kafka("kafka", folder).run();

        assertThat(report.findings()).extracting(Finding::where).anyMatch(where -> where.contains("records"));
    }

    @Test
    void leavesASegmentAloneThatABrokerWritesMeanwhile() throws IOException {
        var partition = Files.createDirectories(folder.resolve("topic-0"));
        var segment = Files.write(partition.resolve("00000000000000000000.log"), batch(CompressionType.NONE));
        var begun = new ArrayList<String>();

        new KafkaLogs("kafka", folder).read(where -> {
            begun.add(where);
            append(segment);
            return (_, _) -> {
            };
        });

        assertThat(begun).hasSize(3);
        assertThat(segment).hasSize(4L * batch(CompressionType.NONE).length);
    }

    @Test
    void readsOverATornSegment() throws IOException {
        var partition = Files.createDirectories(folder.resolve("topic-0"));
        Files.write(partition.resolve("00000000000000000000.log"), amidNoise(Encoding.PLAIN.of(canary.value()), 5_000));

        var report = ResidueScan.lookingFor(List.of(canary)).kafka("kafka", folder).run();

        assertThat(report.findings()).hasSize(1);
    }

    @Test
    void findsANumberByItsLastSevenDigits() throws IOException {
        var number = Canary.ofNumber("bob's number", "+4915123456789", "015123456789");
        Files.writeString(folder.resolve("log"), "called 151-23-456789, that is 3456789");

        var report = ResidueScan.lookingFor(number).folder("logs", folder).run();

        assertThat(report.findings()).extracting(finding -> finding.canary().name())
                .contains("bob's number last seven");
    }

    @Test
    void failsWhenAnAgreedControlIsMissing() {
        var scan = ResidueScan.lookingFor(List.of(canary)).folder("store", folder)
                .mustFind("store", Canary.random("plain row"));

        assertThatThrownBy(scan::run).isInstanceOf(BlindScanException.class).hasMessageContaining("plain row");
    }

    @Test
    void failsWhenAControlLiesWhereNobodyLooks() {
        var scan = ResidueScan.lookingFor(List.of(canary)).text("inbox", "").mustFind("store", canary);

        assertThatThrownBy(scan::run).isInstanceOf(BlindScanException.class).hasMessageContaining("not scanned");
    }

    @Test
    void saysWhatItFoundWhere() {
        var report = ResidueScan.lookingFor(List.of(canary)).text("SMS inbox", "to bob: " + canary.value()).run();

        assertThatThrownBy(report::assertClean).hasMessageContaining("text of a message as PLAIN in SMS inbox");
    }

    private ResidueReport scan() {
        return ResidueScan.lookingFor(List.of(canary)).folder("store", folder).run();
    }

    private static byte[] amidNoise(byte[] needle, int around) throws IOException {
        var all = new ByteArrayOutputStream();
        all.write(noise(around));
        all.write(needle);
        all.write(noise(around));
        return all.toByteArray();
    }

    private static byte[] noise(int length) {
        var bytes = new byte[length];
        RANDOM.nextBytes(bytes);
        return bytes;
    }

    private byte[] batch(CompressionType compression) {
        var batch = MemoryRecords.withRecords(Compression.of(compression).build(),
                new SimpleRecord("key".getBytes(StandardCharsets.UTF_8),
                        ("aaaa".repeat(200) + canary.value()).getBytes(StandardCharsets.UTF_8)));
        var bytes = new byte[batch.sizeInBytes()];
        batch.buffer().get(bytes);
        return bytes;
    }

    private void append(Path segment) {
        try {
            Files.write(segment, batch(CompressionType.NONE), StandardOpenOption.APPEND);
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }
}
