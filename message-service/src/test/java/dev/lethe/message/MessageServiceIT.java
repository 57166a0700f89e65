package dev.lethe.message;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.sql.Timestamp;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import java.util.regex.Pattern;

import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionTemplate;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import dev.lethe.test.Eventually;
import dev.lethe.test.LetheTest;
import dev.lethe.test.TestClock;
import dev.lethe.test.TestEvents;
import dev.lethe.test.TestSubjects;
import dev.lethe.test.Tokens;

/// What all claims share: people with keys, and what they can ask for.
@LetheTest
public abstract class MessageServiceIT {
    protected static final JsonMapper JSON = JsonMapper.builder().build();
    private static final Pattern PARTITION = Pattern.compile(" on message_(\\d\\d) ");
    private static final Pattern NAMED = Pattern.compile(":(\\w+)");
    private static final HttpClient HTTP = HttpClient.newHttpClient();

    @Autowired
    protected JdbcClient jdbc;
    @Autowired
    protected TestClock clock;
    @Autowired
    protected TestEvents events;
    @Autowired
    protected TestSubjects subjects;
    @Autowired
    private TransactionTemplate readings;
    @LocalServerPort
    protected int port;

    /// What the service answered.
    ///
    /// @param json absent when the body was empty
    public record Answer(int status, JsonNode json, @Nullable String retryAfter) {
        public String text(String path) {
            return json.at(path).asString();
        }
    }

    /// Somebody with an account and a session.
    public final class Person {
        public final UUID id;
        public final UUID session = UUID.randomUUID();
        private final String token;
        private final int at;

        private Person(UUID id, Instant sessionStart, int at) {
            this.id = id;
            this.token = Tokens.of(id, session, sessionStart);
            this.at = at;
        }

        public Person withSessionSince(Instant start) {
            return new Person(id, start, at);
        }

        /// In another session, which asks another replica.
        public Person at(int replica) {
            return new Person(id, clock.instant(), replica);
        }

        public Answer get(String path) {
            return call("GET", path, null);
        }

        public Answer post(String path, String body) {
            return call("POST", path, body);
        }

        public Answer put(String path, String body) {
            return call("PUT", path, body);
        }

        public Answer patch(String path, String body) {
            return call("PATCH", path, body);
        }

        /// Sends a body that may be long, or break off.
        public Answer put(String path, BodyPublisher body) {
            return exchange("PUT", path, body);
        }

        /// Sends bytes, whatever they are.
        public Answer post(String path, byte[] body) {
            return exchange("POST", path, BodyPublishers.ofByteArray(body));
        }

        public Answer delete(String path) {
            return call("DELETE", path, null);
        }

        public Answer send(UUID chat, UUID clientId, String text) {
            return post("/v1/chats/" + chat + "/messages",
                    JSON.createObjectNode().put("clientId", clientId.toString()).put("text", text).toString());
        }

        /// Answers the message's id. A service that has just gone on may ask to be asked again.
        public String sends(Person partner, String text) {
            UUID clientId = UUID.randomUUID();
            var last = new AtomicReference<Answer>();
            Eventually.eventually(() -> {
                last.set(send(partner.id, clientId, text));
                assertThat(last.get().status()).isNotEqualTo(503);
            });
            Answer answer = last.get();
            assertThat(answer.status()).as(answer.json().toString()).isEqualTo(201);
            return answer.text("/id");
        }

        public List<String> textsWith(UUID chat) {
            var last = new AtomicReference<Answer>();
            Eventually.eventually(() -> {
                last.set(get("/v1/chats/" + chat + "/messages?limit=100"));
                assertThat(last.get().status()).isIn(200, 404);
            });
            return last.get().json().path("messages").valueStream().map(message -> message.path("text").asString())
                    .toList();
        }

