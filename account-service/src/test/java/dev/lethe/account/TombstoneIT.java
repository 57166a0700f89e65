package dev.lethe.account;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Consumer;
import java.util.stream.Stream;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.core.env.Environment;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionOperations;

import dev.lethe.account.People.Device;
import dev.lethe.events.DeletionEvent;
import dev.lethe.events.DeletionEvent.NumberLeft;
import dev.lethe.events.DeletionEvent.SelfDestructChosen;
import dev.lethe.events.DeletionEvent.SessionIdleChosen;
import dev.lethe.events.EventTypes;
import dev.lethe.platform.inbox.EventConsumer;
import dev.lethe.platform.inbox.ReceivedEvent;
import dev.lethe.platform.vault.Place;
import dev.lethe.platform.vault.Reader;
import dev.lethe.platform.vault.Vault;
import dev.lethe.test.TestClock;

/// An account ends in one transaction: its own row and its subject's. Each of them alone lets nothing of it change any more,
/// though tokens, number and codes are still there.
@AccountTest
@Tag("case-16")
class TombstoneIT {

    private static final List<String> TABLES = List.of("account WHERE id", "session WHERE account_id",
            "deletion_request WHERE account_id", "known_network WHERE account_id", "number_index WHERE account_id",
            "erasure WHERE account_id", "password WHERE account_id", "password_try WHERE account_id",
            "proven_ticket WHERE account_id", "forgotten_password WHERE account_id", "activity WHERE account_id",
            "number_change WHERE account_id", "session_setting WHERE account_id", "device_link WHERE account_id",
            "device_link_guess WHERE account_id", "mail_address WHERE account_id",
            "address_code WHERE account_id", "recovered_session WHERE account_id", "erasure_order WHERE account_id",
            "operator_act WHERE account_id");

    private static final String PASSWORD = "four words of mine";

    @Autowired
    private People people;
    @Autowired
    private TextInbox inbox;
    @Autowired
    private NoticeReader notices;
    @Autowired
    private MailStand mails;
    @Autowired
    private TestClock clock;
    @Autowired
    private List<EventConsumer> consumers;
    @Autowired
    private Vault vault;
    @Autowired
    private TransactionOperations transactions;
    @Autowired
    private JdbcClient jdbc;
    @Autowired
    private Environment environment;

    private Device phone;
    private Device laptop;
    private String codeRequest;
    private int textsBefore;
    private String deletionRequest;
    private Map<String, String> numberChange = Map.of();
    private Map<String, String> linkCode = Map.of();
    private Map<String, String> approvedLink = Map.of();
    private String address;
    private String mailRequest = "";
    private String erasureOrder = "";

    record Act(String name, Consumer<TombstoneIT> run) {
        @Override
        public String toString() {
            return name;
        }
    }

    @BeforeEach
    void live() {
        phone = people.registers();
        address = MailStand.unusedAddress();
        laptop = people.signsIn(phone.number());
        deletionRequest = people.post("/v1/me/deletion", phone, "").expect(202).text("requestId");
        numberChange = askForAnotherNumber();
        clock.advance(Duration.ofSeconds(61));
        Answer approved = asksToBeLetIn();
        approvedLink = Map.of("requestId", approved.text("requestId"));
        people.post("/v1/device-links/approval", phone, Map.of("code", approved.text("code"))).expect(200);
        linkCode = Map.of("code", asksToBeLetIn().text("code"));
        textsBefore = inbox.count(phone.number());
        codeRequest = people.asksForCode(phone.number()).expect(202).text("requestId");
    }

    // Such an end has no entry in the ledger, which other tests of this database merge.
    @AfterEach
    void bringBack() {
        jdbc.sql("UPDATE subject SET state = 'live' WHERE id = ? AND erasure_id IS NULL").param(phone.account())
                .update();
        jdbc.sql("""
                UPDATE account SET state = 'LIVE'
                WHERE id = ? AND id IN (SELECT id FROM subject WHERE erasure_id IS NULL)""").param(phone.account())
                .update();
    }

