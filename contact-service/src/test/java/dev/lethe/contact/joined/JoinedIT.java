package dev.lethe.contact.joined;

import static dev.lethe.contact.Owner.person;
import static dev.lethe.test.Eventually.eventually;
import static org.assertj.core.api.Assertions.assertThat;

import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import java.util.concurrent.ThreadLocalRandom;
import java.util.stream.Stream;

import javax.sql.DataSource;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.context.annotation.Import;
import org.springframework.core.env.Environment;
import org.springframework.jdbc.core.simple.JdbcClient;

import dev.lethe.contact.ContactSuite;
import dev.lethe.contact.ContactSuite.Heard;
import dev.lethe.contact.Owner;
import dev.lethe.events.AccountEvent;
import dev.lethe.events.AccountEvent.AccountRegistered;
import dev.lethe.events.AccountEvent.NumberChanged;
import dev.lethe.events.AnswerEvent.ErasureAnswered;
import dev.lethe.events.NoticeEvent;
import dev.lethe.events.NoticeEvent.NoticePosted;
import dev.lethe.platform.vault.Place;
import dev.lethe.platform.vault.Reader;
import dev.lethe.platform.vault.Vault;
import dev.lethe.test.LetheTest;
import dev.lethe.test.TestEvents;
import dev.lethe.test.TestSubjects;

@LetheTest
@Import(ContactSuite.class)
class JoinedIT {
    @Autowired
    private Environment environment;
    @Autowired
    private TestSubjects subjects;
    @Autowired
    private TestEvents events;
    @Autowired
    private Vault vault;
    @Autowired
    private Clock clock;
    @Autowired
    private JdbcClient sql;
    @Autowired
    private DataSource dataSource;
    @Autowired
    @Qualifier("notices")
    private Heard notices;
    @Autowired
    @Qualifier("answers")
    private Heard answers;

    private final String number = "+49151" + ThreadLocalRandom.current().nextInt(10_000_000, 99_999_999);
    private Owner alice;

    @BeforeEach
    void signIn() {
        alice = new Owner(environment, subjects);
        alice.put("/v1/contacts/consent");
    }

    @Test
    void tellsTheOwnerWithTheNameTheyGave() {
        alice.sync(List.of(person(number, "Bobby", "Tables")));

        var bob = register();

        eventually(() -> assertThat(noticesOf(alice)).hasSize(1));
        var notice = noticesOf(alice).getFirst();
        assertThat(notice.kind()).isEqualTo(NoticeEvent.Kind.CONTACT_JOINED);
        assertThat(notice.aboutAccountId()).isEqualTo(bob);
        assertThat(vault.key(alice.id, Reader.EXCHANGE).openText(
                Place.ofEvent(NoticeEvent.TOPIC, notice.noticeId(), alice.id), notice.sealedBody()))
                .isEqualTo("Bobby Tables joined Lethe.");
        eventually(() -> assertThat(matched(alice)).isEqualTo(bob.toString()));
    }

    @Test
    void tellsNobodyOfANumberThatAnAccountMovesTo() {
        var next = other();
        alice.sync(List.of(person(number, "Bobby", "Tables"), person(next, "Bobby", "at work")));
        var bob = register();
        eventually(() -> assertThat(noticesOf(alice)).hasSize(1));

        var first = moved(bob, next, 1);
        events.publish("account-service", first);
        eventually(() -> assertThat(accountOf(next)).isEqualTo(bob.toString()));
        assertThat(accountOf(number)).isEmpty();

        var last = other();
        events.publish("account-service", moved(bob, last, 2));
        events.publish("account-service", first);
        events.publish("account-service", registered(bob, number));
        awaitDirectory(register(other()));

        assertThat(List.of(accountOf(number), accountOf(next))).containsOnly("");
        assertThat(noticesOf(alice)).hasSize(1);
    }

