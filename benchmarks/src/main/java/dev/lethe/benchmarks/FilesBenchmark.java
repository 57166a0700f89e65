package dev.lethe.benchmarks;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.concurrent.ThreadLocalRandom;

import tools.jackson.databind.json.JsonMapper;

/// How fast one connection moves files through the gateway, in the default `./lethe up`, after ten seconds of use.
final class FilesBenchmark implements Benchmarks.Benchmark {

    private static final String UP = "upload";
    private static final String DOWN = "download";
    private static final String SPEED = "MB per second";
    private static final int SIZE = 64 << 20;
    private static final Duration WARM = Duration.ofSeconds(10);

    private final HttpClient http = HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

    @Override
    public void run(Plan plan) throws Exception {
        var report = new Report("files", "Files through the gateway", SPEED, plan);
        var results = new Results();
        try (var rig = Rig.startSmall()) {
            var content = rig.suite().home().folder().resolve("content");
            var bytes = new byte[SIZE];
            ThreadLocalRandom.current().nextBytes(bytes);
            Files.write(content, bytes);
            var token = Crowd.of(1, rig).access(0);
            var address = rig.gateway().resolve("/v1/files");
            move(WARM, () -> upload(address, token, content));
            var file = upload(address, token, content);
            move(WARM, () -> download(file, token));
            for (var run = 1; run <= plan.runs(); run++) {
                results.add(sample(UP, run, move(plan.duration(), () -> upload(address, token, content))));
                results.add(sample(DOWN, run, move(plan.duration(), () -> download(file, token))));
            }
            System.out.println("All processes hold " + rig.suite().residentMemory().mebibytes() + " MiB");
        }
        report.hold("download, MB per second", results.median(DOWN, SPEED), "≥ 250");
        report.hold("upload, MB per second", results.median(UP, SPEED), "≥ 250");
        report.write(results);
    }

    private static Sample sample(String contender, int run, double speed) {
        var figures = new LinkedHashMap<String, Double>();
        figures.put(SPEED, speed);
        return new Sample(contender, run, figures);
    }

    /// Answers megabytes per second.
    private static double move(Duration duration, Transfer transfer) throws Exception {
        var begin = System.nanoTime();
        var moved = 0L;
        do {
            transfer.move();
            moved += SIZE;
        } while (System.nanoTime() - begin < duration.toNanos());
        return moved * 1000.0 / (System.nanoTime() - begin);
    }

    private URI upload(URI address, String token, Path content) throws IOException, InterruptedException {
        var request = HttpRequest.newBuilder(address)
                .header("Authorization", "Bearer " + token)
                .header("Content-Type", "application/octet-stream")
                .header("Content-Disposition", "attachment; filename=\"content\"")
                .POST(BodyPublishers.ofFile(content))
                .build();
        var answer = http.send(request, BodyHandlers.ofString());
        require(201, answer);
        return address.resolve("/v1/files/" + JsonMapper.shared().readTree(answer.body()).get("id").asString());
    }

    private URI download(URI file, String token) throws IOException, InterruptedException {
        var request = HttpRequest.newBuilder(file).header("Authorization", "Bearer " + token).build();
        require(200, http.send(request, BodyHandlers.discarding()));
        return file;
    }

    private static void require(int status, HttpResponse<?> answer) {
        if (answer.statusCode() != status) {
            throw new IllegalStateException("answered " + answer.statusCode());
        }
    }

    /// Moves the file once, one way or the other.
    private interface Transfer {
        URI move() throws Exception;
    }
}