    static Stream<Act> acts() {
        return Stream.of(
                new Act("renames", it -> it.people.call("PATCH", "/v1/me", it.phone, Map.of("firstName", "Late"))),
                new Act("refreshes", it -> it.people.refreshes(it.phone.refresh())),
                new Act("ends a session",
                        it -> it.people.delete("/v1/sessions/" + it.laptop.session(), it.phone)),
                new Act("ends the others", it -> it.people.post("/v1/sessions/end-others", it.phone, "")),
                new Act("signs out", it -> it.people.delete("/v1/sessions/current", it.phone)),
                new Act("signs in",
                        it -> it.people.entersCode(it.codeRequest,
                                it.inbox.codeAfter(it.phone.number(), it.textsBefore))),
                new Act("asks for the end", it -> it.people.post("/v1/me/deletion", it.laptop, "")),
                new Act("confirms the end", it -> it.people.post("/v1/me/deletion/confirmation", null,
                        Map.of("requestId", it.deletionRequest, "code",
                                it.notices.deletionCode(it.phone.account(), 1), "forEveryone", false))),
                new Act("chooses when it ends by itself",
                        it -> it.people.call("PUT", "/v1/account/self-destruct", it.phone, Map.of("months", 1))),
                new Act("asks for another number", it -> it.people.call("POST", "/v1/account/number-change", it.laptop,
                        Map.of("number", People.unusedNumber()), People.unusedNetwork())),
                new Act("moves to another number",
                        it -> it.people.post("/v1/account/number-change/confirmation", it.phone, it.numberChange)),
                new Act("chooses when sessions end",
                        it -> it.people.call("PUT", "/v1/account/session-idle", it.phone, Map.of("days", 7))),
                new Act("chooses again when it ends by itself",
                        it -> it.takes(new SelfDestructChosen(it.phone.account(), 24, it.clock.instant(), null))),
                new Act("chooses again when sessions end",
                        it -> it.takes(new SessionIdleChosen(it.phone.account(), 7, it.clock.instant(), null))),
                new Act("moves again to another number", TombstoneIT::movesAgain),
                new Act("lets a device in", it -> it.people.post("/v1/device-links/approval", it.phone, it.linkCode)),
                new Act("names a code that nobody shows",
                        it -> it.people.post("/v1/device-links/look-up", it.phone, Map.of("code", "2222-2222"))),
                new Act("comes in", it -> it.people.post("/v1/device-links/sessions", null, it.approvedLink)),
                new Act("stops the end", it -> it.people.delete("/v1/me/deletion", it.phone)),
                new Act("sets a password", it -> it.people.call("PUT", "/v1/account/password", it.phone,
                        Map.of("password", PASSWORD))),
                new Act("removes the password", it -> it.removesPassword(PASSWORD)),
                new Act("tries a password", it -> it.removesPassword("four words of yours")),
                new Act("forgets the password",
                        it -> it.people.post("/v1/account/password/forgotten", it.phone, "")),
                new Act("keeps the password", it -> it.people.delete("/v1/account/password/forgotten", it.phone)),
                new Act("names a recovery address", TombstoneIT::namesAddress),
                new Act("confirms a recovery address", it -> it.enters("/v1/account/recovery-email/confirmation", 1)),
                new Act("removes the recovery address", it -> it.people.post("/v1/account/recovery-email/removal",
                        it.phone, Map.of("password", PASSWORD))),
                new Act("asks for a recovery code", TombstoneIT::asksForRecovery),
                new Act("recovers", it -> it.enters("/v1/account/password/recovery/confirmation", 2)),
                new Act("asks for a recovery code at the door", TombstoneIT::asksForRecoveryAtTheDoor),
                new Act("recovers at the door", it -> it.people.post("/v1/sign-in/recovery/confirmation", null,
                        Map.of("requestId", it.codeRequest, "code", it.mails.latest(it.address, 2).code(), "deviceName",
                                "Late"))),
                new Act("asks for the end at the door", it -> it.people.post("/v1/sign-in/deletion", null,
                        Map.of("requestId", it.codeRequest))),
                new Act("proves a code", it -> it.people.entersCode(it.codeRequest,
                        it.inbox.codeAfter(it.phone.number(), it.textsBefore))),
                new Act("is asked for by an operator", TombstoneIT::isAskedForByAnOperator),
                new Act("is confirmed by an operator", it -> it.secondOperator().call("POST",
                        "/internal/v1/erasure-orders/" + it.erasureOrder + "/confirmation", Map.of())),
                new Act("is taken back by an operator", it -> it.secondOperator().call("DELETE",
                        "/internal/v1/erasure-orders/" + it.erasureOrder, Map.of())),
                new Act("signs in with the password", it -> it.people.post("/v1/sign-in/password", null,
                        Map.of("requestId", it.codeRequest, "password", PASSWORD, "deviceName", "Late"))));
    }

    @ParameterizedTest
    @MethodSource("acts")
    void changesNothingBehindTheTombstone(Act act) {
        jdbc.sql("UPDATE subject SET state = 'erased' WHERE id = ?").param(phone.account()).update();

        changesNothing(act);
    }

    @ParameterizedTest
    @MethodSource("acts")
    void changesNothingOfAnAccountThatEnded(Act act) {
        jdbc.sql("UPDATE account SET state = 'ERASED' WHERE id = ?").param(phone.account()).update();

        changesNothing(act);
    }

    @ParameterizedTest
    @MethodSource("acts")
    void changesSomethingOfTheLiving(Act act) {
        prepare(act);
        List<String> before = rows(phone.account());

        act.run().accept(this);

        assertThat(rows(phone.account())).isNotEqualTo(before);
    }

    private void changesNothing(Act act) {
        prepare(act);
        List<String> before = rows(phone.account());

        act.run().accept(this);

        assertThat(rows(phone.account())).isEqualTo(before);
    }

    private Answer removesPassword(String shown) {
        return people.post("/v1/account/password/removal", phone, Map.of("password", shown));
    }

