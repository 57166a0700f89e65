package dev.lethe.account.admission;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Stream;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.core.env.Environment;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.test.context.TestPropertySource;

import dev.lethe.account.AccountTest;
import dev.lethe.account.Answer;
import dev.lethe.account.NoticeReader;
import dev.lethe.account.OperatorDesk;
import dev.lethe.account.OperatorDesk.Invitation;
import dev.lethe.account.Parallel;
import dev.lethe.account.People;
import dev.lethe.account.People.Device;
import dev.lethe.account.TextInbox;
import dev.lethe.platform.restore.RestoreStep;
import dev.lethe.test.TestClock;

/// An installation that takes whom it invites.
@AccountTest
@TestPropertySource(properties = "lethe.admission.mode=invitation")
class InvitationIT {

    private static final String NOBODYS = "2222-2222-2222-2222";

    @Autowired
    private People people;
    @Autowired
    private TextInbox inbox;
    @Autowired
    private NoticeReader notices;
    @Autowired
    private TestClock clock;
    @Autowired
    private JdbcClient jdbc;
    @Autowired
    private Environment environment;
    @Autowired
    private List<RestoreStep> steps;
    @Autowired
    private InvitationsAfterRestore step;

    private OperatorDesk operator;

    /// Somebody whose code came.
    private record Proven(String number, String requestId, String code) {}

    @BeforeEach
    void anHourLater() {
        clock.advance(Duration.ofMinutes(61));
        operator = new OperatorDesk(environment);
    }

    private Proven proves(String number) {
        int texts = inbox.count(number);
        String requestId = people.asksForCode(number).expect(202).text("requestId");
        return new Proven(number, requestId, inbox.codeAfter(number, texts));
    }

    private Answer enters(Proven proven, String invitation) {
        return enters(proven, invitation, People.unusedNetwork());
    }

    private Answer enters(Proven proven, String invitation, String network) {
        return people.call("POST", "/v1/sign-in/sessions", null, Map.of("requestId", proven.requestId(), "code",
                proven.code(), "deviceName", "Phone", "invitation", invitation), network);
    }

    private Device comesIn() {
        Proven proven = proves(People.unusedNumber());
        return people.device(proven.number(), enters(proven, operator.invites(1, 7).code()).expect(201));
    }

    @Test
    void asksWhoHasNoAccountForAnInvitationAndGoesOnWithTheSameCode() {
        Proven proven = proves(People.unusedNumber());
        people.entersCode(proven.requestId(), proven.code()).expect(403, "invitation-required");
        enters(proven, " ").expect(403, "invitation-required");
        enters(proven, NOBODYS).expect(403, "invitation-refused");

        Answer in = enters(proven, operator.invites(1, 7).code()).expect(201);

        assertThat(in.body().get("registered").asBoolean()).isTrue();
        enters(proven, NOBODYS).expect(409, "code-used");
    }

    @Test
    void asksNobodyWhoHasAnAccount() {
        Device phone = comesIn();

        assertThat(people.signsIn(phone.number()).account()).isEqualTo(phone.account());
    }

    @Test
    @Tag("case-40")
    void letsNoMoreInAtOnceThanAnInvitationHasUses() {
        Invitation invitation = operator.invites(3, 7);
        List<Proven> crowd = Stream.generate(() -> proves(People.unusedNumber())).limit(50).toList();

        List<Answer> answers = Parallel.each(crowd,
                it -> Answer.atLast(() -> enters(it, invitation.code())));

        assertThat(answers).filteredOn(it -> it.status() == 201).hasSize(3);
        assertThat(answers).filteredOn(it -> it.status() != 201).hasSize(47)
                .allSatisfy(it -> it.expect(403, "invitation-refused"));
        assertThat(used(invitation)).isEqualTo(3);
    }

    @Test
    @Tag("case-40")
    void takesAnInvitationOnceForOneWhoSendsItManyTimes() {
        Invitation invitation = operator.invites(5, 7);
        Proven proven = proves(People.unusedNumber());

        List<Answer> answers = Parallel.times(20,
                () -> Answer.atLast(() -> enters(proven, invitation.code())));

        assertThat(answers).filteredOn(it -> it.status() == 201).hasSize(1);
        assertThat(used(invitation)).isEqualTo(1);
    }

    @Test
    void givesBackTheUseOfWhoWasTooOftenThere() {
        Invitation invitation = operator.invites(5, 7);
        String number = People.unusedNumber();
        for (int account = 0; account < 2; account++) {
            Device device = people.device(number, enters(proves(number), invitation.code()).expect(201));
            leaves(device);
            clock.advance(Duration.ofSeconds(61));
        }

        enters(proves(number), invitation.code()).expect(429, "registration-limit");

        assertThat(used(invitation)).isEqualTo(2);
    }

