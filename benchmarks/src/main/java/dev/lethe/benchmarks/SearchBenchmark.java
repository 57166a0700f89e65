package dev.lethe.benchmarks;

import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.locks.LockSupport;

import tools.jackson.databind.json.JsonMapper;

/// Searching one mailbox with a million messages in 500 chats, at one connection. The messages are imported, so all that
/// is found was sealed and indexed as anybody's are, and opens.
final class SearchBenchmark implements Benchmarks.Benchmark {

    private static final int MESSAGES = 1_000_000;
    private static final int CHATS = 500;
    private static final int CHATS_AN_EXPORT = 50;
    private static final String MOST_AIMED_AT = "≤ 30 (10)";

    /// What is looked for, in so many words that no single one counts.
    private record Search(String name, List<String> targets) {
        Load load(Path person) {
            return Load.reading(person, String.join(" ", targets), 1);
        }
    }

    @Override
    public void run(Plan plan) throws Exception {
        var report = new Report("search", "Searching a million messages", Sample.P99, plan);
        var results = new Results();
        var vocabulary = new Vocabulary(new Random(42));
        var searches = searches(vocabulary);
        try (var rig = Rig.start()) {
            var crowd = Crowd.of(1, rig);
            fill(rig, crowd, vocabulary);
            for (var search : searches) {
                crowd.renew();
                requireHits(rig, crowd, search);
                rig.warmUp(search.load(crowd.fileOf(0)), rig.service(), Duration.ofSeconds(12));
            }
            for (var run = 1; run <= plan.runs(); run++) {
                for (var search : searches) {
                    crowd.renew();
                    var cpu = rig.meter().read();
                    var outcome = search.load(crowd.fileOf(0)).run(rig.service(), plan.duration());
                    if (outcome.failed() > 0) {
                        throw new IllegalStateException(search.name() + ": " + outcome.failed() + " failed");
                    }
                    results.add(Sample.of(search.name(), run, outcome, rig.cpuOf(cpu)));
                }
            }
        }
        searches.forEach(search -> report.hold("p99 of " + search.name() + ", ms",
                results.median(search.name(), Sample.P99), MOST_AIMED_AT));
        report.write(results);
    }

    private static List<Search> searches(Vocabulary vocabulary) {
        Map<String, List<String>> byName = new LinkedHashMap<>();
        vocabulary.marked().forEach((share, words) -> byName.put("words in " + share + " %", words));
        var often = vocabulary.marked().lastEntry().getValue();
        byName.put("two words in 10 % each", List.of(often.get(0) + "%20" + often.get(1)));
        byName.put("beginnings of words in 10 %", often.stream().map(word -> word.substring(0, 5)).toList());
        return byName.entrySet().stream()
                .map(entry -> new Search(entry.getKey(),
                        entry.getValue().stream().map(words -> "/v1/search?q=" + words).toList()))
                .toList();
    }

    /// A search that finds nothing would be quick in vain. Before the service is warm, time is up before the first hit.
    private static void requireHits(Rig rig, Crowd crowd, Search search) throws IOException, InterruptedException {
        try (var http = HttpClient.newHttpClient()) {
            for (var target : search.targets()) {
                var request = HttpRequest.newBuilder(rig.service().resolve(target))
                        .header("Authorization", "Bearer " + crowd.access(0)).build();
                var attempts = 20;
                while (!hasHits(http.send(request, BodyHandlers.ofString()))) {
                    if (--attempts == 0) {
                        throw new IllegalStateException(search.name() + ": no hits");
                    }
                }
            }
        }
    }

    private static boolean hasHits(HttpResponse<String> answer) {
        if (answer.statusCode() != 200) {
            throw new IllegalStateException("a search is answered " + answer.statusCode());
        }
        return !JsonMapper.shared().readTree(answer.body()).get("hits").isEmpty();
    }

    private static void fill(Rig rig, Crowd crowd, Vocabulary vocabulary) throws Exception {
        awaitArrival(rig, crowd, new TelegramExport(vocabulary, 0, 1, 1));
        var begin = System.nanoTime();
        for (var first = 1; first <= CHATS; first += CHATS_AN_EXPORT) {
            crowd.renew();
            var answer = post(rig, crowd, new TelegramExport(vocabulary, first, CHATS_AN_EXPORT, MESSAGES / CHATS));
            if (answer.statusCode() / 100 != 2) {
                throw new IllegalStateException("no import: " + answer.statusCode() + " " + answer.body());
            }
            System.out.printf("%d chats imported in %.0f s%n", first + CHATS_AN_EXPORT - 1,
                    (System.nanoTime() - begin) / 1e9);
        }
        rig.execute("vacuum (analyze) message", "checkpoint");
    }

    /// A large upload that is refused at once ends as a broken pipe, so a small one tells when the service knows the account.
    private static void awaitArrival(Rig rig, Crowd crowd, TelegramExport small) throws Exception {
        var until = System.nanoTime() + Duration.ofSeconds(30).toNanos();
        var answer = post(rig, crowd, small);
        while (answer.statusCode() / 100 != 2) {
            if (System.nanoTime() > until) {
                throw new IllegalStateException("no import: " + answer.statusCode() + " " + answer.body());
            }
            LockSupport.parkNanos(Duration.ofMillis(200).toNanos());
            answer = post(rig, crowd, small);
        }
    }

    private static HttpResponse<String> post(Rig rig, Crowd crowd, TelegramExport export) throws Exception {
        try (var http = HttpClient.newHttpClient()) {
            return http.send(HttpRequest.newBuilder(rig.service().resolve("/v1/imports"))
                    .header("Authorization", "Bearer " + crowd.access(0)).header("Content-Type", "application/json")
                    .POST(BodyPublishers.ofString(export.json())).build(), BodyHandlers.ofString());
        }
    }
}
