package dev.lethe.account.link;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.stream.Stream;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.dao.DataIntegrityViolationException;
import org.springframework.jdbc.core.simple.JdbcClient;

import dev.lethe.account.AccountTest;
import dev.lethe.account.Answer;
import dev.lethe.account.NoticeReader;
import dev.lethe.account.Parallel;
import dev.lethe.account.People;
import dev.lethe.account.People.Device;
import dev.lethe.account.TextInbox;
import dev.lethe.account.code.Ticket;
import dev.lethe.events.NoticeEvent.Kind;
import dev.lethe.test.TestClock;

@AccountTest
class DeviceLinkIT {

    @Autowired
    private People people;
    @Autowired
    private TextInbox inbox;
    @Autowired
    private NoticeReader notices;
    @Autowired
    private TestClock clock;
    @Autowired
    private DeviceLinks links;
    @Autowired
    private JdbcClient jdbc;

    private record Asking(String requestId, String code) {}

    @Test
    void letsADeviceInWithoutAText() {
        Device phone = people.registers();
        int texts = inbox.count(phone.number());
        Asking tablet = asks("Tablet “of mine”");
        comesIn(tablet).expect(409, "device-link-pending");

        assertThat(name("look-up", phone, tablet).expect(200).text("deviceName")).isEqualTo("Tablet “of mine”");
        assertThat(name("approval", phone, tablet).expect(200).text("state")).isEqualTo("approved");
        Device linked = people.device(phone.number(), comesIn(tablet).expect(201));

        assertThat(linked.account()).isEqualTo(phone.account());
        people.get("/v1/me", people.refreshed(linked)).expect(200);
        assertThat(
                people.get("/v1/sessions", phone).expect(200).body().get("sessions").findValuesAsString("deviceName"))
                .containsExactly("Phone", "Tablet “of mine”");
        assertThat(notices.text(notices.latest(phone.account(), Kind.NEW_SESSION, 1)))
                .contains("was let in by one of yours", "It calls itself “Tablet 'of mine'”.", "UTC");
        assertThat(inbox.count(phone.number())).isEqualTo(texts);
    }

    @Test
    void letsOneDeviceInUnderFiftyParallelRequests() {
        Device phone = people.registers();
        Asking tablet = asks("Tablet");
        name("approval", phone, tablet).expect(200);

        List<Answer> answers = Parallel.times(50, () -> Answer.atLast(() -> comesIn(tablet)));

        assertThat(answers).filteredOn(it -> it.status() == 201).hasSize(1);
        assertThat(answers).filteredOn(it -> it.status() != 201).allSatisfy(it -> it.expect(409, "device-link-used"));
        assertThat(people.get("/v1/sessions", phone).body().get("sessions")).hasSize(2);
    }

    @Test
    void letsNobodyInWhoDoesNotHoldTheSecret() {
        Device phone = people.registers();
        Asking tablet = asks("Tablet");
        Asking other = asks("Other");
        name("approval", phone, tablet).expect(200);

        comesIn(other).expect(409, "device-link-pending");
        comesIn(new Asking(tablet.code(), "")).expect(404, "device-link-unknown");
        comesIn(new Asking(mixed(tablet.requestId(), other.requestId()), "")).expect(404, "device-link-unknown");
        people.entersCode(tablet.requestId(), "123456").expect(404, "code-request-unknown");
        comesIn(tablet).expect(201);
    }

    @Test
    void isApprovedOnceByOneAccount() {
        Device ada = people.registers();
        Device eve = people.registers();
        Asking tablet = asks("Tablet");

        List<Answer> answers = Parallel
                .all(Stream.of(ada, eve, ada, eve).<Callable<Answer>>map(
                        it -> () -> name("approval", it, tablet)).toList());

        assertThat(answers).filteredOn(it -> it.status() == 200).hasSize(1);
        assertThat(answers).filteredOn(it -> it.status() != 200).allSatisfy(it -> it.expect(409, "device-link-used"));
        name("look-up", ada, tablet).expect(409, "device-link-used");
        name("refusal", eve, tablet).expect(409, "device-link-used");
    }