    @Test
    void refusesWhatWasRevokedOrIsOverInTheSameWords() {
        Invitation revoked = operator.invites(1, 7);
        operator.revokes(revoked.id()).expect(200);
        operator.revokes(revoked.id()).expect(404, "not-found");
        Invitation used = operator.invites(1, 1);
        assertThat(enters(proves(People.unusedNumber()), used.code()).status()).isEqualTo(201);
        Invitation over = operator.invites(1, 0);
        clock.advance(Duration.ofDays(1));
        Proven proven = proves(People.unusedNumber());

        Answer ofRevoked = enters(proven, revoked.code());
        Answer ofOver = enters(proven, over.code());
        Answer ofUsed = enters(proven, used.code());

        assertThat(List.of(ofRevoked, ofOver, ofUsed)).allMatch(enters(proven, NOBODYS)::equals);
        ofRevoked.expect(403, "invitation-refused");
    }

    @Test
    @Tag("case-74")
    void endsAllInvitationsAfterARestore() {
        step.afterRestore();
        Invitation used = operator.invites(1, 7);
        Invitation revoked = operator.invites(1, 7);
        enters(proves(People.unusedNumber()), used.code()).expect(201);
        operator.revokes(revoked.id()).expect(200);
        operator.invites(2, 7);
        Invitation over = operator.invites(1, 0);
        clock.advance(Duration.ofDays(1));
        jdbc.sql("UPDATE invitation SET used = 0, revoked = false WHERE id IN (?, ?)").param(used.id())
                .param(revoked.id()).update();

        assertThat(steps).filteredOn(it -> it.item().equals("invitations revoked")).singleElement()
                .satisfies(it -> assertThat(it.afterRestore()).as("but the one that is over").isEqualTo(3));

        assertThat(step.afterRestore()).isZero();
        Proven proven = proves(People.unusedNumber());
        for (Invitation ended : List.of(used, revoked, over)) {
            enters(proven, ended.code()).expect(403, "invitation-refused");
        }
        assertThat(enters(proven, operator.invites(1, 7).code()).status()).isEqualTo(201);
    }

    @Test
    @Tag("case-38")
    void takesFewGuessesFromOneNumber() {
        Proven proven = proves(People.unusedNumber());
        for (int guess = 0; guess < InvitationGuesses.OF_A_NUMBER; guess++) {
            enters(proven, NOBODYS).expect(403, "invitation-refused");
        }

        enters(proven, operator.invites(1, 7).code()).expect(429, "invitation-limit");

        clock.advance(Duration.ofMinutes(61));
        assertThat(enters(proves(proven.number()), operator.invites(1, 7).code()).status()).isEqualTo(201);
    }

    @Test
    @Tag("case-39")
    void takesFewGuessesFromOneNetworkAndCountsNoneThatWasRight() {
        String network = People.unusedNetwork();
        Invitation invitation = operator.invites(20, 7);
        List<Proven> guessers = Stream.generate(() -> proves(People.unusedNumber())).limit(5).toList();
        enters(proves(People.unusedNumber()), invitation.code(), network).expect(201);

        for (Proven guesser : Stream.generate(() -> guessers).limit(10).flatMap(List::stream).toList()) {
            enters(guesser, NOBODYS, network).expect(403, "invitation-refused");
        }

        Proven last = proves(People.unusedNumber());
        enters(last, invitation.code(), network).expect(429, "invitation-limit");
        assertThat(enters(last, invitation.code()).status()).isEqualTo(201);
    }

    @Test
    @Tag("case-47")
    void letsNobodyInWithoutTheTableThatCounts() {
        Invitation invitation = operator.invites(1, 7);
        Proven proven = proves(People.unusedNumber());
        jdbc.sql("ALTER TABLE invitation_guess RENAME TO invitation_guess_away").update();
        try {
            assertThat(enters(proven, invitation.code()).status()).isGreaterThanOrEqualTo(500);
        } finally {
            jdbc.sql("ALTER TABLE invitation_guess_away RENAME TO invitation_guess").update();
        }

        assertThat(used(invitation)).isZero();
        assertThat(enters(proven, invitation.code()).status()).isEqualTo(201);
    }

    @Test
    void showsACodeOnceAndKeepsItsHashOnly() {
        Invitation invitation = operator.invites(2, 7);
        String code = invitation.code().replace("-", "");

        assertThat(operator.get("/internal/v1/invitations").body().toString()).contains(invitation.id().toString())
                .doesNotContain(code).doesNotContain(invitation.code());
        assertThat(jdbc.sql("SELECT i::text FROM invitation AS i WHERE id = ?").param(invitation.id())
                .query(String.class).single()).doesNotContain(code);
    }

    private int used(Invitation invitation) {
        return jdbc.sql("SELECT used FROM invitation WHERE id = ?").param(invitation.id()).query(Integer.class)
                .single();
    }

    private void leaves(Device device) {
        UUID account = device.account();
        String requestId = people.post("/v1/me/deletion", device, "").expect(202).text("requestId");
        people.post("/v1/me/deletion/confirmation", null, Map.of("requestId", requestId, "code",
                notices.deletionCode(account, 1), "forEveryone", false)).expect(202);
    }
}
