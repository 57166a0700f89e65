package dev.lethe.client.receipt;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.UUID;
import java.util.function.Consumer;
import java.util.stream.Stream;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

class ReceiptVerifierTest {

    private final TestSuite suite = new TestSuite();

    @Test
    void provesAnErasureInWords() {
        Verdict verdict = suite.verifier().verify(suite.receipt().toString(), TestSuite.ACCOUNT, TestSuite.SALT);

        assertThat(verdict.holds()).isTrue();
        assertThat(verdict.findings()).extracting(Verdict.Finding::words)
                .anyMatch(words -> words.startsWith("message-service signed that it removed all 15 things"))
                .anyMatch(words -> words.startsWith("keyholder-3 signed that it destroyed its share"))
                .anyMatch(words -> words.contains("the key was unreachable from"))
                .anyMatch(words -> words.endsWith("Others kept their copies of what the account had sent."))
                .contains("Every store and every keyholder of the suite answered.");
    }

    @Test
    void doesNotMindHowTheReceiptIsLaidOut() {
        String pretty = suite.receipt().toPrettyString();

        assertThat(suite.verifier().verify(pretty).holds()).isTrue();
    }

    @Test
    void holdsWhenItsSignersHaveGotOtherKeysSince() {
        String receipt = suite.receipt().toString();
        suite.renewSigners();

        assertThat(suite.verifier().verify(receipt).holds()).isTrue();
    }

    static Stream<Arguments> tamperings() {
        return Stream.of(change("another receipt id", it -> it.put("receiptId", UUID.randomUUID().toString())),
                change("another subject", it -> it.put("subjectHash", "AAAA")),
                change("another time", it -> it.put("executedAt", "2026-11-22T13:00:00Z")),
                change("for everyone", it -> it.put("forEveryone", true)),
                change("a count", it -> ((ObjectNode) it.at("/witnesses/0/counts")).put("row", 11)),
                change("a field more", it -> it.put("note", "all fine")),
                change("a holder's time",
                        it -> ((ObjectNode) it.at("/keyholders/1")).put("destroyedAt", "2026-11-22T11:00:00Z")),
                change("a witness less", it -> ((ArrayNode) it.get("witnesses")).remove(0)),
                change("a broken signature", it -> it.put("signature", "not base64")),
                change("a signature in another form", it -> it.put("signature", otherForm(it.path("signature")))),
                change("a certificate in another form",
                        it -> ((ObjectNode) it.at("/certificates/0")).put("signature",
                                otherForm(it.at("/certificates/0/signature")))),
                change("a swapped signature",
                        it -> it.set("signature", it.at("/witnesses/0/signature"))));
    }

    /// Decoders take it for the same 64 bytes: four bits of its last letter stand for nothing.
    private static String otherForm(JsonNode signature) {
        String text = signature.asString();
        int last = text.length() - 3;
        assertThat(text).hasSize(88).endsWith("==");
        return text.substring(0, last) + (char) (text.charAt(last) + 1) + "==";
    }

    private static Arguments change(String name, Consumer<ObjectNode> change) {
        return Arguments.argumentSet(name, change);
    }

    @ParameterizedTest
    @MethodSource("tamperings")
    void refusesAnyChangeOfTheReceipt(Consumer<ObjectNode> tampering) {
        ObjectNode receipt = suite.receipt();
        tampering.accept(receipt);

        assertThat(suite.verifier().verify(receipt.toString()).holds()).isFalse();
    }

