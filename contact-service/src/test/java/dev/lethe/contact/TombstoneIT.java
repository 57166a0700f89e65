package dev.lethe.contact;

import static dev.lethe.contact.Owner.person;
import static dev.lethe.test.Eventually.eventually;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.context.annotation.Import;
import org.springframework.core.env.Environment;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionOperations;

import dev.lethe.contact.ContactSuite.Heard;
import dev.lethe.events.AccountEvent;
import dev.lethe.events.AccountEvent.AccountRegistered;
import dev.lethe.events.AccountEvent.NumberChanged;
import dev.lethe.events.DeletionEvent;
import dev.lethe.events.DeletionEvent.ContactConsentWithdrawn;
import dev.lethe.events.EventTypes;
import dev.lethe.events.NoticeEvent.NoticePosted;
import dev.lethe.platform.inbox.EventConsumer;
import dev.lethe.platform.inbox.ReceivedEvent;
import dev.lethe.platform.vault.Place;
import dev.lethe.platform.vault.Reader;
import dev.lethe.platform.vault.Vault;
import dev.lethe.test.LetheTest;
import dev.lethe.test.TestEvents;
import dev.lethe.test.TestSubjects;

/// Between the tombstone and the moment when everybody has heard of it, tokens and keys still work. Whatever is tried then
/// leaves no row of the erased that was not there before.
@LetheTest
@Import(ContactSuite.class)
@Tag("case-16")
class TombstoneIT {

    private static final List<String> TABLES = List.of("contact WHERE owner_id", "consent WHERE owner_id",
            "sync_budget WHERE owner_id", "setting WHERE owner_id", "directory WHERE account_id");

    @Autowired
    private Environment environment;
    @Autowired
    private TestSubjects subjects;
    @Autowired
    private TestEvents events;
    @Autowired
    private Vault vault;
    @Autowired
    private JdbcClient sql;
    @Autowired
    private Clock clock;
    @Autowired
    private List<EventConsumer> consumers;
    @Autowired
    private TransactionOperations transactions;
    @Autowired
    @Qualifier("notices")
    private Heard notices;

    private final String number = unused();
    private String contact;
    private Owner alice;
    private Owner shy;

    record Act(String name, Consumer<TombstoneIT> run) {
        @Override
        public String toString() {
            return name;
        }
    }

    /// Alice has consent and a contact, the shy one neither.
    @BeforeEach
    void live() {
        alice = new Owner(environment, subjects);
        alice.put("/v1/contacts/consent");
        var synced = alice.sync(List.of(person(number, "Bob", "")));
        assertThat(synced.status()).isEqualTo(200);
        contact = synced.body().path("contacts").path(0).path("id").asString();
        shy = new Owner(environment, subjects);
        shy.get("/v1/contacts/settings");
    }

    // Such a tombstone has no entry in the ledger, which other tests of this database merge.
    @AfterEach
    void bringBack() {
        sql.sql("UPDATE subject SET state = 'live' WHERE state = 'erased' AND erasure_id IS NULL").update();
    }

    static Stream<Act> acts() {
        return Stream.of(new Act("consents", it -> it.shy.put("/v1/contacts/consent")),
                new Act("syncs", it -> it.alice.sync(List.of(person(unused(), "Late", "")))),
                new Act("renames", it -> it.alice.sync(List.of(person(it.number, "Late", "")))),
                new Act("withdraws", it -> it.alice.delete("/v1/contacts/consent")),
                new Act("deletes a contact", it -> it.alice.delete("/v1/contacts/" + it.contact)),
                new Act("withdraws again after a restore",
                        it -> it.takes(new ContactConsentWithdrawn(it.alice.id, it.clock.instant(), null))),
                new Act("sets", it -> it.shy.put("/v1/contacts/settings", Map.of("addToGroups", "nobody"))),
                new Act("is named no more", it -> it.shy.put("/v1/contacts/settings",
                        Map.of("addToGroups", "everybody", "nameInForwards", "nobody"))),
                new Act("moves to another number", it -> it.move(it.alice.id, unused())),
                new Act("registers", it -> it.register(it.shy.id, unused())));
    }

    @ParameterizedTest
    @MethodSource("acts")
    void leavesRowsOfTheLiving(Act act) {
        var before = rows();

        act.run().accept(this);
        awaitWhatWasPublished();

        assertThat(before).isNotEqualTo(rows());
    }