    /// The move of the one who had the number and the registration of the next come by different partitions.
    @Test
    @Tag("case-11")
    void matchesNobodyWhileTwoAccountsStandAtANumber() {
        alice.sync(List.of(person(number, "Bobby", "Tables")));
        var bob = register();
        awaitDirectory(bob);
        assertThat(accountOf(number)).isEqualTo(bob.toString());

        var heir = register();
        awaitDirectory(heir);
        assertThat(accountOf(number)).isEmpty();

        events.publish("account-service", moved(bob, other(), 1));
        eventually(() -> assertThat(accountOf(number)).isEqualTo(heir.toString()));
    }

    @Test
    @Tag("case-71")
    @Tag("case-62")
    void keepsTheBudgetOfAnAccountThatMovesAndOfItsOldNumber() {
        var bob = new Owner(environment, subjects);
        events.publish("account-service", registered(bob.id, number));
        awaitDirectory(bob.id);
        bob.put("/v1/contacts/consent");
        bob.sync(List.of(person(other(), "Carl", "")));
        var next = other();

        events.publish("account-service", moved(bob.id, next, 1));
        awaitDirectory(register(next));
        var heir = new Owner(environment, subjects);
        events.publish("account-service", registered(heir.id, number));
        awaitDirectory(heir.id);

        assertThat(spent(bob.id)).isOne();
        assertThat(spent(heir.id)).isOne();
    }

    @Test
    @Tag("case-17")
    void ignoresTheMoveOfAnErasedAccount() {
        var bob = register();
        awaitDirectory(bob);
        var moved = moved(bob, other(), 1);
        subjects.erase(bob, false);

        events.publish("account-service", moved);
        awaitDirectory(register(other()));

        eventually(() -> assertThat(directory(bob)).isZero());
    }

    @Test
    void tellsNobodyOfWhoWantsToBeQuiet() {
        alice.sync(List.of(person(number, "Bobby", "Tables")));
        var bob = subjects.create();

        events.publish("account-service", registered(bob, number, true));

        eventually(() -> assertThat(matched(alice)).isEqualTo(bob.toString()));
        awaitDirectory(register(other()));
        assertThat(noticesOf(alice)).isEmpty();
    }

    @Test
    @Tag("case-7")
    void tellsOnceHoweverOftenItHears() {
        alice.sync(List.of(person(number, "Bobby", "")));
        var bob = subjects.create();

        events.publish("account-service", registered(bob, number));
        events.publish("account-service", registered(bob, number));
        awaitDirectory(register(other()));

        assertThat(noticesOf(alice)).hasSize(1);
    }

    @Test
    @Tag("case-71")
    void tellsOnceOfANumberThatLeavesAndComesBack() {
        alice.sync(List.of(person(number, "Bobby", "")));
        var bob = register();
        eventually(() -> assertThat(noticesOf(alice)).hasSize(1));

        for (int i = 0; i < 3; i++) {
            subjects.erase(bob, false);
            bob = register();
            awaitDirectory(bob);
        }
        awaitDirectory(register(other()));

        assertThat(noticesOf(alice)).hasSize(1);
    }

    @Test
    @Tag("case-71")
    @Tag("case-62")
    void keepsTheBudgetOfANumberThatLeavesAndComesBack() {
        var bob = new Owner(environment, subjects);
        events.publish("account-service", registered(bob.id, number));
        awaitDirectory(bob.id);
        bob.put("/v1/contacts/consent");
        bob.sync(List.of(person(other(), "Carl", "")));
        sql.sql("""
                UPDATE number_use SET new_numbers = 20000 WHERE number_index =
                    (SELECT number_index FROM directory WHERE account_id = :bob)""").param("bob", bob.id).update();
        subjects.erase(bob.id, false);
        eventually(() -> assertThat(directory(bob.id)).isZero());

        var again = new Owner(environment, subjects);
        events.publish("account-service", registered(again.id, number));
        awaitDirectory(again.id);
        again.put("/v1/contacts/consent");

        assertThat(again.sync(List.of(person(other(), "Carl", ""))).code()).isEqualTo("sync-budget-spent");
    }