    /// Some acts are only to be had in what other acts leave behind, so the account lives for as long as it takes.
    private void prepare(Act act) {
        var ended = jdbc.sql("SELECT a.state, s.state FROM account a JOIN subject s USING (id) WHERE id = ?")
                .param(phone.account()).query((row, _) -> List.of(row.getString(1), row.getString(2))).single();
        state("LIVE", "live");
        switch (act.name()) {
            case "names a recovery address" -> setPassword();
            case "confirms a recovery address" -> {
                setPassword();
                mailRequest = namesAddress().expect(202).text("requestId");
                mails.latest(address, 1);
            }
            case "removes the recovery address", "asks for a recovery code" -> setAddress();
            case "recovers" -> {
                setAddress();
                mailRequest = asksForRecovery().expect(202).text("requestId");
                mails.latest(address, 2);
            }
            case "asks for a recovery code at the door" -> {
                setAddress();
                proveCode();
            }
            case "recovers at the door" -> {
                setAddress();
                proveCode();
                asksForRecoveryAtTheDoor().expect(202);
                mails.latest(address, 2);
            }
            case "removes the password", "tries a password", "forgets the password", "proves a code" -> setPassword();
            case "keeps the password" -> {
                setPassword();
                people.post("/v1/account/password/forgotten", phone, "").expect(202);
            }
            case "is confirmed by an operator", "is taken back by an operator" ->
                erasureOrder = isAskedForByAnOperator().expect(201).text("id");
            case "signs in with the password", "asks for the end at the door" -> {
                setPassword();
                proveCode();
            }
            default -> {
            }
        }
        state(ended.get(0), ended.get(1));
        schedule(act);
    }

    /// As it comes from the broker.
    private void takes(DeletionEvent event) {
        var received = new ReceivedEvent(UUID.randomUUID(), EventTypes.nameOf(event.getClass()), "account-service",
                clock.instant(), event);
        transactions.executeWithoutResult(_ -> consumers.stream()
                .filter(it -> it.topic().equals(event.topic()) && it.takes(event.getClass()))
                .forEach(it -> it.on(received)));
    }

    private void movesAgain() {
        UUID change = UUID.randomUUID();
        byte[] number = vault.key(phone.account(), Reader.EXCHANGE)
                .seal(Place.ofEvent(DeletionEvent.TOPIC, change, phone.account()), People.unusedNumber());
        takes(new NumberLeft(phone.account(), change, number, clock.instant()));
    }

    private Answer isAskedForByAnOperator() {
        return new OperatorDesk("first", environment).call("POST", "/internal/v1/erasure-orders",
                Map.of("number", phone.number()));
    }

    private OperatorDesk secondOperator() {
        return new OperatorDesk("second", environment);
    }

    private void proveCode() {
        people.entersCode(codeRequest, inbox.codeAfter(phone.number(), textsBefore)).expect(403, "password-required");
    }

    private Answer namesAddress() {
        return people.call("PUT", "/v1/account/recovery-email", phone, Map.of("email", address, "password", PASSWORD));
    }

    private void setAddress() {
        setPassword();
        mailRequest = namesAddress().expect(202).text("requestId");
        enters("/v1/account/recovery-email/confirmation", 1).expect(200);
    }

    private Answer enters(String path, int mail) {
        return people.post(path, phone, Map.of("requestId", mailRequest, "code", mails.latest(address, mail).code()));
    }

    private Answer asksForRecovery() {
        return people.post("/v1/account/password/recovery", phone, "");
    }

    private Answer asksForRecoveryAtTheDoor() {
        return people.post("/v1/sign-in/recovery", null, Map.of("requestId", codeRequest));
    }

    private void setPassword() {
        people.call("PUT", "/v1/account/password", phone, Map.of("password", PASSWORD)).expect(200);
    }

    private void state(String account, String subject) {
        jdbc.sql("UPDATE account SET state = ? WHERE id = ?").param(account).param(phone.account()).update();
        jdbc.sql("UPDATE subject SET state = ? WHERE id = ?").param(subject).param(phone.account()).update();
    }

    /// Only what is scheduled can be stopped.
    private void schedule(Act act) {
        if (act.name().equals("stops the end")) {
            jdbc.sql("""
                    UPDATE deletion_request SET state = 'SCHEDULED', executes_at = now() + interval '1 day'
                    WHERE account_id = ?""").param(phone.account()).update();
        }
    }

    private Answer asksToBeLetIn() {
        return people.call("POST", "/v1/device-links", null, Map.of("deviceName", "Tablet"), People.unusedNetwork())
                .expect(201);
    }

    private Map<String, String> askForAnotherNumber() {
        String number = People.unusedNumber();
        int texts = inbox.count(phone.number());
        String request = people.call("POST", "/v1/account/number-change", phone, Map.of("number", number),
                People.unusedNetwork()).expect(202).text("requestId");
        return Map.of("requestId", request, "oldCode", inbox.codeAfter(phone.number(), texts), "newCode",
                inbox.codeAfter(number, 0));
    }

    private List<String> rows(UUID account) {
        return TABLES.stream().flatMap(
                table -> jdbc.sql("SELECT t::text FROM (SELECT * FROM " + table + " = ?) AS t ORDER BY 1")
                        .param(account).query(String.class).list().stream())
                .toList();
    }
}
