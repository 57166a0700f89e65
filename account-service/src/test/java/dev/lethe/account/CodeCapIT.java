package dev.lethe.account;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.Timestamp;
import java.time.Duration;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;

import dev.lethe.account.People.Device;
import dev.lethe.test.Eventually;
import dev.lethe.test.TestClock;

/// Codes cost money and lock people out, so strangers get few of them.
@AccountTest
class CodeCapIT {

    @Autowired
    private People people;
    @Autowired
    private TextInbox inbox;
    @Autowired
    private TestClock clock;
    @Autowired
    private JdbcClient jdbc;

    @BeforeEach
    void anHourLater() {
        clock.advance(Duration.ofHours(25));
    }

    private static List<String> numbers(int count) {
        return Stream.generate(People::unusedNumber).distinct().limit(count).toList();
    }

    private static List<Answer> refusedOf(List<Answer> answers) {
        return answers.stream().filter(it -> it.status() != 202).toList();
    }

    private int texts(List<String> numbers) {
        return numbers.stream().mapToInt(inbox::count).sum();
    }

    @Test
    @Tag("case-39")
    void sendsFewCodesToOneNetwork() {
        String network = People.unusedNetwork();
        List<String> numbers = numbers(30);

        List<Answer> answers = Parallel.each(numbers,
                it -> Answer.atLast(() -> people.asksForCode(it, network)));

        assertThat(refusedOf(answers)).hasSize(24).allSatisfy(it -> it.expect(429, "code-cap"));
        Eventually.eventually(() -> assertThat(texts(numbers)).isEqualTo(6));
        people.asksForCode(numbers(1).getFirst(), People.unusedNetwork()).expect(202);
        clock.advance(Duration.ofMinutes(61));
        people.asksForCode(numbers(1).getFirst(), network).expect(202);
    }

    @Test
    @Tag("case-39")
    void countsTheNetworksOfOneSubscriberTogether() {
        String site = People.unusedNetwork().substring(0, 12);
        List<Integer> networks = IntStream.range(0, 30).boxed().toList();

        List<Answer> answers = Parallel.each(networks,
                it -> Answer.atLast(() -> people.asksForCode(People.unusedNumber(), site + "%04x".formatted(it))));

        assertThat(refusedOf(answers)).hasSize(6).allSatisfy(it -> it.expect(429, "code-cap"));
    }

    @Test
    @Tag("case-41")
    void tellsWhoAsksTooOftenNothingOfWhomItKnows() {
        String home = People.unusedNetwork();
        String number = People.unusedNumber();
        signsIn(number, home, 0);
        for (String stranger : numbers(5)) {
            people.asksForCode(stranger, home).expect(202);
        }
        for (String stranger : numbers(6)) {
            people.asksForCode(stranger, home).expect(429, "code-cap");
        }

        people.asksForCode(number, home).expect(429, "code-cap");

        clock.advance(Duration.ofMinutes(61));
        people.asksForCode(number, home).expect(202);
    }

    @Test
    @Tag("case-39")
    void countsAllWhoComeWithoutANetworkAsOne() {
        List<Answer> answers = numbers(8).stream().map(it -> people.asksForCode(it, "no network")).toList();

        assertThat(refusedOf(answers)).hasSize(2);
    }

    @Test
    @Tag("case-42")
    void sendsFewCodesToOneBlockOfNumbers() {
        List<String> block = IntStream.range(0, 40).mapToObj("+49151234%05d"::formatted).toList();

        List<Answer> answers = Parallel.each(block, it -> Answer.atLast(() -> people.asksForCode(it)));

        assertThat(refusedOf(answers)).hasSize(32).allSatisfy(it -> it.expect(429, "code-cap"));
        Eventually.eventually(() -> assertThat(texts(block)).isEqualTo(8));
    }

