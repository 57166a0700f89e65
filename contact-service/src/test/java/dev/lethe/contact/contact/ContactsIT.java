package dev.lethe.contact.contact;

import static dev.lethe.contact.Owner.person;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.IntStream;
import java.util.stream.StreamSupport;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.annotation.Import;
import org.springframework.core.env.Environment;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionTemplate;

import dev.lethe.contact.ContactSuite;
import dev.lethe.contact.Owner;
import dev.lethe.events.DeletionEvent.ContactConsentWithdrawn;
import dev.lethe.events.EventTypes;
import dev.lethe.platform.inbox.EventConsumer;
import dev.lethe.platform.inbox.ReceivedEvent;
import dev.lethe.test.LetheTest;
import dev.lethe.test.TestSubjects;

@LetheTest
@Import(ContactSuite.class)
class ContactsIT {
    private static final String ANNA = "+4915112345678";
    private static final String BERTA = "+4915112345679";

    @Autowired
    private Environment environment;
    @Autowired
    private TestSubjects subjects;
    @Autowired
    private JdbcClient sql;
    @Autowired
    private Clock clock;
    @Autowired
    private List<EventConsumer> consumers;
    @Autowired
    private TransactionTemplate transactions;

    private Owner owner;

    @BeforeEach
    void signIn() {
        owner = new Owner(environment, subjects, clock.instant().minus(Duration.ofMinutes(11)));
    }

    @Nested
    @Tag("case-61")
    class WithoutConsent {
        @Test
        void refusesToSync() {
            var answer = owner.sync(List.of(person(ANNA, "Anna", "Berg")));

            assertThat(answer.status()).isEqualTo(403);
            assertThat(answer.code()).isEqualTo("consent-missing");
            assertThat(rows("contact")).isZero();
        }

        @Test
        void saysThatThereIsNone() {
            var answer = owner.get("/v1/contacts/consent");

            assertThat(answer.status()).isEqualTo(200);
            assertThat(answer.body().path("given").asBoolean(true)).isFalse();
        }
    }

    @Nested
    class WithConsent {
        @BeforeEach
        void consent() {
            assertThat(owner.put("/v1/contacts/consent").status()).isEqualTo(200);
        }

        @Test
        void keepsTheFirstTimeOfConsent() {
            var first = owner.get("/v1/contacts/consent").body().path("givenAt").asString();

            var again = owner.put("/v1/contacts/consent");

            assertThat(again.body().path("givenAt").asString()).isEqualTo(first);
        }

        @Test
        void listsWhatWasSynced() {
            var synced = owner.sync(List.of(person(ANNA, "Anna", "Berg"), person(BERTA, "Berta", "")));

            assertThat(synced.status()).isEqualTo(200);
            assertThat(synced.body().path("contacts")).hasSize(2);
            assertThat(synced.body().path("rejected")).isEmpty();
            var listed = owner.get("/v1/contacts").body().path("contacts");
            assertThat(listed).hasSize(2);
            assertThat(listed).allSatisfy(
                    contact -> assertThat(contact.has("accountId") && !contact.path("accountId").isNull()).isFalse());
            assertThat(names()).containsExactlyInAnyOrder("Anna Berg", "Berta ");
        }

        @Test
        void leavesOutNamesThatThereAreNot() {
            var synced = owner.sync(List.of(person(ANNA, "", "Berg"), person(BERTA, "Berta", " ")));

            for (var contacts : List.of(synced.body().path("contacts"),
                    owner.get("/v1/contacts").body().path("contacts"))) {
                assertThat(contacts).hasSize(2).allSatisfy(contact -> {
                    var isAnna = contact.path("number").asString().equals(ANNA);
                    assertThat(contact.has("firstName")).isEqualTo(!isAnna);
                    assertThat(contact.has("lastName")).isEqualTo(isAnna);
                });
            }
        }

        @Test
        void changesNothingForTheSameBatchAgain() {
            var first = owner.sync(List.of(person(ANNA, "Anna", "Berg")));

            var again = owner.sync(List.of(person("0049 151 12345678".replace("0049", "+49"), "Anna", "Berg")));

            assertThat(again.body().path("contacts").path(0).path("id"))
                    .isEqualTo(first.body().path("contacts").path(0).path("id"));
            assertThat(rows("contact")).isOne();
            assertThat(spent()).isOne();
        }

        @Test
        void takesAChangedName() {
            owner.sync(List.of(person(ANNA, "Anna", "Berg")));

            owner.sync(List.of(person(ANNA, "Anna", "Tal")));

            assertThat(names()).containsExactly("Anna Tal");
        }

        @Test
        @Tag("case-61")
        void refusesAnythingButNumberAndNamesByName() {
            for (var extra : List.of("photo", "email", "note")) {
                var answer = owner.post("/v1/contacts/sync", Map.of("contacts",
                        List.of(Map.of("number", ANNA, "firstName", "Anna", "lastName", "Berg", extra, "x"))));

                assertThat(answer.status()).isEqualTo(400);
                assertThat(answer.body().path("errors").path(0).path("field").asString()).contains(extra);
            }
            assertThat(rows("contact")).isZero();
        }

