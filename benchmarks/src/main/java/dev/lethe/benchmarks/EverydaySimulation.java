package dev.lethe.benchmarks;

import static io.gatling.javaapi.core.CoreDsl.StringBody;
import static io.gatling.javaapi.core.CoreDsl.constantUsersPerSec;
import static io.gatling.javaapi.core.CoreDsl.exec;
import static io.gatling.javaapi.core.CoreDsl.percent;
import static io.gatling.javaapi.core.CoreDsl.randomSwitch;
import static io.gatling.javaapi.core.CoreDsl.responseTimeInMillis;
import static io.gatling.javaapi.core.CoreDsl.scenario;
import static io.gatling.javaapi.http.HttpDsl.header;
import static io.gatling.javaapi.http.HttpDsl.http;
import static io.gatling.javaapi.http.HttpDsl.status;

import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;

import org.jspecify.annotations.Nullable;

import io.gatling.javaapi.core.ChainBuilder;
import io.gatling.javaapi.core.Session;
import io.gatling.javaapi.core.Simulation;
import io.gatling.javaapi.http.HttpRequestActionBuilder;

/// What people do: somebody opens the list of chats, writes into one, reads it, and every fifth looks for a word. They come
/// at a given rate, whether or not those before them were answered. Gatling makes the instance, so what it is about is set
/// before.
public final class EverydaySimulation extends Simulation {

    static final String LIST = "list of chats";
    static final String PAGE = "newest page";
    static final String SEND = "send";
    static final String SEARCH = "search";

    private static final String STATUS = "status";
    private static final String MILLIS = "millis";
    private static final String RETRY_AFTER = "retryAfter";

    private static @Nullable EverydayLoad load;

    /// For Gatling.
    public EverydaySimulation() {
        var about = Objects.requireNonNull(load);
        var people = http.baseUrl(about.at().toString()).shareConnections().disableCaching()
                .contentTypeHeader("application/json").header("Authorization", "Bearer #{token}");
        var day = scenario("everyday").feed(pairs(about))
                .exec(call(about, LIST, http(LIST).get("/v1/chats?limit=20")))
                .exec(call(about, SEND, http(SEND).post("/v1/chats/#{partner}/messages").body(StringBody("""
                        {"clientId": "#{clientId}", "text": "#{text}"}"""))))
                .exec(call(about, PAGE, http(PAGE).get("/v1/chats/#{partner}/messages?limit=50")))
                .exec(randomSwitch().on(percent(20).then(
                        call(about, SEARCH, http(SEARCH).get("/v1/search?q=#{word}&limit=20")))));
        setUp(day.injectOpen(constantUsersPerSec(about.peoplePerSecond()).during(about.duration())))
                .protocols(people);
    }

    static void about(EverydayLoad next) {
        load = next;
    }

    private static ChainBuilder call(EverydayLoad about, String name, HttpRequestActionBuilder request) {
        return exec(session -> session.removeAll(STATUS, MILLIS, RETRY_AFTER))
                .exec(request.check(status().saveAs(STATUS), responseTimeInMillis().saveAs(MILLIS),
                        header("Retry-After").optional().saveAs(RETRY_AFTER)))
                .exec(session -> noted(about, name, session));
    }

    private static Session noted(EverydayLoad about, String name, Session session) {
        about.note(name, session.contains(STATUS) ? session.getInt(STATUS) : 0,
                session.contains(MILLIS) ? session.getInt(MILLIS) : 0, session.contains(RETRY_AFTER));
        return session;
    }

    // All pairs in turn, so that after a warm-up each has a chat to read.
    private static Iterator<Map<String, Object>> pairs(EverydayLoad about) {
        List<UUID> ids = about.ids();
        var next = new AtomicInteger();
        return Stream.generate(() -> {
            var turn = next.getAndIncrement();
            var from = turn % ids.size();
            var to = (from + 1 + turn / ids.size() % about.friends()) % ids.size();
            var random = ThreadLocalRandom.current();
            return Map.<String, Object>of("token", about.tokens().get(from), "partner", ids.get(to), "clientId",
                    UUID.randomUUID(), "text", about.text(random.nextInt(Integer.MAX_VALUE)), "word",
                    about.word(random.nextInt(Integer.MAX_VALUE)));
        }).iterator();
    }
}