    @Test
    @Tag("case-62")
    void countsUnderTheNumberWhatWasAddedBeforeItWasHeardOf() {
        alice.sync(List.of(person(other(), "Carl", ""), person(other(), "Dora", "")));

        events.publish("account-service", registered(alice.id, number));
        awaitDirectory(alice.id);

        assertThat(sql.sql("""
                SELECT sum(new_numbers) FROM number_use WHERE number_index =
                    (SELECT number_index FROM directory WHERE account_id = :alice)""").param("alice", alice.id)
                .query(Long.class).single()).isEqualTo(2);
    }

    @Test
    @Tag("case-62")
    void letsFewBeAddedBeforeTheNumberIsHeardOf() {
        var people = Stream.generate(() -> person(other(), "Carl", "")).limit(110).toList();

        assertThat(alice.sync(people.subList(0, 60)).status()).isEqualTo(200);
        var early = alice.sync(people.subList(60, 110));

        assertThat(early.code()).isEqualTo("unavailable");
        assertThat(early.retryAfter()).isEqualTo("2");
        events.publish("account-service", registered(alice.id, number));
        awaitDirectory(alice.id);
        assertThat(alice.sync(people.subList(60, 110)).status()).isEqualTo(200);
    }

    /// Owners without keys: they are told nothing, and looked for all the same.
    @Test
    void tellsAHundredThousandInPages() {
        alice.sync(List.of(person(number, "Bobby", "")));
        sql.sql("""
                INSERT INTO contact (owner_id, id, number_index, number, first_name, last_name)
                SELECT gen_random_uuid(), gen_random_uuid(), c.number_index, c.number, c.first_name, c.last_name
                FROM contact c, generate_series(1, 100000) WHERE c.owner_id = :alice""").param("alice", alice.id)
                .update();
        sql.sql("INSERT INTO consent (owner_id, given_at) SELECT owner_id, now() FROM contact ON CONFLICT DO NOTHING")
                .update();
        long before = pagesTold();

        var bob = register();

        eventually(Duration.ofMinutes(2), () -> assertThat(directory(bob)).isOne());
        eventually(Duration.ofMinutes(2), () -> assertThat(toldBelow(bob)).isNull());
        eventually(() -> assertThat(noticesOf(alice)).hasSize(1));
        eventually(() -> assertThat(pagesTold() - before).isBetween(200L, 300L));
        sql.sql("DELETE FROM contact WHERE owner_id NOT IN (SELECT id FROM subject)").update();
    }

    /// Each page is one step of a newcomer's place in the directory, in a transaction of its own.
    private long pagesTold() {
        return sql.sql("SELECT pg_stat_get_tuples_updated('directory'::regclass)").query(Long.class).single();
    }

    /// Six hundred more, with ids above hers, are a page that waits for one of them.
    @Test
    void tellsInPagesOfWhichNoneWaitsForAnother() throws SQLException {
        Owner carl = new Owner(environment, subjects);
        carl.put("/v1/contacts/consent");
        Owner first = prefix(alice) < prefix(carl) ? alice : carl;
        Owner last = first == alice ? carl : alice;
        first.sync(List.of(person(number, "Bobby", "")));
        last.sync(List.of(person(number, "Bobby", "")));
        // as many as fill a page stand beside the last, and have no keys
        sql.sql("""
                INSERT INTO contact (owner_id, id, number_index, number, first_name, last_name)
                SELECT CAST(substr(CAST(:last AS text), 1, 4) || substr(CAST(gen_random_uuid() AS text), 5) AS uuid),
                    gen_random_uuid(), c.number_index, c.number, c.first_name, c.last_name
                FROM contact c, generate_series(1, 600) WHERE c.owner_id = :last
                """).param("last", last.id).update();
        sql.sql("INSERT INTO consent (owner_id, given_at) SELECT owner_id, now() FROM contact ON CONFLICT DO NOTHING")
                .update();

        UUID bob;
        try (var blocker = dataSource.getConnection(); var lock = blocker.createStatement()) {
            blocker.setAutoCommit(false);
            lock.execute("SELECT FROM subject WHERE id = '" + last.id + "' FOR UPDATE");
            bob = register();
            eventually(() -> assertThat(noticesOf(first)).hasSize(1));
            assertThat(toldBelow(bob)).isEqualTo(prefix(last));
            assertThat(noticesOf(last)).isEmpty();
            blocker.rollback();
        }

        eventually(() -> assertThat(toldBelow(bob)).isNull());
        eventually(() -> assertThat(noticesOf(last)).hasSize(1));
        assertThat(noticesOf(first)).hasSize(1);
    }