        @Test
        void refusesMoreThanAThousandAtOnce() {
            var answer = owner.sync(people(1_001));

            assertThat(answer.status()).isEqualTo(400);
            assertThat(answer.body().path("errors").path(0).path("field").asString()).isEqualTo("contacts");
        }

        @Test
        void saysOfEachEntryWhyItWasNotKept() {
            var entries = List.of(Map.of("firstName", "Nobody"), person("+4912", "Too", "Short"),
                    person("+1 911", "Emergency", "Call"), person("hello", "No", "Number"),
                    person(ANNA, "Anna", "Berg"), person("+49 151 1234 5678", "Anna", "Again"),
                    person(BERTA, "B".repeat(65), ""), person(BERTA, "B\u0000", ""), person(BERTA, "B", "\u202Egpj"),
                    person(BERTA, "B\u2028C", ""));

            var answer = owner.sync(entries);

            assertThat(answer.status()).isEqualTo(200);
            assertThat(answer.body().path("contacts")).hasSize(1);
            assertThat(StreamSupport.stream(answer.body().path("rejected").spliterator(), false)
                    .map(row -> row.path("index").asInt() + " " + row.path("code").asString()).toList())
                    .containsExactly("0 NUMBER_MISSING", "1 NUMBER_INVALID", "2 NUMBER_INVALID",
                            "3 NUMBER_INVALID", "5 NUMBER_REPEATED", "6 NAME_TOO_LONG", "7 NAME_INVALID",
                            "8 NAME_INVALID", "9 NAME_INVALID");
        }

        @Test
        void takesAThousandInOneGo() {
            owner.sync(people(1));
            var began = System.nanoTime();

            var answer = owner.sync(people(1_000));

            assertThat(answer.body().path("contacts")).hasSize(1_000);
            assertThat(Duration.ofNanos(System.nanoTime() - began)).isLessThan(Duration.ofSeconds(5));
        }

        @Test
        void pagesThroughAllOfThem() {
            owner.sync(people(250));

            var seen = new ArrayList<String>();
            var page = owner.get("/v1/contacts?limit=100").body();
            page.path("contacts").forEach(contact -> seen.add(contact.path("id").asString()));
            while (page.path("nextCursor").isString()) {
                page = owner.get("/v1/contacts?limit=100&cursor=" + page.path("nextCursor").asString()).body();
                page.path("contacts").forEach(contact -> seen.add(contact.path("id").asString()));
            }

            assertThat(seen).hasSize(250).doesNotHaveDuplicates();
        }

        @Test
        void refusesACursorThatIsNotItsOwn() {
            var answer = owner.get("/v1/contacts?cursor=x");

            assertThat(answer.status()).isEqualTo(400);
            assertThat(answer.code()).isEqualTo("cursor-unknown");
        }

        @Test
        void deletesOneContact() {
            var id = owner.sync(List.of(person(ANNA, "Anna", "Berg"))).body().path("contacts").path(0).path("id")
                    .asString();

            var answer = owner.delete("/v1/contacts/" + id);

            assertThat(answer.body().path("deleted").asInt()).isOne();
            assertThat(rows("contact")).isZero();
            assertThat(owner.delete("/v1/contacts/" + id).status()).isEqualTo(404);
        }

        @Test
        @Tag("case-66")
        void hidesContactsFromOthers() {
            var id = owner.sync(List.of(person(ANNA, "Anna", "Berg"))).body().path("contacts").path(0).path("id")
                    .asString();
            var stranger = new Owner(environment, subjects);

            assertThat(stranger.delete("/v1/contacts/" + id).body())
                    .isEqualTo(stranger.delete("/v1/contacts/" + UUID.randomUUID()).body());
            assertThat(stranger.get("/v1/contacts").body().path("contacts")).isEmpty();
            assertThat(rows("contact")).isOne();
        }

        @Test
        @Tag("case-61")
        void wipesContactsWithTheConsent() {
            owner.sync(people(30));

            var answer = owner.delete("/v1/contacts/consent");

            assertThat(answer.body().path("deleted").asInt()).isEqualTo(30);
            assertThat(rows("contact")).isZero();
            assertThat(rows("consent")).isZero();
            assertThat(owner.sync(people(1)).status()).isEqualTo(403);
        }

        @Test
        @Tag("case-61")
        void withdrawsConsentThatAClockDatedIntoTheFuture() {
            owner.sync(people(3));
            sql.sql("UPDATE consent SET given_at = given_at + interval '1 hour' WHERE owner_id = :owner")
                    .param("owner", owner.id).update();

            owner.delete("/v1/contacts/consent");

            assertThat(rows("contact")).isZero();
            assertThat(rows("consent")).isZero();
        }