    @ParameterizedTest
    @MethodSource("acts")
    void changesNoRowOfTheErased(Act act) {
        bury(alice.id);
        bury(shy.id);
        var before = rows();

        act.run().accept(this);
        awaitWhatWasPublished();

        assertThat(rows()).containsExactlyInAnyOrderElementsOf(before);
    }

    @Test
    void recordsNothingForOthersInTheNameOfTheErased() {
        bury(alice.id);

        assertThat(alice.delete("/v1/contacts/" + contact).code()).isEqualTo("unauthenticated");
        assertThat(alice.delete("/v1/contacts/consent").code()).isEqualTo("unauthenticated");
    }

    /// Bob has saved the number too, and is told in the same transaction.
    @Test
    void tellsTheErasedNothing() {
        var bob = new Owner(environment, subjects);
        bob.put("/v1/contacts/consent");
        assertThat(bob.sync(List.of(person(number, "New", ""))).status()).isEqualTo(200);
        bury(alice.id);
        var newcomer = subjects.create();

        register(newcomer, number);
        eventually(() -> assertThat(told(bob)).containsExactly(newcomer));

        bringBack();
        assertThat(told(alice, latecomer())).doesNotContain(newcomer);
    }

    @Test
    void tellsNobodyOfTheErased() {
        var gone = subjects.create();
        register(gone, number);
        eventually(() -> assertThat(told(alice)).containsExactly(gone));
        bury(gone);

        sql.sql("UPDATE directory SET told_below = 0, joined_at = now() WHERE account_id = :gone").param("gone", gone)
                .update();

        // told of later than of all who joined before
        assertThat(told(alice, latecomer())).containsOnlyOnce(gone);
    }

    /// As it comes from the broker.
    private void takes(DeletionEvent event) {
        var received = new ReceivedEvent(UUID.randomUUID(), EventTypes.nameOf(event.getClass()), "contact-service",
                clock.instant(), event);
        transactions.executeWithoutResult(_ -> consumers.stream()
                .filter(it -> it.topic().equals(event.topic()) && it.takes(event.getClass()))
                .forEach(it -> it.on(received)));
    }

    /// Somebody else whom Alice knows joins.
    private UUID latecomer() {
        var theirs = unused();
        assertThat(alice.sync(List.of(person(theirs, "Late", ""))).status()).isEqualTo(200);
        var account = subjects.create();
        register(account, theirs);
        return account;
    }

    private List<UUID> told(Owner owner) {
        return notices.events().stream().map(NoticePosted.class::cast)
                .filter(notice -> notice.accountId().equals(owner.id)).map(NoticePosted::aboutAccountId).toList();
    }

    /// Of whom an owner was told until one was told, for all that an owner is told comes in order.
    private List<UUID> told(Owner owner, UUID last) {
        eventually(() -> assertThat(told(owner)).contains(last));
        return told(owner);
    }

    private void bury(UUID subject) {
        sql.sql("INSERT INTO subject (id) VALUES (:id) ON CONFLICT DO NOTHING").param("id", subject).update();
        sql.sql("UPDATE subject SET state = 'erased' WHERE id = :id").param("id", subject).update();
    }

    private List<String> rows() {
        return TABLES.stream().flatMap(table -> Stream.of(alice.id, shy.id).flatMap(
                id -> sql.sql("SELECT t::text FROM (SELECT * FROM " + table + " = :id) AS t").param("id", id)
                        .query(String.class).list().stream()))
                .collect(Collectors.toList());
    }

    private void register(UUID account, String e164) {
        events.publish("account-service", new AccountRegistered(account, vault.key(account, Reader.EXCHANGE)
                .seal(Place.ofEvent(AccountEvent.TOPIC, account, account), e164), null, clock.instant()));
    }

    private void move(UUID account, String e164) {
        var change = UUID.randomUUID();
        events.publish("account-service", new NumberChanged(account, change, vault.key(account, Reader.EXCHANGE)
                .seal(Place.ofEvent(AccountEvent.TOPIC, change, account), e164), clock.instant()));
    }

    private void awaitWhatWasPublished() {
        var later = subjects.create();
        register(later, unused());
        eventually(() -> assertThat(sql.sql("SELECT count(*) FROM directory WHERE account_id = :account")
                .param("account", later).query(Long.class).single()).isOne());
    }

    private static String unused() {
        return "+49160" + ThreadLocalRandom.current().nextInt(1_000_000, 9_999_999);
    }
}
