package dev.lethe.benchmarks;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.locks.LockSupport;
import java.util.regex.Pattern;

import tools.jackson.databind.json.JsonMapper;

import dev.lethe.client.Lethe;
import dev.lethe.client.LetheSession;

/// Many people who registered through the public API, and a file of their access tokens for the load scripts.
final class Crowd {

    private static final Pattern CODE = Pattern.compile("\\b(\\d{6})\\b");
    private static final int MOST_TRIES = 10;
    private static final int AT_ONCE = 8;
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private record Member(UUID id, String access, String refresh) {}

    private final Rig rig;
    private final Path file;
    private final HttpClient http = HttpClient.newHttpClient();
    private List<Member> members = List.of();

    private Crowd(Rig rig) {
        this.rig = rig;
        this.file = rig.suite().home().folder().resolve("people");
    }

    static Crowd of(int people, Rig rig) throws IOException, InterruptedException {
        var crowd = new Crowd(rig);
        var begin = System.nanoTime();
        List<Callable<Member>> signIns = new ArrayList<>();
        for (var i = 0; i < people; i++) {
            var number = "+4915120%06d".formatted(i);
            signIns.add(() -> crowd.member(crowd.signIn(number)));
        }
        crowd.members = inParallel(signIns);
        crowd.write();
        System.out.printf("%d people registered in %.0f s%n", people, (System.nanoTime() - begin) / 1e9);
        return crowd;
    }

    List<UUID> ids() {
        return members.stream().map(Member::id).toList();
    }

    /// A line `account token` for each.
    Path file() {
        return file;
    }

    /// A file with one of them only.
    Path fileOf(int index) throws IOException {
        var member = members.get(index);
        return Files.writeString(file.resolveSibling("person-" + index), member.id() + " " + member.access() + "\n");
    }

    List<String> tokens() {
        return members.stream().map(Member::access).toList();
    }

    String access(int index) {
        return members.get(index).access();
    }

    /// New tokens for all: they live ten minutes.
    void renew() throws IOException, InterruptedException {
        List<Callable<Member>> renewals = new ArrayList<>();
        for (var member : members) {
            renewals.add(() -> renewed(member));
        }
        members = inParallel(renewals);
        write();
    }

    private Member renewed(Member member) throws IOException, InterruptedException {
        var body = JsonMapper.shared().writeValueAsString(Map.of("refreshToken", member.refresh()));
        var request = HttpRequest.newBuilder(rig.gateway().resolve("/v1/tokens"))
                .header("Content-Type", "application/json").POST(HttpRequest.BodyPublishers.ofString(body)).build();
        var answer = http.send(request, HttpResponse.BodyHandlers.ofString());
        for (var tries = 1; answer.statusCode() == 503 && tries < MOST_TRIES; tries++) {
            Thread.sleep(Duration.ofSeconds(Long.parseLong(answer.headers().firstValue("Retry-After").orElse("1"))));
            answer = http.send(request, HttpResponse.BodyHandlers.ofString());
        }
        var tokens = JsonMapper.shared().readTree(answer.body());
        return new Member(member.id(), tokens.get("accessToken").asString(), tokens.get("refreshToken").asString());
    }

    private Member member(LetheSession session) {
        return new Member(session.accountId(), session.accessToken(), session.refreshToken());
    }

    LetheSession signIn(String number) {
        URI gateway = rig.gateway();
        var lethe = Lethe.at(gateway);
        var request = lethe.requestCodeByText(number);
        return lethe.signIn(request.requestId(), code(number), "bench", "Bench", "Mark");
    }

    private String code(String number) {
        var until = System.nanoTime() + PATIENCE.toNanos();
        while (System.nanoTime() < until) {
            var inbox = rig.suite().smsInbox().messagesTo(number);
            if (!inbox.isEmpty()) {
                var code = CODE.matcher(inbox.getLast().text());
                if (code.find()) {
                    return code.group(1);
                }
            }
            LockSupport.parkNanos(20_000_000);
        }
        throw new IllegalStateException("no code came");
    }

    private void write() throws IOException {
        Files.write(file, members.stream().map(member -> member.id() + " " + member.access()).toList());
    }

    private static <T> List<T> inParallel(List<Callable<T>> calls) throws InterruptedException {
        try (var threads = Executors.newFixedThreadPool(AT_ONCE)) {
            List<T> results = new ArrayList<>();
            for (Future<T> result : threads.invokeAll(calls)) {
                results.add(result.get());
            }
            return results;
        } catch (ExecutionException e) {
            throw new IllegalStateException(e.getCause());
        }
    }
}
