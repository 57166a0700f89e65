package dev.lethe.message.stream;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;

import javax.management.ObjectName;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

import dev.lethe.message.MessageServiceIT;
import dev.lethe.test.Tokens;

/// What an idle stream costs. Which classes make it up stands in `target/stream-memory.txt` afterwards.
class StreamMemoryIT extends MessageServiceIT {
    private static final int PEOPLE = 20;
    private static final int STREAMS = 15;
    private static final int MOST_BYTES = 16 * 1024;

    private record Objects(long count, long bytes) {}

    @Test
    @Tag("case-86")
    void keepsAnIdleStreamForAsMuchAsIsCountedFor() throws Exception {
        List<Person> people = new ArrayList<>();
        for (int i = 0; i < PEOPLE; i++) {
            people.add(someone());
            people.getLast().sends(people.getLast(), "hello");
        }
        List<Socket> sockets = open(people, 2);
        // each is taken while one is held, so that it does not count itself
        Map<String, Objects> held = histogram();
        Map<String, Objects> before = histogram();
        held.clear();

        sockets.addAll(open(people, STREAMS));
        Map<String, Objects> after = histogram();

        long bytes = (sum(after) - sum(before)) / (PEOPLE * STREAMS);
        Files.writeString(Path.of("target/stream-memory.txt"), report(before, after, bytes));
        assertThat(bytes).isPositive().isLessThanOrEqualTo(MOST_BYTES);
        for (Socket socket : sockets) {
            socket.close();
        }
    }

    private List<Socket> open(List<Person> people, int each) throws IOException {
        List<Socket> sockets = new ArrayList<>();
        for (Person person : people) {
            for (int i = 0; i < each; i++) {
                sockets.add(open(person));
            }
        }
        return sockets;
    }

    private Socket open(Person person) throws IOException {
        Socket socket = new Socket(InetAddress.getLoopbackAddress(), port);
        String request = """
                GET /v1/updates/stream HTTP/1.1\r
                Host: 127.0.0.1\r
                Accept: text/event-stream\r
                User-Agent: reactor-netty\r
                Authorization: Bearer %s\r
                \r
                """.formatted(Tokens.of(person.id, UUID.randomUUID(), clock.instant()));
        socket.getOutputStream().write(request.getBytes(StandardCharsets.US_ASCII));
        StringBuilder answer = new StringBuilder();
        while (answer.indexOf("heartbeat") < 0) {
            int read = socket.getInputStream().read();
            assertThat(read).as(answer.toString()).isNotNegative();
            answer.append((char) read);
        }
        return socket;
    }

    private static long sum(Map<String, Objects> histogram) {
        return histogram.values().stream().mapToLong(Objects::bytes).sum();
    }

    private static String report(Map<String, Objects> before, Map<String, Objects> after, long bytes) {
        int streams = PEOPLE * STREAMS;
        return bytes + " bytes a stream\n" + after.entrySet().stream()
                .map(entry -> {
                    Objects was = before.getOrDefault(entry.getKey(), new Objects(0, 0));
                    return Map.entry(entry.getKey(), new Objects(entry.getValue().count() - was.count(),
                            entry.getValue().bytes() - was.bytes()));
                })
                .filter(entry -> entry.getValue().bytes() >= streams)
                .sorted((one, other) -> Long.compare(other.getValue().bytes(), one.getValue().bytes()))
                .map(entry -> "%8d bytes %8.2f objects  %s".formatted(entry.getValue().bytes() / streams,
                        entry.getValue().count() / (double) streams, entry.getKey()))
                .collect(Collectors.joining("\n"));
    }

    // Counts after a full collection, so only what is held.
    private static Map<String, Objects> histogram() throws Exception {
        System.gc();
        String text = (String) ManagementFactory.getPlatformMBeanServer()
                .invoke(new ObjectName("com.sun.management:type=DiagnosticCommand"), "gcClassHistogram",
                        new Object[] {new String[0]}, new String[] {String[].class.getName()});
        Map<String, Objects> histogram = new HashMap<>();
        // fillers are what a collector puts where nothing is
        text.lines().map(String::strip).filter(line -> line.matches("\\d+:.*"))
                .filter(line -> !line.contains("FillerElement")).forEach(line -> {
                    String[] cells = line.split("\\s+");
                    histogram.merge(cells[3], new Objects(Long.parseLong(cells[1]), Long.parseLong(cells[2])),
                            (one, other) -> new Objects(one.count() + other.count(), one.bytes() + other.bytes()));
                });
        return histogram;
    }
}
