package dev.lethe.account.operator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Stream;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.core.annotation.AnnotatedElementUtils;
import org.springframework.core.env.Environment;
import org.springframework.dao.DataAccessException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionOperations;
import org.springframework.web.bind.annotation.RequestMethod;
import org.springframework.web.method.HandlerMethod;
import org.springframework.web.servlet.mvc.method.annotation.RequestMappingHandlerMapping;

import tools.jackson.databind.JsonNode;

import dev.lethe.account.AccountTest;
import dev.lethe.account.Answer;
import dev.lethe.account.OperatorDesk;
import dev.lethe.account.Parallel;
import dev.lethe.account.People;
import dev.lethe.account.People.Device;
import dev.lethe.platform.internal.AllowedPeers;
import dev.lethe.platform.internal.Peer;
import dev.lethe.platform.problem.Problem;
import dev.lethe.test.Eventually;
import dev.lethe.test.TestPeer;

/// What operators do stands in a chain that shows every later change.
@AccountTest
@ExtendWith(OutputCaptureExtension.class)
class OperatorLogIT {

    @Autowired
    private OperatorActs acts;
    @Autowired
    private People people;
    @Autowired
    private Environment environment;
    @Autowired
    private TransactionOperations transactions;
    @Autowired
    private JdbcClient jdbc;
    @Autowired
    private List<RequestMappingHandlerMapping> mappings;

    private OperatorDesk operator;

    @BeforeEach
    void begin() {
        operator = new OperatorDesk("grace", environment);
    }

    /// The whole log, page by page.
    private List<JsonNode> log() {
        List<JsonNode> all = new ArrayList<>();
        List<JsonNode> page;
        do {
            long after = all.isEmpty() ? 0 : all.getLast().path("sequence").asLong();
            page = operator.get("/internal/v1/operator-acts?after=" + after).expect(200).body().path("acts")
                    .valueStream().toList();
            all.addAll(page);
        } while (!page.isEmpty());
        return all;
    }

    private List<String> actsSince(long sequence) {
        return log().stream().filter(it -> it.path("sequence").asLong() > sequence)
                .map(it -> it.path("operator").asString() + " " + it.path("act").asString()).toList();
    }

    private void confirmsTheSweep() {
        jdbc.sql("UPDATE self_destruct_sweep SET stopped = 'GAP'").update();
        JsonNode shown = operator.get("/internal/v1/self-destruct").expect(200).body();
        operator.call("POST", "/internal/v1/self-destruct/confirmation", Map.of("reason", "GAP", "today",
                shown.path("today").asString(), "due", shown.path("due").asLong())).expect(200);
    }

    private static boolean isWhole(List<JsonNode> log) {
        byte[] digest = new byte[32];
        for (int i = 0; i < log.size(); i++) {
            JsonNode act = log.get(i);
            digest = ActChain.fold(digest, List.of(ActChain.link(act, act.path("account").asString(""))));
            if (act.path("sequence").asLong() != i + 1
                    || !Arrays.equals(digest, ActChain.base64(act.path("digest").asString()))) {
                return false;
            }
        }
        return true;
    }

    @Test
    void chainsEveryActUnderASignedHead() {
        long before = acts.head().sequence();
        String number = People.unusedNumber();

        operator.allows(number).expect(200);
        operator.disallows(number).expect(200);
        operator.revokes(operator.invites(1, 7).id()).expect(200);
        confirmsTheSweep();
        operator.call("POST", "/internal/v1/dead-letters/replay", Map.of()).expect(200);
        drops(letter()).expect(200);
        operator.call("POST", "/internal/v1/inbox/read-on", Map.of()).expect(200);
        operator.call("POST", "/internal/v1/inbox/let-go", Map.of("record", "lethe.deletion.v1-0@0")).expect(404);
        operator.call("POST", "/internal/v1/ledger/entries", Map.of("entries", List.of())).expect(200);

        assertThat(actsSince(before)).containsExactly("grace number-allowed", "grace number-disallowed",
                "grace invitation-made", "grace invitation-revoked", "grace self-destruct-confirmed",
                "grace dead-letters-replayed", "grace dead-letter-dropped", "grace inbox-read-on",
                "grace ledger-entries-offered");
        assertThat(isWhole(log())).isTrue();
        JsonNode head = operator.get("/internal/v1/operator-acts").body().path("head");
        assertThat(ActChain.isSigned(head)).isTrue();
        assertThat(head.path("digest")).isEqualTo(log().getLast().path("digest"));
    }