        /// Opens a stream at a replica; the caller closes it.
        public HttpResponse<InputStream> open(int replica, String path, String... headers) {
            HttpRequest.Builder request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + replica + path))
                    .timeout(Duration.ofSeconds(20)).header("Authorization", "Bearer " + token);
            if (headers.length > 0) {
                request.headers(headers);
            }
            try {
                return HTTP.send(request.build(), BodyHandlers.ofInputStream());
            } catch (IOException e) {
                throw new AssertionError(e);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new AssertionError(e);
            }
        }

        private Answer call(String method, String path, @Nullable String body) {
            return exchange(method, path, body == null ? BodyPublishers.noBody() : BodyPublishers.ofString(body));
        }

        private Answer exchange(String method, String path, BodyPublisher body) {
            HttpRequest request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + at + path))
                    .header("Authorization", "Bearer " + token)
                    .header("Content-Type", "application/json")
                    .method(method, body)
                    .build();
            try {
                var response = HTTP.send(request, BodyHandlers.ofByteArray());
                JsonNode json = response.body().length == 0 ? JSON.nullNode() : JSON.readTree(response.body());
                return new Answer(response.statusCode(), json,
                        response.headers().firstValue("Retry-After").orElse(null));
            } catch (IOException e) {
                throw new AssertionError(e);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new AssertionError(e);
            }
        }
    }

    protected Person someone() {
        return new Person(subjects.create(), clock.instant(), port);
    }

    /// An account that no keyholder has heard of.
    protected Person nobody() {
        return new Person(UUID.randomUUID(), clock.instant(), port);
    }

    /// Executes the deletion of an account.
    protected void erase(Person person, boolean forEveryone) {
        subjects.erase(person.id, forEveryone);
    }

    /// Reads the plans of a statement: it finds messages by an index, in one partition, whether statistics know a chat
    /// as a small part of the partition, as most of it, or know nothing but owners of one message each.
    ///
    /// @return the plans
    protected List<String> staysInOnePartition(String sql) {
        return List.of(staysInOnePartition(sql, owner -> fill(owner, 5)),
                staysInOnePartition(sql, owner -> fill(owner, 95)), staysInOnePartition(sql, _ -> fillWithOthers()));
    }

    // So many that no plan is as good as another.
    /// Thousands of messages, so many of them in the chat with oneself.
    protected void fill(Person owner, int percentInOneChat) {
        jdbc.sql("""
                insert into message (owner_id, id, chat_id, author_id, kind, body, seq)
                select :owner, n, case when n % 100 < :percent then :owner else gen_random_uuid() end,
                       :owner, 'text', '\\x00', n
                  from generate_series(1, 4000) n
                """).param("owner", owner.id).param("percent", percentInOneChat).update();
    }

    private void fillWithOthers() {
        jdbc.sql(
                """
                        insert into message (owner_id, id, chat_id, author_id, kind, body, seq)
                        select gen_random_uuid(), n, gen_random_uuid(), null, 'text', '\\x00', 1 from generate_series(1, 20000) n
                        """)
                .update();
    }

    private String staysInOnePartition(String sql, Consumer<Person> filling) {
        Person owner = someone();
        owner.sends(owner, "something to find");
        filling.accept(owner);
        String partition = jdbc.sql("select tableoid::regclass::text from message where owner_id = :owner limit 1")
                .param("owner", owner.id)
                .query(String.class)
                .single();
        jdbc.sql("analyze " + partition).update();
        Timestamp now = Timestamp.from(clock.instant());
        String plan = String.join("\n", jdbc.sql("explain " + sql)
                .param("owner", owner.id)
                .param("chat", owner.id)
                .param("at", 1_000L)
                .param("activity", Long.MAX_VALUE)
                .param("limit", 50)
                .param("ids", new long[] {1})
                .param("id", 1L)
                .param("from", 0L)
                .param("author", owner.id)
                .param("body", new byte[] {1})
                .param("tokens", "word")
                .param("seq", 1L)
                .param("now", now)
                .param("session", now)
                .query((row, _) -> row.getString(1))
                .list());
        assertThat(PARTITION.matcher(plan).results().map(match -> match.group(1)).distinct()).as(plan).hasSize(1);
        assertThat(plan).doesNotContain("Seq Scan on message", "Seq Scan on notice");
        return plan;
    }

    /// The plan that a statement of a reading has for good, whoever asks.
    protected String keptPlan(String sql) {
        Person owner = someone();
        fill(owner, 95);
        Map<String, String> values = Map.of("owner", "'" + owner.id + "'", "at", "1000", "seq", "1", "limit", "50",
                "now",
                "now()", "session", "now()");
        List<String> given = new ArrayList<>();
        String numbered = NAMED.matcher(sql).replaceAll(found -> {
            given.add(Objects.requireNonNull(values.get(found.group(1))));
            return "\\$" + given.size();
        });
        return Objects.requireNonNull(readings.execute(_ -> {
            jdbc.sql("set local plan_cache_mode = force_generic_plan").update();
            jdbc.sql("prepare kept as " + numbered).update();
            String plan = String.join("\n", jdbc.sql("explain execute kept(" + String.join(", ", given) + ")")
                    .query((row, _) -> row.getString(1)).list());
            jdbc.sql("deallocate kept").update();
            return plan;
        }));
    }

    /// Lets PostgreSQL refuse to change what somebody has in a table.
    protected void refusing(String table, Person person, Runnable act) {
        jdbc.sql("create function refuse() returns trigger language plpgsql as 'begin raise division_by_zero; end'")
                .update();
        try {
            jdbc.sql("create trigger refuse before update or delete on %s for each row when (old.owner_id = '%s')"
                    .formatted(table, person.id) + " execute function refuse()").update();
            act.run();
        } finally {
            jdbc.sql("drop function refuse() cascade").update();
        }
    }

    protected long rowsOf(Person person) {
        return jdbc
                .sql("""
                        select (select count(*) from message where owner_id = :id) + (select count(*) from chat where owner_id = :id)
                             + (select count(*) from gone where owner_id = :id) + (select count(*) from sent where owner_id = :id)
                             + (select count(*) from notice where owner_id = :id)
                             + (select count(*) from import_chat where owner_id = :id)
                             + (select count(*) from import_file where owner_id = :id)
                             + (select count(*) from imported_account where owner_id = :id)
                             + (select count(*) from import_job where owner_id = :id and not resumable)
                        """)
                .param("id", person.id).query(Long.class).single();
    }
}
