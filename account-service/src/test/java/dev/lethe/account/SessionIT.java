package dev.lethe.account;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.UUID;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.core.env.Environment;

import tools.jackson.databind.JsonNode;

import dev.lethe.account.People.Device;
import dev.lethe.events.DeletionEvent.SessionsEnded;
import dev.lethe.test.Eventually;
import dev.lethe.test.TestClock;
import dev.lethe.test.TestEvents;
import dev.lethe.test.TestPeer;

@AccountTest
class SessionIT {

    @Autowired
    private People people;
    @Autowired
    private TestClock clock;
    @Autowired
    private TestEvents events;
    @Autowired
    private Environment environment;

    @Test
    void listsMyDevices() {
        Device phone = people.registers();
        Device laptop = people.signsIn(phone.number());

        JsonNode sessions = people.get("/v1/sessions", laptop).expect(200).body().get("sessions");

        assertThat(sessions.findValuesAsString("id")).containsExactly(phone.session().toString(),
                laptop.session().toString());
        assertThat(sessions.findValuesAsString("deviceName")).containsOnly("Phone");
        assertThat(sessions.get(1).get("current").asBoolean()).isTrue();
    }

    @Test
    void endsAllSessionsWhenTheDatabaseWasRestored() {
        Device phone = people.registers();
        people.get("/v1/me", phone).expect(200);

        TestPeer.as("operator", environment).post().uri("/internal/v1/restored").retrieve().toBodilessEntity();

        Eventually.eventually(Duration.ofSeconds(1),
                () -> people.get("/v1/me", phone).expect(401, "unauthenticated"));
        people.refreshes(phone.refresh()).expect(401, "refresh-refused");
        people.get("/v1/me", people.signsIn(phone.number())).expect(200);
    }

    @Test
    @Tag("case-43")
    void rotatesRefreshTokens() {
        Device first = people.registers();

        Device second = people.refreshed(first);
        Device third = people.refreshed(second);

        assertThat(List.of(first.refresh(), second.refresh(), third.refresh())).doesNotHaveDuplicates();
        people.get("/v1/me", third).expect(200);
    }

    @Test
    @Tag("case-43")
    void endsTheSessionOfAReusedToken() {
        Device first = people.registers();
        Device second = people.refreshed(first);
        Device third = people.refreshed(second);

        people.refreshes(first.refresh()).expect(401, "refresh-reused");

        people.refreshes(third.refresh()).expect(401, "refresh-refused");
        Eventually.eventually(Duration.ofSeconds(1),
                () -> people.get("/v1/me", third).expect(401, "unauthenticated"));
    }

    @Test
    @Tag("case-43")
    void answersALostRefreshHoweverOftenAndLate() {
        Device first = people.registers();
        Answer lost = people.refreshes(first.refresh()).expect(200);
        people.refreshes(first.refresh()).expect(200);
        clock.advance(Duration.ofDays(3));

        Device retried = people.refreshed(first);

        assertThat(retried.refresh()).isEqualTo(lost.text("refreshToken"));
        people.get("/v1/me", people.refreshed(people.refreshed(retried))).expect(200);
        people.refreshes(first.refresh()).expect(401, "refresh-reused");
    }

    @Test
    @Tag("case-43")
    void keepsTabsSignedInThatRefreshAtOnce() {
        Device device = people.registers();
        for (int round = 0; round < 3; round++) {
            Device shown = device;
            var tabs = Parallel.times(3, () -> people.refreshed(shown));

            assertThat(tabs).extracting(Device::refresh).containsOnly(tabs.getFirst().refresh());
            assertThat(tabs).allSatisfy(it -> people.get("/v1/me", it).expect(200));
            device = tabs.getFirst();
        }
    }

    @Test
    @Tag("case-43")
    @Tag("case-89")
    void doesNotForkUnderTwentyParallelRefreshes() {
        Device device = people.registers();

        var answers = Parallel.times(20, () -> Answer.atLast(() -> people.refreshes(device.refresh())));

        assertThat(answers).allSatisfy(it -> it.expect(200));
        assertThat(answers).extracting(it -> it.text("refreshToken"))
                .containsOnly(answers.getFirst().text("refreshToken"));
        people.refreshes(answers.getFirst().text("refreshToken")).expect(200);
    }

    @Test
    void knowsNoMadeUpRefreshToken() {
        Device device = people.registers();

        people.refreshes("x").expect(401, "refresh-refused");
        people.refreshes("A".repeat(86)).expect(401, "refresh-refused");

        people.refreshed(device);
    }

    @Test
    void endsASessionUnusedForHalfAYear() {
        Device device = people.registers();
        clock.advance(Duration.ofDays(182));

        people.refreshes(device.refresh()).expect(401, "refresh-refused");
    }