    private UUID letter() {
        return jdbc.sql("""
                INSERT INTO dead_letter (topic, partition, position, subject, type, payload, reason)
                VALUES ('lethe.test.v1', 0, 0, NULL, 'test.told', '', 'test') RETURNING id""").query(UUID.class)
                .single();
    }

    private Answer drops(UUID letter) {
        return operator.call("DELETE", "/internal/v1/dead-letters/" + letter, Map.of());
    }

    private int waitForALetter() {
        jdbc.sql("SELECT pg_stat_clear_snapshot()").query().singleRow();
        return jdbc.sql("""
                SELECT count(*) FROM pg_stat_activity WHERE datname = current_database() AND wait_event_type = 'Lock'
                    AND query LIKE 'delete from dead_letter%'""").query(Integer.class).single();
    }

    @Test
    void waitsForNoLetterWhileOthersWaitForTheLog() {
        UUID letter = letter();
        transactions.executeWithoutResult(_ -> {
            jdbc.sql("SELECT 1 FROM dead_letter WHERE id = ? FOR UPDATE").param(letter).query().singleRow();
            Thread.ofVirtual().start(() -> drops(letter));
            Eventually.eventually(() -> assertThat(waitForALetter()).isOne());

            Answer.atLast(() -> operator.allows(People.unusedNumber())).expect(200);
        });
        Eventually.eventually(() -> assertThat(drops(letter).expect(200).number("dropped")).isZero());
    }

    @Test
    void logsNothingThatWasNotDone() {
        long before = acts.head().sequence();

        operator.revokes(UUID.randomUUID()).expect(404, "not-found");
        assertThat(drops(UUID.randomUUID()).expect(200).number("dropped")).isZero();
        operator.disallows(People.unusedNumber()).expect(200);
        assertThatThrownBy(() -> transactions.executeWithoutResult(_ -> {
            acts.add(new Peer("grace", "operator"), "number-allowed", null, null);
            throw new IllegalStateException("it fails after all");
        })).hasMessage("it fails after all");

        assertThat(acts.head().sequence()).isEqualTo(before);
    }

    @ParameterizedTest
    @ValueSource(strings = {"O'Brien", "Hopper, Grace", "ops/grace", "Ame\u0301lie", "Grace (night)", "grace|alan",
        "\u0917\u094d\u0930\u0947\u0938", "G+H=I \"J\" <K>; #L\\M"})
    void takesAnyNameThatPeopleBear(String name) {
        long before = acts.head().sequence();
        var desk = new OperatorDesk(name, environment);

        desk.allows(People.unusedNumber()).expect(200);
        desk.call("POST", "/internal/v1/inbox/read-on", Map.of()).expect(200);

        assertThat(actsSince(before)).containsExactly(name + " number-allowed", name + " inbox-read-on");
        assertThat(isWhole(log())).isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {" ", "gra\u0007ce", "\u202eecarg",
        "gracegracegracegracegracegracegracegracegracegracegracegracegrace"})
    void doesNothingThatItCannotLog(String name, CapturedOutput output) {
        String number = People.unusedNumber();
        var nobody = new OperatorDesk(name, environment);

        nobody.allows(number).expect(403, "forbidden");

        assertThat(output.getAll()).contains("the common name of the certificate has no letter or digit");

        assertThat(operator.disallows(number).expect(200).body().get("changed").asBoolean()).isFalse();
        assertThatThrownBy(() -> acts.add(new Peer("grace", "operator"), "number-allowed", null, null))
                .isNotInstanceOf(Problem.class);
    }

    @Test
    void leavesNoGapUnderActsAtOnce() {
        long before = acts.head().sequence();

        Parallel.times(30, () -> {
            String number = People.unusedNumber();
            return Answer.atLast(() -> operator.allows(number)).expect(200);
        });

        assertThat(acts.head().sequence()).isEqualTo(before + 30);
        assertThat(isWhole(log())).isTrue();
    }