    @Test
    void asksForThePasswordWhereOneIsSet() {
        Device phone = people.registers();
        people.call("PUT", "/v1/account/password", phone,
                Map.of("password", "four words of mine", "hint", "how many?")).expect(200);
        Asking tablet = asks("Tablet");
        comesIn(tablet).expect(409, "device-link-pending");
        name("approval", phone, tablet).expect(200);

        Answer required = comesIn(tablet);
        required.expect(403, "password-required");
        assertThat(required.text("hint")).isEqualTo("how many?");
        comesIn(tablet, "four words of yours").expect(403, "password-wrong");
        comesIn(tablet, "four words of mine").expect(201);
        comesIn(tablet, "four words of mine").expect(409, "device-link-used");
    }

    @Test
    void isOverAfterTwoMinutesUnlessApproved() {
        Device phone = people.registers();
        Asking tablet = asks("Tablet");
        clock.advance(Duration.ofMinutes(2));

        comesIn(tablet).expect(410, "device-link-expired");
        name("look-up", phone, tablet).expect(410, "device-link-expired");
        name("approval", phone, tablet).expect(410, "device-link-expired");
    }

    @Test
    void isOverTwoMinutesAfterItsApproval() {
        Device phone = people.registers();
        Asking tablet = asks("Tablet");
        clock.advance(Duration.ofSeconds(110));
        name("approval", phone, tablet).expect(200);
        Asking late = asks("Late");
        name("approval", phone, late).expect(200);
        clock.advance(Duration.ofSeconds(110));

        comesIn(tablet).expect(201);
        clock.advance(Duration.ofSeconds(10));
        comesIn(late).expect(410, "device-link-expired");
    }

    @Test
    void isOverWhenItWasRefused() {
        Device phone = people.registers();
        Asking tablet = asks("Tablet");

        assertThat(name("refusal", phone, tablet).expect(200).text("state")).isEqualTo("refused");

        comesIn(tablet).expect(403, "device-link-refused");
        name("approval", phone, tablet).expect(403, "device-link-refused");
    }

    @Test
    void isOverWhenTheSessionEndedThatApproved() {
        Device phone = people.registers();
        Asking tablet = asks("Tablet");
        name("approval", phone, tablet).expect(200);
        people.delete("/v1/sessions/current", phone).expect(200);

        comesIn(tablet).expect(410, "device-link-expired");
    }

    @Test
    @Tag("case-44")
    void isNotForAYoungSessionToApprove() {
        Device ada = people.registers();
        clock.advance(Duration.ofHours(25));
        Device thief = people.signsIn(ada.number());
        Asking tablet = asks("Tablet");

        name("approval", thief, tablet).expect(403, "session-too-young");
        comesIn(tablet).expect(409, "device-link-pending");

        name("approval", people.refreshed(ada), tablet).expect(200);
        comesIn(tablet).expect(201);
    }

    @Test
    void countsCodesThatNobodyShows() {
        Device eve = people.registers();
        Asking tablet = asks("Tablet");
        for (int i = 0; i < 9; i++) {
            name("look-up", eve, new Asking("", "2222-222" + "23456789A".charAt(i))).expect(404, "device-link-unknown");
        }
        name("approval", eve, new Asking("", "nonsense")).expect(404, "device-link-unknown");

        name("look-up", eve, tablet).expect(429, "device-link-limit");
        name("approval", eve, tablet).expect(429, "device-link-limit");
        clock.advance(Duration.ofHours(1));
        name("look-up", people.refreshed(eve), asks("Tablet")).expect(200);
    }

    @Test
    void countsCodesThatAreNamedAtOnce() {
        Device eve = people.registers();

        List<Answer> answers = Parallel.times(40, () -> name("look-up", eve, new Asking("", "2222-2222")));

        assertThat(answers).filteredOn(it -> it.status() == 404).hasSizeBetween(1, 10);
        assertThat(answers).filteredOn(it -> it.status() != 404)
                .allSatisfy(it -> assertThat(it.text("code")).as("503 where no connection was free")
                        .isIn("device-link-limit", "unavailable"));
    }