    @Test
    void signsADeviceOut() {
        Device device = people.registers();

        assertThat(people.delete("/v1/sessions/current", device).expect(200).number("ended")).isEqualTo(1);

        Eventually.eventually(Duration.ofSeconds(1),
                () -> people.get("/v1/me", device).expect(401, "unauthenticated"));
        people.refreshes(device.refresh()).expect(401, "refresh-refused");
    }

    @Test
    @Tag("case-44")
    void letsAYoungAccountEndItsOtherSessions() {
        Device phone = people.registers();
        Device laptop = people.signsIn(phone.number());

        assertThat(people.post("/v1/sessions/end-others", laptop, "").expect(200).number("ended")).isEqualTo(1);

        people.refreshes(phone.refresh()).expect(401, "refresh-refused");
        people.refreshed(laptop);
    }

    @Test
    @Tag("case-44")
    void refusesToLetAYoungSessionEndOlderOnes() {
        Device phone = people.registers();
        clock.advance(Duration.ofHours(25));
        Device thief = people.signsIn(phone.number());

        people.post("/v1/sessions/end-others", thief, "").expect(403, "session-too-young");
        people.delete("/v1/sessions/" + phone.session(), thief).expect(403, "session-too-young");

        Device owner = people.refreshed(phone);
        assertThat(people.delete("/v1/sessions/" + thief.session(), owner).expect(200).number("ended")).isEqualTo(1);
        people.refreshes(thief.refresh()).expect(401, "refresh-refused");
    }

    @Test
    @Tag("case-66")
    void treatsAnothersSessionAsNotThere() {
        Device ada = people.registers();
        Device bob = people.registers();

        people.delete("/v1/sessions/" + ada.session(), bob).expect(404, "not-found");
        people.delete("/v1/sessions/" + UUID.randomUUID(), bob).expect(404, "not-found");
        people.delete("/v1/sessions/nonsense", bob).expect(404, "not-found");
    }

    @Test
    void tellsEveryServiceOfAnEndedSessionInTime() {
        Device device = people.registers();
        JsonNode before = feed("", 0);
        people.delete("/v1/sessions/current", device).expect(200);

        JsonNode batch = feed(before.get("era").asString(), before.get("head").asLong());

        assertThat(batch.get("entries").findValuesAsString("id")).contains(device.session().toString());
        assertThat(batch.get("head").asLong()).isGreaterThan(before.get("head").asLong());
    }

    @Test
    void numbersRevocationsInTheOrderOfTheirCommits() {
        List<Device> devices = Parallel.times(12, people::registers);
        JsonNode start = feed("", 0);
        String era = start.get("era").asString();

        Parallel.times(1, () -> devices.parallelStream()
                .map(it -> people.delete("/v1/sessions/current", it).expect(200)).toList());

        List<String> seen = new ArrayList<>();
        long head = start.get("head").asLong();
        while (seen.size() < devices.size()) {
            JsonNode batch = feed(era, head);
            seen.addAll(batch.get("entries").findValuesAsString("id"));
            head = batch.get("head").asLong();
        }
        assertThat(seen).containsAll(devices.stream().map(it -> it.session().toString()).toList());
    }

    @Test
    void beatsAtLeastOnceASecondWhenNothingHappens() {
        long head = feed("", 0).get("head").asLong();
        String era = feed("", 0).get("era").asString();
        long start = System.nanoTime();

        JsonNode beat = feed(era, head);

        assertThat(Duration.ofNanos(System.nanoTime() - start)).as("without anything to tell")
                .isLessThan(Duration.ofSeconds(10));
        assertThat(beat.get("era").asString()).isEqualTo(era);
    }

    @Test
    @Tag("case-20")
    void endsASessionAgainThatARestoreBroughtBack() {
        Device returned = people.registers();

        events.publish("account-service", new SessionsEnded(returned.account(), List.of(returned.session())));

        Eventually.eventually(() -> people.refreshes(returned.refresh()).expect(401, "refresh-refused"));
        Eventually.eventually(Duration.ofSeconds(1),
                () -> people.get("/v1/me", returned).expect(401, "unauthenticated"));
    }

    @Test
    void hidesTheInternalDoorFromThePublicPort() {
        people.get("/internal/v1/revocations", null).expect(404, "not-found");
        people.get("/internal/v1/token-keys", null).expect(404, "not-found");
    }

    @Test
    void handsOutOnlyThePublicHalfOfTheTokenKey() {
        JsonNode keys = Objects
                .requireNonNull(TestPeer.as("gateway", environment).get().uri("/internal/v1/token-keys").retrieve()
                        .body(JsonNode.class));

        assertThat(keys.get("keys").get(0).has("d")).isFalse();
        assertThat(keys.get("keys").get(0).get("crv").asString()).isEqualTo("Ed25519");
    }

    private JsonNode feed(String era, long after) {
        return Objects.requireNonNull(TestPeer.as("message-service", environment).get()
                .uri("/internal/v1/revocations?era={era}&after={after}&wait=900", era, after).retrieve()
                .body(JsonNode.class));
    }
}