    /// Whoever changes a row of a newcomer that is erased at this moment could save it from its deletion.
    @Test
    void waitsForAnErasureBeforeItTouchesTheDirectory() throws SQLException {
        alice.sync(List.of(person(number, "Bobby", "")));
        UUID bob = subjects.create();
        events.publish("account-service", registered(bob, number, true));
        awaitDirectory(bob);

        try (var blocker = dataSource.getConnection(); var lock = blocker.createStatement()) {
            blocker.setAutoCommit(false);
            lock.execute("SELECT FROM subject WHERE id = '" + bob + "' FOR UPDATE");
            sql.sql("UPDATE directory SET told_below = 0, joined_at = now() WHERE account_id = :bob").param("bob", bob)
                    .update();
            eventually(() -> assertThat(sql.sql("""
                    SELECT count(*) FROM pg_stat_activity WHERE datname = current_database()
                        AND wait_event_type = 'Lock' AND query LIKE '%for share%'""").query(Long.class).single())
                    .isPositive());
            assertThat(sql.sql("SELECT 1 FROM directory WHERE account_id = :bob FOR UPDATE SKIP LOCKED")
                    .param("bob", bob).query(Integer.class).list()).hasSize(1);
            blocker.rollback();
        }

        eventually(() -> assertThat(noticesOf(alice)).hasSize(1));
        eventually(() -> assertThat(toldBelow(bob)).isNull());
    }

    private static int prefix(Owner owner) {
        return (int) (owner.id.getMostSignificantBits() >>> 48);
    }

    @Test
    void tellsNobodyWhoWithdrewConsent() {
        alice.sync(List.of(person(number, "Bobby", "")));
        alice.delete("/v1/contacts/consent");

        awaitDirectory(register());

        assertThat(noticesOf(alice)).isEmpty();
    }

    @Test
    void showsAnAccountThatWasThereBefore() {
        awaitDirectory(register());

        var synced = alice.sync(List.of(person(number, "Bobby", "")));

        assertThat(synced.body().path("contacts").path(0).path("accountId").isString()).isTrue();
    }

    @Test
    void completesNumbersByTheRegionOfTheOwn() {
        events.publish("account-service", registered(alice.id, other()));
        awaitDirectory(alice.id);

        var synced = alice.sync(List.of(person("0" + number.substring(3), "Bobby", "")));

        assertThat(synced.body().path("contacts").path(0).path("number").asString()).isEqualTo(number);
    }

    @Test
    void asksToTryAgainWhileTheRegionOfTheOwnNumberIsNotHeardOf() {
        var national = List.of(person("0" + number.substring(3), "Bobby", ""), person(other(), "Carl", ""));

        var early = alice.sync(national);

        assertThat(early.code()).isEqualTo("unavailable");
        assertThat(early.retryAfter()).isEqualTo("2");
        assertThat(alice.get("/v1/contacts").body().path("contacts")).isEmpty();
        events.publish("account-service", registered(alice.id, other()));
        awaitDirectory(alice.id);
        assertThat(alice.sync(national).body().path("contacts")).hasSize(2);
    }