    @Test
    void showsWhatWasChangedOrTakenOut() {
        operator.allows(People.unusedNumber()).expect(200);
        operator.invites(1, 7);
        operator.invites(1, 7);
        List<JsonNode> log = log();
        long last = acts.head().sequence();

        for (String tampering : List.of("UPDATE operator_act SET acted_by = 'ada' WHERE sequence = " + (last - 1),
                "DELETE FROM operator_act WHERE sequence = " + (last - 1),
                "UPDATE operator_act SET object_id = NULL WHERE sequence = " + (last - 1))) {
            assertThatThrownBy(() -> jdbc.sql(tampering).update()).isInstanceOf(DataAccessException.class);
            transactions.executeWithoutResult(status -> {
                jdbc.sql("ALTER TABLE operator_act DISABLE TRIGGER USER").update();
                jdbc.sql(tampering).update();
                assertThat(wouldHold(acts.after(0, Math.toIntExact(last)))).as(tampering).isFalse();
                status.setRollbackOnly();
            });
        }
        assertThat(log()).isEqualTo(log);
    }

    private static boolean wouldHold(List<LoggedAct> chain) {
        byte[] digest = new byte[32];
        for (int i = 0; i < chain.size(); i++) {
            digest = ActChain.fold(digest, List.of(chain.get(i).content()));
            if (chain.get(i).sequence() != i + 1 || !Arrays.equals(digest, chain.get(i).digest())) {
                return false;
            }
        }
        return true;
    }

    @Test
    void tellsOwnersWhatConcernsThemAndNothingElse() {
        Device ada = people.registers();
        Device ben = people.registers();
        UUID object = UUID.randomUUID();
        transactions.executeWithoutResult(_ -> acts.add(new Peer("grace", "operator"), "erasure-asked", ada.account(),
                object));
        operator.invites(1, 7);

        JsonNode own = people.get("/v1/account/operator-acts", ada).expect(200).body();

        assertThat(own.path("acts")).singleElement().satisfies(it -> {
            assertThat(it.path("act").asString()).isEqualTo("erasure-asked");
            assertThat(it.path("operator").asString()).isEqualTo("grace");
            assertThat(it.path("object").asString()).isEqualTo(object.toString());
        });
        assertThat(ActChain.holds(own, ada.account().toString())).isTrue();
        assertThat(ActChain.holds(own, ben.account().toString())).isFalse();
        JsonNode others = people.get("/v1/account/operator-acts", ben).expect(200).body();
        assertThat(others.path("acts")).isEmpty();
        assertThat(ActChain.holds(others, ben.account().toString())).isTrue();
        people.get("/v1/account/operator-acts", null).expect(401, "unauthenticated");
    }

    private void isAsked(Device device) {
        transactions.executeWithoutResult(_ -> acts.add(new Peer("grace", "operator"), "erasure-asked",
                device.account(), UUID.randomUUID()));
    }

    private static List<String> links(JsonNode answer) {
        return answer.path("links").valueStream().map(JsonNode::asString).toList();
    }

    @Test
    void tellsNothingThatCanBeGuessedOfActsBetween() {
        Device ada = people.registers();
        isAsked(ada);
        operator.allows(People.unusedNumber()).expect(200);

        JsonNode own = people.get("/v1/account/operator-acts", ada).expect(200).body();

        JsonNode others = log().getLast();
        String written = String.join("|", others.path("sequence").asString(), others.path("at").asString(),
                others.path("act").asString(), "", "", "grace");
        assertThat(links(own)).hasSize(2).last().isNotEqualTo(sha256("lethe-operator-act-v1|" + written))
                .isEqualTo(Base64.getEncoder().encodeToString(ActChain.link(others, "")));
        assertThat(own.toString()).doesNotContain(others.path("salt").asString());
        assertThat(log().stream().map(it -> it.path("salt").asString()).distinct()).hasSize(log().size());
    }

    private static String sha256(String text) {
        try {
            return Base64.getEncoder().encodeToString(
                    MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8)));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    @Test
    void chainsActsOfBeforeThereWasASaltAsTheyWere() {
        LoggedAct old = new LoggedAct(7, Instant.parse("2026-11-30T12:00:00Z"), "grace", "number-allowed", null, null,
                null, new byte[32], new byte[32]);

        assertThat(Base64.getEncoder().encodeToString(old.content()))
                .isEqualTo(sha256("lethe-operator-act-v1|7|2026-11-30T12:00:00Z|number-allowed|||grace"));
        assertThatThrownBy(() -> jdbc.sql("""
                INSERT INTO operator_act (sequence, acted_at, acted_by, act, salt, digest_before, digest)
                VALUES (0, now(), 'grace', 'number-allowed', '\\x00', '', '')""").update())
                .hasMessageContaining("operator_act_salted");
    }