    @Test
    void countsNoCodeThatIsShown() {
        Device phone = people.registers();
        Asking tablet = asks("Tablet");

        for (int i = 0; i < 11; i++) {
            name("look-up", phone, tablet).expect(200);
        }
    }

    /// The /48 of a subscriber holds 65,536 networks.
    @Test
    @Tag("case-86")
    void limitsWhatAllNetworksOfASubscriberAsk() {
        String site = People.unusedNetwork().substring(0, 12);
        for (int i = 0; i < 240; i++) {
            ask("Tablet", site + "%04x".formatted(i / 60)).expect(201);
        }

        ask("Tablet", site + "ffff").expect(429, "device-link-limit");
        ask("Tablet", People.unusedNetwork()).expect(201);
    }

    @Test
    void limitsWhatOneNetworkAsks() {
        String network = People.unusedNetwork();
        for (int i = 0; i < 60; i++) {
            ask("Tablet", network).expect(201);
        }

        ask("Tablet", network).expect(429, "device-link-limit");
        ask("Tablet", People.unusedNetwork()).expect(201);
        clock.advance(Duration.ofMinutes(2));
        ask("Tablet", network).expect(201);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "  ", "a\u0000b", "\u202Etelbat"})
    void takesNoNameThatIsNone(String name) {
        assertThat(ask(name, People.unusedNetwork()).status()).isEqualTo(400);
        assertThat(ask("x".repeat(65), People.unusedNetwork()).status()).isEqualTo(400);
    }

    @Test
    void isForSignedInDevicesToLookAt() {
        Asking tablet = asks("Tablet");

        name("look-up", null, tablet).expect(401, "unauthenticated");
        name("approval", null, tablet).expect(401, "unauthenticated");
        name("refusal", null, tablet).expect(401, "unauthenticated");
    }

    @Test
    void isForgottenAfterTenMinutes() {
        Asking tablet = asks("Tablet");
        clock.advance(Duration.ofMinutes(11));
        UUID id = Ticket.parse(tablet.requestId()).orElseThrow().id();

        links.forget();

        assertThat(jdbc.sql("SELECT count(*) FROM device_link WHERE id = ?").param(id).query(Integer.class).single())
                .isZero();
    }

    @Test
    void isCountedBySomeSiteOrNotRecorded() {
        assertThatThrownBy(() -> jdbc
                .sql("""
                        INSERT INTO device_link (id, code_index, secret_hash, device_name, network, state, created_at, expires_at)
                        VALUES (gen_random_uuid(), '', '', '', '', 'ASKED', now(), now())""")
                .update())
                .isInstanceOf(DataIntegrityViolationException.class).hasMessageContaining("site");
    }

    private Answer ask(String name, String network) {
        return people.call("POST", "/v1/device-links", null, Map.of("deviceName", name), network);
    }

    private Asking asks(String name) {
        Answer asked = ask(name, People.unusedNetwork()).expect(201);
        assertThat(asked.text("link")).isEqualTo("lethe:device-link?code=" + asked.text("code"));
        return new Asking(asked.text("requestId"), asked.text("code"));
    }

    private Answer comesIn(Asking asking) {
        return people.post("/v1/device-links/sessions", null, Map.of("requestId", asking.requestId()));
    }

    private Answer comesIn(Asking asking, String password) {
        return people.post("/v1/device-links/sessions", null,
                Map.of("requestId", asking.requestId(), "password", password));
    }

    private Answer name(String act, @Nullable Device device, Asking asking) {
        return people.post("/v1/device-links/" + act, device, Map.of("code", asking.code()));
    }

    /// The id of one request with the secret of another.
    private static String mixed(String id, String secret) {
        byte[] bytes = Base64.getUrlDecoder().decode(id);
        System.arraycopy(Base64.getUrlDecoder().decode(secret), 16, bytes, 16, 16);
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }
}
