package dev.lethe.message.transfer;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.CompletableFuture;
import java.util.function.BooleanSupplier;

import org.junit.jupiter.api.Test;

import dev.lethe.message.MessageServiceIT;
import dev.lethe.message.telegram.TelegramSamples;

/// However much is imported, it holds nobody up: neither those who write to the importer, nor strangers. What the sends took
/// is written to `target/sends-beside-import.txt`.
class SendsBesideImportIT extends MessageServiceIT {
    private static final int MANY = 20_000;
    private static final Duration SHORT = Duration.ofSeconds(10);

    private final List<Duration> toTheImporter = new ArrayList<>();
    private final List<Duration> betweenStrangers = new ArrayList<>();

    @Test
    void areNotHeldUpByAnImport() throws IOException {
        Person importer = someone();
        Person friend = someone();
        Person one = someone();
        Person two = someone();
        sendWhile(() -> toTheImporter.size() < 200, friend, importer, one, two);
        String alone = told("alone");

        CompletableFuture<Answer> imported = CompletableFuture
                .supplyAsync(() -> importer.post("/v1/imports", TelegramSamples.chatOf(MANY)));
        sendWhile(() -> !imported.isDone(), friend, importer, one, two);

        assertThat(imported.join().text("/messages")).isEqualTo(String.valueOf(MANY));
        assertThat(toTheImporter).hasSizeGreaterThan(10);
        assertThat(Collections.max(toTheImporter)).isLessThan(SHORT);
        assertThat(Collections.max(betweenStrangers)).isLessThan(SHORT);
        Files.writeString(Path.of("target", "sends-beside-import.txt"), alone + told("beside an import"));
    }

    private void sendWhile(BooleanSupplier goesOn, Person friend, Person importer, Person one, Person two) {
        toTheImporter.clear();
        betweenStrangers.clear();
        while (goesOn.getAsBoolean()) {
            toTheImporter.add(timeOfSend(friend, importer));
            betweenStrangers.add(timeOfSend(one, two));
        }
    }

    private static Duration timeOfSend(Person sender, Person partner) {
        long start = System.nanoTime();
        sender.sends(partner, "meanwhile");
        return Duration.ofNanos(System.nanoTime() - start);
    }

    private String told(String when) {
        return String.format(Locale.ROOT, "%s: %d sends each, to the importer %s, between strangers %s%n", when,
                toTheImporter.size(), middleAndLate(toTheImporter), middleAndLate(betweenStrangers));
    }

    private static String middleAndLate(List<Duration> times) {
        List<Duration> sorted = times.stream().sorted().toList();
        return String.format(Locale.ROOT, "p50 %d ms, p95 %d ms", sorted.get(sorted.size() / 2).toMillis(),
                sorted.get(sorted.size() * 95 / 100).toMillis());
    }
}