    @Test
    void letsReplicasOfTheReleaseBeforeLogActs() {
        transactions.executeWithoutResult(undone -> {
            int rows = jdbc.sql("""
                    INSERT INTO operator_act (sequence, acted_at, acted_by, act, digest_before, digest)
                    VALUES (-1, now(), 'grace', 'number-allowed', '', '')""").update();
            undone.setRollbackOnly();

            assertThat(rows).isOne();
        });
    }

    @Test
    void provesInPages() {
        Device ada = people.registers();
        isAsked(ada);
        transactions.executeWithoutResult(_ -> Stream.generate(() -> new Peer("grace", "operator"))
                .limit(OwnActs.PAGE).forEach(it -> acts.add(it, "number-allowed", null, null)));
        isAsked(ada);

        JsonNode first = people.get("/v1/account/operator-acts", ada).expect(200).body();
        JsonNode second = people.get("/v1/account/operator-acts?after=" + first.path("next").asLong(), ada)
                .expect(200).body();

        assertThat(links(first)).hasSize(OwnActs.PAGE);
        assertThat(links(second)).hasSize(2);
        assertThat(List.of(first, second)).allSatisfy(it -> assertThat(it.path("acts")).hasSize(1));
        assertThat(second.hasNonNull("next")).isFalse();
        assertThat(ActChain.holds(List.of(first, second), ada.account().toString())).isTrue();
        assertThat(people.get("/v1/account/operator-acts?after=" + Long.MAX_VALUE, ada).expect(200).body()
                .path("links")).isEmpty();
        people.get("/v1/account/operator-acts?after=-1", ada).expect(400, "invalid-request");
    }

    @Test
    void countsAmongWhatIsHeld() {
        Device ada = people.registers();
        transactions.executeWithoutResult(_ -> acts.add(new Peer("grace", "operator"), "erasure-asked", ada.account(),
                UUID.randomUUID()));

        assertThat(people.get("/v1/account/holdings", ada).expect(200).body().path("services").get(0).path("kinds"))
                .filteredOn(it -> it.path("kind").asString().equals("operator_act.account_id")).singleElement()
                .satisfies(it -> assertThat(it.path("content").asString()).isEqualTo("/v1/account/operator-acts"));
    }

    @Test
    void isShownToOperatorsOnly() {
        for (String role : List.of("gateway", "message-service", "keyholder")) {
            var status = TestPeer.as(role, environment).get().uri("/internal/v1/operator-acts").retrieve()
                    .onStatus(it -> true, (_, _) -> {
                    }).toBodilessEntity().getStatusCode().value();

            assertThat(status).as(role).isEqualTo(403);
        }
        people.get("/internal/v1/operator-acts", null).expect(404, "not-found");
    }

    @Test
    void asksForTheNameOfWhoeverChangesSomething() {
        List<String> nameless = mappings.stream().flatMap(it -> it.getHandlerMethods().entrySet().stream())
                .filter(it -> !it.getKey().getMethodsCondition().getMethods().contains(RequestMethod.GET))
                .map(Map.Entry::getValue).filter(OperatorLogIT::isForOperators)
                .filter(it -> Arrays.stream(it.getMethodParameters())
                        .noneMatch(parameter -> parameter.getParameterType() == Peer.class))
                .map(HandlerMethod::toString).toList();

        assertThat(nameless).isEmpty();
    }

    private static boolean isForOperators(HandlerMethod method) {
        AllowedPeers allowed = AnnotatedElementUtils.findMergedAnnotation(method.getMethod(), AllowedPeers.class);
        AllowedPeers ofType = AnnotatedElementUtils.findMergedAnnotation(method.getBeanType(), AllowedPeers.class);
        AllowedPeers effective = allowed == null ? ofType : allowed;
        return effective != null && List.of(effective.value()).contains("operator");
    }
}