    static Stream<Arguments> lies() {
        return Stream.of(
                change("a count", it -> ((ObjectNode) it.at("/witnesses/1/counts")).put("row", 0)),
                change("a witness' signature in another form",
                        it -> ((ObjectNode) it.at("/witnesses/1")).put("signature",
                                otherForm(it.at("/witnesses/1/signature")))),
                change("a witness' time",
                        it -> ((ObjectNode) it.at("/witnesses/1")).put("at", "2026-11-22T13:00:00Z")),
                change("an earlier destruction",
                        it -> ((ObjectNode) it.at("/keyholders/0")).put("destroyedAt", "2026-11-22T11:00:00Z")),
                change("an earlier end of the epoch",
                        it -> ((ObjectNode) it.at("/keyholders/0")).put("epochEndsAt", "2026-11-22T13:00:00Z")),
                change("for everyone", it -> it.put("forEveryone", true)),
                change("another subject", it -> it.put("subjectHash", "AAAA")),
                change("an execution before it was asked for", it -> it.put("requestedAt", "2026-11-22T14:00:00Z")),
                change("an execution years after it was asked for",
                        it -> it.put("requestedAt", "2024-11-22T12:00:00Z")),
                change("an execution after all answered", it -> it.put("executedAt", "2026-11-22T14:00:00Z")),
                change("an issue before all answered", it -> it.put("issuedAt", "2026-11-22T10:00:00Z")),
                change("an issue in the future", it -> it.put("issuedAt", "2999-11-22T12:00:00Z")),
                change("a moment that joins it to a database", it -> it.put("executedAt", "2026-11-22T12:00:00.123Z")),
                change("more governed than can be", it -> ((ArrayNode) it.get("notGoverned")).remove(1)),
                change("an earlier end of backups",
                        it -> ((ObjectNode) it.get("key")).put("unrecoverableAt", "2026-11-22T13:00:00Z")),
                change("a store left out", it -> ((ArrayNode) it.get("witnesses")).remove(2)),
                change("a keyholder left out", it -> ((ArrayNode) it.get("keyholders")).remove(2)),
                change("a witness twice",
                        it -> ((ArrayNode) it.get("witnesses")).add(it.at("/witnesses/0").deepCopy())),
                change("a key destroyed before its shares",
                        it -> ((ObjectNode) it.get("key")).put("destroyedAt", "2026-11-22T11:00:00Z")
                                .put("unreachableAt", "2026-11-22T11:00:00Z")),
                change("another issuer", it -> it.put("issuer", "gateway")));
    }

    @ParameterizedTest
    @MethodSource("lies")
    void refusesWhatTheIssuerAloneClaims(Consumer<ObjectNode> lie) {
        ObjectNode receipt = suite.receipt();
        lie.accept(receipt);

        assertThat(suite.verifier().verify(suite.signed(receipt).toString()).holds()).isFalse();
    }

    @Test
    @Tag("case-81")
    void refusesAReceiptWhoseWitnessesErasedAnotherAccount() {
        String receipt = suite.receiptForAnother().toString();

        Verdict verdict = suite.verifier().verify(receipt, TestSuite.ACCOUNT, TestSuite.SALT);

        assertThat(verdict.findings()).filteredOn(it -> !it.holds()).extracting(Verdict.Finding::words)
                .anyMatch(words -> words.startsWith("keyholder-1"))
                .anyMatch(words -> words.startsWith("media-service"));
    }

    @Test
    void doesNotSayThatTheKeyIsGoneWhenAKeyholdersSignatureFails() {
        ObjectNode receipt = suite.receipt();
        ((ObjectNode) receipt.at("/keyholders/0")).put("signature", "AAAA");

        assertThat(suite.verifier().verify(suite.signed(receipt).toString()).findings())
                .filteredOn(it -> it.words().contains("key is gone") || it.words().contains("unreachable from"))
                .singleElement().extracting(Verdict.Finding::holds).isEqualTo(false);
    }

    @Test
    void trustsNoCertificateOfAnotherSuite() {
        ObjectNode forged = new TestSuite().receipt();

        assertThat(suite.verifier().verify(forged.toString()).holds()).isFalse();
    }

    @Test
    void tellsWhoseReceiptItIsOnlyWithIdAndSalt() {
        String receipt = suite.receipt().toString();

        assertThat(suite.verifier().verify(receipt, UUID.randomUUID(), TestSuite.SALT).holds()).isFalse();
        assertThat(suite.verifier().verify(receipt, TestSuite.ACCOUNT, "b3RoZXI=").holds()).isFalse();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "[]", "null", "{}", "{\"version\":1}", "{\"version\":1,\"version\":1}", "no json"})
    void refusesWhatIsNoReceipt(String text) {
        Verdict verdict = suite.verifier().verify(text);

        assertThat(verdict.holds()).isFalse();
        assertThat(verdict.findings()).singleElement().extracting(Verdict.Finding::words).asString()
                .startsWith("This is no receipt");
    }

    @Test
    void saysWhatAReceiptOfBeforeLacks() {
        assertThat(suite.verifier().verify("{\"version\":1}").findings()).singleElement()
                .extracting(Verdict.Finding::words).asString().contains("version 1 binds none");
    }

    @Test
    void refusesKeysThatAreNone() {
        assertThatThrownBy(() -> ReceiptVerifier.withKeys("{}")).isInstanceOf(IllegalArgumentException.class);
    }
}
