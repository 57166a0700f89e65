package dev.lethe.account.password;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.Semaphore;
import java.util.stream.Stream;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.test.util.ReflectionTestUtils;

import dev.lethe.account.AccountTest;
import dev.lethe.account.Answer;
import dev.lethe.account.NoticeReader;
import dev.lethe.account.People;
import dev.lethe.account.People.Device;
import dev.lethe.account.TextInbox;
import dev.lethe.test.TestClock;

/// Something happens in the moment in which a password was found right, and nothing was written for it yet.
@AccountTest
class PasswordRaceIT {

    private static final String PASSWORD = "four words of mine";
    private static final String CHANGED = "UPDATE password SET version = gen_random_uuid() WHERE account_id = OLD.account_id";
    private static final String REMOVED = "DELETE FROM password WHERE account_id = OLD.account_id";
    private static final String ENDED = "UPDATE account SET state = 'ERASED' WHERE id = OLD.account_id";
    private static final String SIGNED_OUT = "DELETE FROM session WHERE account_id = OLD.account_id";
    private static final String GREW_OLD = "UPDATE account SET created_at = created_at - interval '2 days' "
            + "WHERE id = OLD.account_id";

    @Autowired
    private People people;
    @Autowired
    private TextInbox inbox;
    @Autowired
    private NoticeReader notices;
    @Autowired
    private TestClock clock;
    @Autowired
    private PasswordHashing hashing;
    @Autowired
    private JdbcClient jdbc;

    private Device ada;

    enum Act {
        CHANGE, REMOVE, SIGN_IN, DELETE
    }

    record Race(Act act, String meanwhile, int status, String code) {}

    @BeforeEach
    void setOne() {
        ada = people.registers();
        sets(ada, PASSWORD, Map.of()).expect(200);
    }

    // Such an end has no entry in the ledger, which other tests of this database merge.
    @AfterEach
    void bringBack() {
        jdbc.sql("DROP FUNCTION IF EXISTS meanwhile CASCADE").update();
        jdbc.sql("""
                UPDATE account SET state = 'LIVE'
                WHERE id = ? AND id IN (SELECT id FROM subject WHERE erasure_id IS NULL)""").param(ada.account())
                .update();
    }

    static Stream<Race> races() {
        return Stream.of(new Race(Act.CHANGE, CHANGED, 409, "password-changed"),
                new Race(Act.CHANGE, REMOVED, 409, "password-changed"),
                new Race(Act.CHANGE, ENDED, 401, "unauthenticated"),
                new Race(Act.CHANGE, SIGNED_OUT, 401, "unauthenticated"),
                new Race(Act.CHANGE, GREW_OLD, 403, "session-too-young"),
                new Race(Act.REMOVE, CHANGED, 409, "password-changed"),
                new Race(Act.REMOVE, ENDED, 401, "unauthenticated"),
                new Race(Act.REMOVE, SIGNED_OUT, 401, "unauthenticated"),
                new Race(Act.REMOVE, GREW_OLD, 403, "session-too-young"),
                new Race(Act.SIGN_IN, CHANGED, 409, "password-changed"),
                new Race(Act.SIGN_IN, ENDED, 404, "code-request-unknown"),
                new Race(Act.DELETE, CHANGED, 409, "password-changed"),
                new Race(Act.DELETE, REMOVED, 409, "password-changed"),
                new Race(Act.DELETE, SIGNED_OUT, 404, "code-request-unknown"));
    }

    @ParameterizedTest
    @MethodSource("races")
    @Tag("case-16")
    void goesByWhatIsTrueWhenItWrites(Race race) {
        String prepared = prepare(race.act());
        jdbc.sql("CREATE FUNCTION meanwhile() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN " + race.meanwhile()
                + "; RETURN OLD; END $$").update();
        jdbc.sql("CREATE TRIGGER meanwhile BEFORE DELETE ON password_try FOR EACH ROW WHEN (OLD.account_id = '"
                + ada.account() + "') EXECUTE FUNCTION meanwhile()").update();
        List<String> hash = hash();

        act(race.act(), prepared).expect(race.status(), race.code());

        assertThat(hash()).isEqualTo(race.meanwhile().equals(REMOVED) ? List.of() : hash);
        assertThat(jdbc.sql("SELECT count(*) FROM session WHERE account_id = ?").param(ada.account())
                .query(Integer.class).single()).isEqualTo(race.meanwhile().equals(SIGNED_OUT) ? 0 : 1);
        assertThat(jdbc.sql("SELECT count(*) FROM erasure WHERE account_id = ?").param(ada.account())
                .query(Integer.class).single()).isZero();
    }

    @Test
    @Tag("case-86")
    void spendsNothingWhileTooManyWait() {
        String ticket = prepare(Act.SIGN_IN);
        ada = people.refreshed(ada);
        String deletion = prepare(Act.DELETE);
        Semaphore places = (Semaphore) Objects.requireNonNull(ReflectionTestUtils.getField(hashing, "places"));
        int free = places.drainPermits();
        try {
            act(Act.CHANGE, "").expect(503, "unavailable");
            act(Act.REMOVE, "").expect(503, "unavailable");
            act(Act.SIGN_IN, ticket).expect(503, "unavailable");
            assertThat(triesOf("SELECT coalesce(sum(tries), 0) FROM password_try WHERE account_id = ?"))
                    .as("the setting of the beginning").isEqualTo(1);
            assertThat(triesOf("SELECT sum(tries) FROM proven_ticket WHERE account_id = ?")).isZero();

            act(Act.DELETE, deletion).expect(202);
        } finally {
            places.release(free);
        }
    }

    private int triesOf(String sql) {
        return jdbc.sql(sql).param(ada.account()).query(Integer.class).single();
    }

    private List<String> hash() {
        return jdbc.sql("SELECT encode(hash, 'hex') FROM password WHERE account_id = ?").param(ada.account())
                .query((row, _) -> row.getString(1)).list();
    }

    private String prepare(Act act) {
        if (act == Act.SIGN_IN) {
            clock.advance(Duration.ofSeconds(61));
            String requestId = people.asksForCode(ada.number()).expect(202).text("requestId");
            people.entersCode(requestId, inbox.codeAfter(ada.number(), 1)).expect(403, "password-required");
            return requestId;
        }
        return act == Act.DELETE ? people.post("/v1/me/deletion", ada, "").expect(202).text("requestId") : "";
    }

    private Answer act(Act act, String requestId) {
        return switch (act) {
            case CHANGE -> sets(ada, "other words of mine", Map.of("currentPassword", PASSWORD));
            case REMOVE -> people.post("/v1/account/password/removal", ada, Map.of("password", PASSWORD));
            case SIGN_IN -> people.post("/v1/sign-in/password", null,
                    Map.of("requestId", requestId, "password", PASSWORD, "deviceName", "Laptop"));
            case DELETE -> people.post("/v1/me/deletion/confirmation", null, Map.of("requestId", requestId, "code",
                    notices.deletionCode(ada.account(), 1), "password", PASSWORD));
        };
    }

    private Answer sets(Device device, String password, Map<String, String> more) {
        Map<String, Object> body = new HashMap<>(more);
        body.put("password", password);
        return people.call("PUT", "/v1/account/password", device, body);
    }
}