        @Test
        @Tag("case-61")
        void keepsConsentThatIsGivenAnewWhateverTheClocksSay() {
            var first = consentId();
            owner.delete("/v1/contacts/consent");
            owner.put("/v1/contacts/consent");
            owner.sync(people(3));

            withdrawnAgain(first);
            assertThat(rows("contact")).isEqualTo(3);
            assertThat(rows("consent")).isOne();

            withdrawnAgain(consentId());
            assertThat(rows("contact")).isZero();
            assertThat(rows("consent")).isZero();
        }

        /// A replica of the release before gives consent no id.
        @Test
        @Tag("case-87")
        void keepsConsentThatAnOlderReleaseTookAnew() {
            owner.delete("/v1/contacts/consent");
            owner.put("/v1/contacts/consent");
            sql.sql("UPDATE consent SET consent_id = NULL, given_at = given_at + interval '2 hours' WHERE owner_id = :owner")
                    .param("owner", owner.id).update();

            withdrawnAgain(owner.id);
            withdrawnAgain(UUID.randomUUID());
            assertThat(rows("consent")).isOne();

            sql.sql("UPDATE consent SET given_at = given_at - interval '2 hours' WHERE owner_id = :owner")
                    .param("owner", owner.id).update();
            withdrawnAgain(owner.id);
            assertThat(rows("consent")).isZero();
        }

        private UUID consentId() {
            return sql.sql("SELECT consent_id FROM consent WHERE owner_id = :owner").param("owner", owner.id)
                    .query(UUID.class).single();
        }

        /// As read from the log, told by a replica whose clock runs ahead.
        private void withdrawnAgain(UUID consent) {
            var event = new ContactConsentWithdrawn(owner.id, clock.instant().plus(Duration.ofHours(1)), consent);
            var received = new ReceivedEvent(UUID.randomUUID(), EventTypes.nameOf(event.getClass()), "contact-service",
                    clock.instant(), event);
            transactions.executeWithoutResult(_ -> consumers.stream()
                    .filter(it -> it.topic().equals(event.topic()) && it.takes(event.getClass()))
                    .forEach(it -> it.on(received)));
        }

        @Test
        void storesNothingReadable() {
            owner.sync(List.of(person(ANNA, "Annaliese", "Bergmann")));

            var stored = sql.sql("SELECT contact::text FROM contact WHERE owner_id = :owner").param("owner", owner.id)
                    .query((row, line) -> row.getString(1)).single();

            assertThat(stored).doesNotContain("15112345678", hex("Annaliese"), hex("Bergmann"), hex("15112345678"));
        }

        @Test
        @Tag("case-62")
        void tellsWhenTheBudgetOfNewNumbersLastsAgain() {
            var hour = clock.instant().minus(Duration.ofDays(9)).truncatedTo(ChronoUnit.HOURS);
            sql.sql("INSERT INTO sync_budget (owner_id, hour, new_numbers) VALUES (:owner, :hour, 19999)")
                    .param("owner", owner.id).param("hour", hour.atOffset(ZoneOffset.UTC)).update();
            owner.sync(people(1));

            var answer = owner.sync(people(2));

            assertThat(answer.status()).isEqualTo(429);
            assertThat(answer.code()).isEqualTo("sync-budget-spent");
            assertThat(Instant.parse(answer.body().path("tryAgainAt").asString()))
                    .isEqualTo(hour.plus(Duration.ofDays(10)).plus(Duration.ofHours(1)));
            assertThat(Integer.parseInt(answer.retryAfter())).isBetween(23 * 3600, 26 * 3600);
            assertThat(rows("contact")).isOne();
            assertThat(owner.sync(people(1)).status()).isEqualTo(200);
        }

        @Test
        void keepsTheBudgetAfterWithdrawal() {
            owner.sync(people(5));
            owner.delete("/v1/contacts/consent");
            owner.put("/v1/contacts/consent");

            owner.sync(people(5));

            assertThat(spent()).isEqualTo(10);
        }

        private List<String> names() {
            return StreamSupport.stream(owner.get("/v1/contacts").body().path("contacts").spliterator(), false)
                    .map(contact -> contact.path("firstName").asString("") + " "
                            + contact.path("lastName").asString(""))
                    .toList();
        }
    }

    private static List<Map<String, String>> people(int count) {
        return IntStream.range(0, count).mapToObj(i -> person("+49151%08d".formatted(10_000_000 + i), "First" + i, "L"))
                .toList();
    }

    private static String hex(String text) {
        return java.util.HexFormat.of().formatHex(text.getBytes(java.nio.charset.StandardCharsets.UTF_8));
    }

    private long rows(String table) {
        return sql.sql("SELECT count(*) FROM " + table + " WHERE owner_id = :owner").param("owner", owner.id)
                .query(Long.class).single();
    }

    private long spent() {
        return sql.sql("SELECT coalesce(sum(new_numbers), 0) FROM sync_budget WHERE owner_id = :owner")
                .param("owner", owner.id).query(Long.class).single();
    }
}
