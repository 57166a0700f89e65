package dev.lethe.launcher.operator;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PrivateKey;
import java.security.Signature;
import java.security.spec.PKCS8EncodedKeySpec;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.UUID;
import java.util.stream.Collectors;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import dev.lethe.client.receipt.OperatorChain;
import dev.lethe.launcher.certificate.Identities;
import dev.lethe.launcher.operator.OperatorLog.Act;
import dev.lethe.launcher.operator.OperatorLog.Head;
import dev.lethe.launcher.operator.OperatorLog.Reading;
import dev.lethe.launcher.suite.Home;
import dev.lethe.launcher.suite.OperatorDoor;

class OperatorLogTest {

    private static final Instant NOON = Instant.parse("2026-11-30T12:00:00Z");

    @TempDir
    private Path folder;

    private PrivateKey key;
    private OperatorLog log;

    @BeforeEach
    void open() throws Exception {
        var identity = Identities.in(Files.createDirectory(folder.resolve("keys"))).identity("account-service",
                "account-service");
        key = KeyFactory.getInstance("Ed25519").generatePrivate(new PKCS8EncodedKeySpec(
                Base64.getDecoder().decode(Files.readString(identity.signingKey()).lines()
                        .filter(it -> !it.startsWith("-----")).collect(Collectors.joining()))));
        log = again();
    }

    private OperatorLog again() throws IOException {
        return new OperatorLog(OperatorDoor.of(new Home(folder), "grace"));
    }

    private static List<Act> acts(int count, String operator) {
        var acts = new ArrayList<Act>();
        var digest = OperatorChain.beginning();
        for (var sequence = 1; sequence <= count; sequence++) {
            var account = sequence % 2 == 0 ? new UUID(4, sequence) : null;
            var salt = sequence == 1 ? null : Base64.getEncoder().encodeToString(new byte[16]);
            digest = OperatorChain.next(digest,
                    OperatorChain.link(sequence, NOON, "number-allowed", account, null, salt, operator));
            acts.add(new Act(sequence, NOON, operator, "number-allowed", account, null, salt,
                    Base64.getEncoder().encodeToString(digest)));
        }
        return acts;
    }

    private Reading reading(List<Act> acts) throws GeneralSecurityException {
        var last = acts.getLast();
        var signature = Signature.getInstance("Ed25519");
        signature.initSign(key);
        signature.update(String.join("|", "lethe-operator-head-v1", Long.toString(last.sequence()),
                HexFormat.of().formatHex(Base64.getDecoder().decode(last.digest())))
                .getBytes(StandardCharsets.UTF_8));
        return new Reading(acts, new Head(last.sequence(), last.digest(),
                Base64.getEncoder().encodeToString(signature.sign())));
    }

    private static Act changed(Act act, String operator, @Nullable UUID account) {
        return new Act(act.sequence(), act.at(), operator, act.act(), account, act.object(), act.salt(),
                act.digest());
    }

    @Test
    void takesAWholeLogThatGoesOn() throws Exception {
        var acts = acts(5, "grace");
        assertThat(log.faults(reading(acts.subList(0, 3)))).isEmpty();

        log.remember(reading(acts.subList(0, 3)));

        assertThat(again().faults(reading(acts))).isEmpty();
    }

    @Test
    void namesTheActThatWasChanged() throws Exception {
        for (var change : List.of(changed(acts(5, "grace").get(2), "alan", null),
                changed(acts(5, "grace").get(2), "grace", new UUID(4, 4)))) {
            var acts = acts(5, "grace");
            acts.set(2, change);

            assertThat(log.faults(reading(acts))).singleElement().asString().startsWith("Act 3,");
        }
    }

    @Test
    void namesWhereAnActWasTakenOut() throws Exception {
        var acts = acts(5, "grace");
        acts.remove(2);

        assertThat(log.faults(reading(acts))).singleElement().asString().startsWith("Act 4 follows act 2");
    }

    @Test
    void remembersWhereALogEndedThatIsCutOff() throws Exception {
        var acts = acts(5, "grace");
        log.remember(reading(acts));

        assertThat(again().faults(reading(acts.subList(0, 3)))).singleElement().asString()
                .contains("ends before act 5");
    }

    @Test
    void remembersALogThatIsWrittenAnew() throws Exception {
        log.remember(reading(acts(5, "grace")));

        assertThat(again().faults(reading(acts(7, "alan")))).singleElement().asString().startsWith("Act 5 is another");
    }

    @Test
    void keepsTheLaterOfTwoEndsWhicheverIsReadFirst() throws Exception {
        var acts = acts(5, "grace");
        log.remember(reading(acts));

        log.remember(reading(acts.subList(0, 3)));

        assertThat(again().faults(reading(acts.subList(0, 3)))).singleElement().asString()
                .contains("ends before act 5");
    }

    @Test
    void believesNoEndThatNobodySigned() throws Exception {
        var acts = acts(5, "grace");
        var shorter = reading(acts.subList(0, 3));

        assertThat(log.faults(new Reading(acts, new Head(5, acts.getLast().digest(), shorter.head().signature()))))
                .singleElement().asString().contains("not signed");
    }
}