    @Test
    @Tag("case-39")
    @Tag("case-42")
    void sendsNoMoreThanItsBudgetInAll() {
        jdbc.sql("""
                INSERT INTO sign_in_code (id, number_index, code_hash, created_at, expires_at, network, block)
                SELECT gen_random_uuid(), bytes, bytes, :now, :now, bytes, bytes
                FROM (SELECT int4send(n) AS bytes FROM generate_series(1, 290) AS n) AS others""")
                .param("now", Timestamp.from(clock.instant())).update();
        List<String> numbers = numbers(30);

        List<Answer> answers = Parallel.each(numbers, it -> Answer.atLast(() -> people.asksForCode(it)));

        assertThat(refusedOf(answers)).hasSize(20).allSatisfy(it -> it.expect(429, "code-cap"));
        Eventually.eventually(() -> assertThat(texts(numbers)).isEqualTo(10));
    }

    @Test
    @Tag("case-47")
    void sendsNothingWithoutTheTableThatCounts() {
        String number = People.unusedNumber();
        jdbc.sql("ALTER TABLE sign_in_code RENAME TO sign_in_code_away").update();
        try {
            assertThat(people.asksForCode(number).status()).isGreaterThanOrEqualTo(500);
        } finally {
            jdbc.sql("ALTER TABLE sign_in_code_away RENAME TO sign_in_code").update();
        }

        people.signsIn(number);

        assertThat(inbox.count(number)).isEqualTo(1);
    }

    @Test
    @Tag("case-38")
    void givesCodesToTheOwnerThoughStrangersSpentThem() {
        String home = People.unusedNetwork();
        String number = People.unusedNumber();
        Device phone = signsIn(number, home, 0);
        clock.advance(Duration.ofHours(25));
        for (int code = 0; code < 5; code++) {
            people.asksForCode(number).expect(202);
            clock.advance(Duration.ofSeconds(61));
        }
        people.asksForCode(number).expect(429, "code-limit");

        assertThat(signsIn(number, home, 6).account()).isEqualTo(phone.account());

        for (int code = 0; code < 4; code++) {
            clock.advance(Duration.ofSeconds(61));
            people.asksForCode(number, home).expect(202);
        }
        clock.advance(Duration.ofSeconds(61));
        people.asksForCode(number, home).expect(429, "code-limit");
        people.asksForCode(number).expect(429, "code-limit");
    }

    @Test
    void knowsANetworkForThirtyDaysAndNoOtherNumberByIt() {
        String home = People.unusedNetwork();
        String number = People.unusedNumber();
        Device phone = signsIn(number, home, 0);

        assertThat(isKnown(phone)).isTrue();
        assertThat(askedAsKnown(number, home)).isTrue();
        assertThat(askedAsKnown(People.unusedNumber(), home)).isFalse();
        assertThat(askedAsKnown(number, People.unusedNetwork())).isFalse();
    }

    @Test
    void keepsNoNetworkReadableNorLong() {
        String home = "20010db8000100c0";
        signsIn(People.unusedNumber(), home, 0);

        assertThat(jdbc
                .sql("""
                        SELECT count(*) FROM known_network k, sign_in_code c
                        WHERE position(decode('20010db8000100c0', 'hex') IN k.network_index) > 0
                           OR position(decode('20010db8000100c0', 'hex') IN c.network) > 0 OR octet_length(k.network_index) <> 32""")
                .query(Long.class).single()).isZero();
    }

    private boolean isKnown(Device device) {
        return jdbc.sql("SELECT EXISTS (SELECT FROM known_network WHERE account_id = ?)").param(device.account())
                .query(Boolean.class).single();
    }

    private boolean askedAsKnown(String number, String network) {
        clock.advance(Duration.ofSeconds(61));
        people.asksForCode(number, network).expect(202);
        return jdbc.sql("SELECT known FROM sign_in_code ORDER BY created_at DESC LIMIT 1").query(Boolean.class)
                .single();
    }

    private Device signsIn(String number, String network, int texts) {
        clock.advance(Duration.ofSeconds(61));
        String requestId = people.asksForCode(number, network).expect(202).text("requestId");
        Answer answer = people.entersCode(requestId, inbox.codeAfter(number, texts), network).expect(201);
        return people.device(number, answer);
    }
}