    @Test
    void asksForTheCountryCodeWhereTheOwnNumberIsNeverHeardOf() {
        var old = new Owner(environment, subjects, clock.instant().minusSeconds(601));
        old.put("/v1/contacts/consent");

        var synced = old.sync(List.of(person("0" + number.substring(3), "Bobby", ""), person(other(), "Carl", "")));

        assertThat(synced.body().path("contacts")).hasSize(1);
        assertThat(synced.body().path("rejected").path(0).path("code").asString()).isEqualTo("COUNTRY_CODE_MISSING");
    }

    @Test
    void asksForTheCountryCodeWhereTheOwnNumberHasNoCountry() {
        events.publish("account-service", registered(alice.id, "+882161234567"));
        awaitDirectory(alice.id);

        var synced = alice.sync(List.of(person("0151 12345678", "Bobby", "")));

        assertThat(synced.body().path("rejected").path(0).path("code").asString()).isEqualTo("COUNTRY_CODE_MISSING");
    }

    @Test
    void findsTheAccountByEveryFormOfItsNumber() {
        int own = ThreadLocalRandom.current().nextInt(1_000, 9_999);
        var bob = register("+549112345" + own);
        awaitDirectory(bob);
        events.publish("account-service", registered(alice.id, "+5491134567890"));
        awaitDirectory(alice.id);

        for (var form : List.of("11 2345-" + own, "+54 11 2345 " + own, "011 15-2345-" + own, "+54 9 11 2345 " + own)) {
            var contact = alice.sync(List.of(person(form, "Bob", ""))).body().path("contacts").path(0);

            assertThat(contact.path("number").asString()).as(form).isEqualTo("+549112345" + own);
            assertThat(contact.path("accountId").asString()).isEqualTo(bob.toString());
        }
        assertThat(alice.get("/v1/contacts").body().path("contacts")).hasSize(1);
    }

    @Test
    void keepsNoLocalNumberAndSpendsNothingOnIt() {
        events.publish("account-service", registered(alice.id, "+12025550144"));
        awaitDirectory(alice.id);

        var synced = alice.sync(List.of(person("253-0000", "N", ""), person("1234567", "N", ""),
                person("911", "N", "")));

        assertThat(synced.body().path("rejected")).hasSize(3)
                .allSatisfy(it -> assertThat(it.path("code").asString()).isEqualTo("NUMBER_INVALID"));
        assertThat(sql.sql("SELECT count(*) FROM sync_budget WHERE owner_id = :owner AND new_numbers > 0")
                .param("owner", alice.id).query(Long.class).single()).isZero();
    }

    @Test
    @Tag("case-10")
    void unmatchesAnErasedAccountAndKeepsTheContact() {
        alice.sync(List.of(person(number, "Bobby", "")));
        var bob = register();
        eventually(() -> assertThat(matched(alice)).isEqualTo(bob.toString()));

        subjects.erase(bob, false);

        eventually(() -> assertThat(directory(bob)).isZero());
        var contact = alice.get("/v1/contacts").body().path("contacts").path(0);
        assertThat(contact.path("firstName").asString()).isEqualTo("Bobby");
        assertThat(contact.path("accountId").isString()).isFalse();
    }

    @Test
    @Tag("case-1")
    void leavesNothingOfAnErasedOwner() {
        alice.sync(List.of(person(number, "Bobby", ""), person(other(), "Carl", "")));
        events.publish("account-service", registered(alice.id, other()));
        awaitDirectory(alice.id);

        var erasure = subjects.erase(alice.id, false);

        eventually(() -> assertThat(answers.events()).filteredOn(event -> event instanceof ErasureAnswered answer
                && answer.receiptId().equals(erasure.receiptId())).isNotEmpty());
        for (var table : List.of("contact", "consent", "sync_budget")) {
            assertThat(sql.sql("SELECT count(*) FROM " + table + " WHERE owner_id = :owner").param("owner", alice.id)
                    .query(Long.class).single()).isZero();
        }
        assertThat(directory(alice.id)).isZero();
        assertThat(counts(erasure.receiptId())).contains("contact=2");
    }

