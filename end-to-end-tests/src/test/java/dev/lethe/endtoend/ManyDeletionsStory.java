package dev.lethe.endtoend;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

import org.junit.jupiter.api.Test;

import dev.lethe.client.Lethe;
import dev.lethe.client.Lethe.Erasure;
import dev.lethe.client.MyAccount.DeletionRequest;

/// Many people leave at once: nobody is refused, no key stays long, and receipts come. What it took stands in
/// `end-to-end-tests/target/many-deletions.txt`; `-Dlethe.deletions=` says how many.
class ManyDeletionsStory {

    private static final int PEOPLE = Integer.getInteger("lethe.deletions", 100);
    private static final int AT_ONCE = 8;
    /// Twice what is promised, for the machine may do something else besides.
    private static final Duration KEYS = Duration.ofSeconds(10);
    private static final Duration RECEIPT = Duration.ofSeconds(20);
    private static final Set<String> KEYHOLDERS = Set.copyOf(Stores.KEYHOLDERS);

    private final HttpClient http = HttpClient.newHttpClient();
    private final Lethe lethe = Lethe.at(Doors.gateway());

    private record Leaving(DeletionRequest request, String code) {}

    /// Nanoseconds from the beginning of the confirmation to its answer, and from there to the end of the keys and to the receipt.
    private record Times(int status, long answered, long keys, long receipt) {}

    @Test
    void aHundredAtOnceAreTakenAndDoneInTime() throws Exception {
        List<Leaving> leaving = all(AT_ONCE, IntStream.range(0, PEOPLE).mapToObj(_ -> preparing()).toList());
        Topics.awaitConsumed();

        CountDownLatch all = new CountDownLatch(leaving.size());
        List<Times> times = all(PEOPLE, leaving.stream().map(it -> leave(it, all)).toList());

        tell(times);
        assertThat(times).extracting(Times::status).containsOnly(202);
        assertThat(slowest(times.stream().map(Times::keys).toList(), 100)).isLessThan(KEYS);
        assertThat(slowest(times.stream().map(Times::receipt).toList(), 99)).isLessThan(RECEIPT);
    }

    private static Callable<Leaving> preparing() {
        return () -> {
            Person person = Person.called("Leaver");
            DeletionRequest request = person.asksForDeletion();
            return new Leaving(request, person.deletionCode(request));
        };
    }

    private Callable<Times> leave(Leaving leaving, CountDownLatch all) {
        return () -> {
            all.countDown();
            all.await();
            long begin = System.nanoTime();
            int status = confirm(leaving);
            long answered = System.nanoTime();
            long keys = 0;
            while (status == 202) {
                Erasure erasure = lethe.erasure(leaving.request().receiptId());
                long now = System.nanoTime() - answered;
                keys = keys == 0 && isUnreachable(erasure) ? now : keys;
                if (erasure.state().equals("done") || now > Erasures.BOUND.toNanos()) {
                    return new Times(status, answered - begin, keys, now);
                }
                LockSupport.parkNanos(Duration.ofSeconds(1).toNanos());
            }
            return new Times(status, answered - begin, 0, 0);
        };
    }

    /// Two of three keyholders destroyed their shares.
    private static boolean isUnreachable(Erasure erasure) {
        return erasure.state().equals("done") || erasure.witnesses().stream()
                .filter(it -> KEYHOLDERS.contains(it.name()) && it.state().equals("done")).count() >= 2;
    }

    /// Without the client, which would try again.
    private int confirm(Leaving leaving) throws IOException, InterruptedException {
        String body = "{\"requestId\":\"%s\",\"code\":\"%s\"}".formatted(leaving.request().requestId(), leaving.code());
        return http.send(HttpRequest.newBuilder(Doors.gateway().resolve("/v1/me/deletion/confirmation"))
                .header("Content-Type", "application/json").POST(HttpRequest.BodyPublishers.ofString(body)).build(),
                HttpResponse.BodyHandlers.discarding()).statusCode();
    }

    private static <T> List<T> all(int threads, List<Callable<T>> calls) throws Exception {
        try (ExecutorService executor = Executors.newFixedThreadPool(threads, Thread.ofVirtual().factory())) {
            List<T> results = new ArrayList<>();
            for (Future<T> call : executor.invokeAll(calls)) {
                results.add(call.get());
            }
            return results;
        }
    }

    private static Duration slowest(List<Long> nanos, int percent) {
        List<Long> sorted = nanos.stream().sorted().toList();
        return Duration.ofNanos(sorted.get(Math.ceilDiv(sorted.size() * percent, 100) - 1));
    }

    private static void tell(List<Times> times) throws IOException {
        String statuses = times.stream().collect(Collectors.groupingBy(Times::status, Collectors.counting()))
                .toString();
        String text = """
                %d deletions at once: %s
                confirmation answered: p50 %s, max %s
                keys unreachable afterwards: p50 %s, max %s
                receipt afterwards: p50 %s, p99 %s
                """.formatted(times.size(), statuses, slowest(times.stream().map(Times::answered).toList(), 50),
                slowest(times.stream().map(Times::answered).toList(), 100),
                slowest(times.stream().map(Times::keys).toList(), 50),
                slowest(times.stream().map(Times::keys).toList(), 100),
                slowest(times.stream().map(Times::receipt).toList(), 50),
                slowest(times.stream().map(Times::receipt).toList(), 99));
        Files.writeString(Path.of("target", "many-deletions.txt"), text);
    }
}