    @Test
    @Tag("case-17")
    void ignoresTheRegistrationOfAnErasedAccount() {
        alice.sync(List.of(person(number, "Bobby", "")));
        var bob = subjects.create();
        var registered = registered(bob, number);
        subjects.erase(bob, false);

        events.publish("account-service", registered);
        awaitDirectory(register(other()));

        assertThat(directory(bob)).isZero();
        assertThat(noticesOf(alice)).isEmpty();
    }

    private UUID register() {
        return register(number);
    }

    private UUID register(String e164) {
        var account = subjects.create();
        events.publish("account-service", registered(account, e164));
        return account;
    }

    private AccountRegistered registered(UUID account, String e164) {
        return registered(account, e164, null);
    }

    private AccountRegistered registered(UUID account, String e164, @Nullable Boolean quiet) {
        return new AccountRegistered(account, vault.key(account, Reader.EXCHANGE)
                .seal(Place.ofEvent(AccountEvent.TOPIC, account, account), e164), quiet, clock.instant());
    }

    private NumberChanged moved(UUID account, String e164, int seconds) {
        var change = UUID.randomUUID();
        return new NumberChanged(account, change, vault.key(account, Reader.EXCHANGE)
                .seal(Place.ofEvent(AccountEvent.TOPIC, change, account), e164), clock.instant().plusSeconds(seconds));
    }

    /// The account that alice's contact with this number matches.
    private String accountOf(String e164) {
        return alice.get("/v1/contacts").body().path("contacts").valueStream()
                .filter(contact -> contact.path("number").asString("").equals(e164))
                .map(contact -> contact.path("accountId").asString("")).findFirst().orElse("");
    }

    /// What counts against the budget of new contacts.
    private int spent(UUID account) {
        return sql.sql("""
                SELECT greatest((SELECT coalesce(sum(new_numbers), 0) FROM sync_budget WHERE owner_id = :account),
                    (SELECT coalesce(sum(n.new_numbers), 0) FROM directory d
                     JOIN number_use n ON n.number_index = d.number_index WHERE d.account_id = :account))""")
                .param("account", account).query(Integer.class).single();
    }

    private static String other() {
        return "+49160" + ThreadLocalRandom.current().nextInt(1_000_000, 9_999_999);
    }

    private void awaitDirectory(UUID account) {
        eventually(() -> assertThat(directory(account)).isOne());
        eventually(() -> assertThat(toldBelow(account)).isNull());
    }

    private @Nullable Integer toldBelow(UUID account) {
        return sql.sql("SELECT told_below FROM directory WHERE account_id = :account").param("account", account)
                .query((row, _) -> row.getObject(1, Integer.class)).list().stream().filter(Objects::nonNull)
                .findFirst().orElse(null);
    }

    private long directory(UUID account) {
        return sql.sql("SELECT count(*) FROM directory WHERE account_id = :account").param("account", account)
                .query(Long.class).single();
    }

    private List<NoticePosted> noticesOf(Owner owner) {
        return notices.events().stream().map(NoticePosted.class::cast)
                .filter(notice -> notice.accountId().equals(owner.id)).toList();
    }

    private String counts(UUID receipt) {
        return answers.events().stream().map(ErasureAnswered.class::cast)
                .filter(answer -> answer.receiptId().equals(receipt)).findFirst().orElseThrow().counts().toString();
    }

    private static String matched(Owner owner) {
        return owner.get("/v1/contacts").body().path("contacts").path(0).path("accountId").asString("");
    }
}
