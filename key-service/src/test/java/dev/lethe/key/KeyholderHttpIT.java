package dev.lethe.key;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.web.client.HttpClientErrorException;

import dev.lethe.platform.erasure.DataMap;
import dev.lethe.platform.ledger.HttpLedgerCopy;
import dev.lethe.platform.ledger.LedgerCopy;
import dev.lethe.platform.ledger.LedgerEntry;
import dev.lethe.platform.vault.DestructionOrder;
import dev.lethe.platform.vault.HolderAnswer;
import dev.lethe.platform.vault.HolderCalls;
import dev.lethe.platform.vault.Keyholder;
import dev.lethe.platform.vault.KeyholderUnavailableException;
import dev.lethe.platform.vault.Reader;
import dev.lethe.platform.vault.ShareAnswer;
import dev.lethe.test.secret.TestSecrets;
import dev.lethe.test.vault.KeyholderContract;
import dev.lethe.test.vault.TestAuthority;

class KeyholderHttpIT extends KeyholderContract {

    private static final RunningKeyholder HOLDER = new RunningKeyholder();

    @BeforeAll
    static void start() {
        HOLDER.start();
    }

    @AfterAll
    static void stop() {
        HOLDER.close();
    }

    @Override
    protected Keyholder keyholder() {
        return HOLDER.as("account-service");
    }

    @Override
    protected TestAuthority authority() {
        return TestSecrets.shared().authority();
    }

    @ParameterizedTest
    @CsvSource({"account-service,MESSAGE", "message-service,ACCOUNT", "message-service,PHONE_INDEX",
        "contact-service,MEDIA", "media-service,EXCHANGE", "gateway,ACCOUNT", "keyholder,ACCOUNT",
        "operator,ACCOUNT"})
    void keepsSharesFromOtherRoles(String role, Reader reader) {
        var request = new HolderCalls.Fetch(reader, List.of(UUID.randomUUID()));

        assertThatThrownBy(() -> HOLDER.client(role).post().uri("/internal/v1/shares/fetch").body(request).retrieve()
                .toBodilessEntity()).isInstanceOf(HttpClientErrorException.Forbidden.class);
    }

    @ParameterizedTest
    @CsvSource({"account-service,EXCHANGE", "message-service,MESSAGE", "contact-service,PHONE_INDEX",
        "media-service,MEDIA"})
    void answersEachRoleItsOwnReaders(String role, Reader reader) {
        var subject = UUID.randomUUID();

        assertThat(HOLDER.as(role).shares(reader, List.of(subject))).containsEntry(subject, new ShareAnswer.Unknown());
    }

    @ParameterizedTest
    @ValueSource(strings = {"message-service", "contact-service", "media-service", "keyholder", "operator"})
    void letsOnlyAccountServicePutAndDestroy(String role) {
        var part = part();

        assertThatThrownBy(() -> HOLDER.as(role).put(part)).isInstanceOf(KeyholderUnavailableException.class);
        assertThatThrownBy(() -> HOLDER.as(role).destroy(authority().order(part.subject()), TestAuthority.promise()))
                .isInstanceOf(KeyholderUnavailableException.class);

        assertThat(Parts.read(keyholder(), part.subject())).isEqualTo(new ShareAnswer.Unknown());
    }

    @Test
    void letsOnlyTheOperatorRotate() {
        assertThatThrownBy(() -> HOLDER.client("account-service").post().uri("/internal/v1/epochs").retrieve()
                .toBodilessEntity()).isInstanceOf(HttpClientErrorException.Forbidden.class);
    }

    @Test
    void refusesBatchesOverFiveHundred() {
        var request = new HolderCalls.Fetch(Reader.ACCOUNT, Stream.generate(UUID::randomUUID).limit(501).toList());

        assertThatThrownBy(() -> HOLDER.client("account-service").post().uri("/internal/v1/shares/fetch").body(request)
                .retrieve().toBodilessEntity()).isInstanceOf(HttpClientErrorException.BadRequest.class)
                .hasMessageContaining("batch-too-large");
    }

    @Test
    void hasNothingInternalOnThePublicPort() throws Exception {
        var uri = URI.create("http://127.0.0.1:" + HOLDER.publicPort() + "/internal/v1/ledger/digests");

        try (var http = HttpClient.newHttpClient()) {
            var answer = http.send(HttpRequest.newBuilder(uri).build(), HttpResponse.BodyHandlers.ofString());

            assertThat(answer.statusCode()).isEqualTo(404);
        }
    }

    @Test
    void isReadyOnThePublicPort() throws Exception {
        var uri = URI.create("http://127.0.0.1:" + HOLDER.publicPort() + "/readyz");

        try (var http = HttpClient.newHttpClient()) {
            var answer = http.send(HttpRequest.newBuilder(uri).build(), HttpResponse.BodyHandlers.ofString());

            assertThat(answer.statusCode()).isEqualTo(200);
        }
    }

    @Test
    void remembersAcrossARestart() {
        var kept = part();
        var gone = part();
        keyholder().put(kept);
        keyholder().put(gone);
        var receipt = TestAuthority.promise();
        var order = authority().order(gone.subject());
        var proof = keyholder().destroy(order, receipt);

        HOLDER.restart();

        assertThat(Parts.read(keyholder(), kept.subject())).isEqualTo(new ShareAnswer.Held(share(kept)));
        assertThat(Parts.read(keyholder(), gone.subject())).isEqualTo(new ShareAnswer.Destroyed(order));
        assertThat(keyholder().destroy(order, receipt)).isEqualTo(proof);
    }

    @Test
    void tellsWhenTheEpochEnds() {
        var answer = keyholder().destroy(authority().order(UUID.randomUUID()), TestAuthority.promise());

        assertThat(answer).isInstanceOfSatisfying(HolderAnswer.Destroyed.class, it -> assertThat(
                it.epochEndsMillis() - it.destroyedMillis()).isBetween(1L, 27 * 3_600_000L));
    }

    @Test
    void destroysWhatTheLedgerBrings() {
        var part = part();
        keyholder().put(part);
        var copy = new HttpLedgerCopy(HOLDER.client("account-service"));
        var entry = entry(part.subject());

        assertThat(copy.add(List.of(entry))).isEqualTo(1);
        assertThat(copy.add(List.of(entry))).isZero();

        assertThat(Parts.read(keyholder(), part.subject())).isInstanceOf(ShareAnswer.Destroyed.class);
        assertThat(copy.bucket(bucket(part.subject()))).extracting(LedgerEntry::subject).contains(part.subject());
        assertThat(copy.digests()).hasSize(LedgerCopy.BUCKETS);
    }

    @Test
    void keepsInItsLedgerHowFarAnErasureReaches() {
        var own = authority().order(UUID.randomUUID());
        var everyones = reaching(authority().order(UUID.randomUUID()), "account-service");
        var forged = reaching(authority().order(UUID.randomUUID()), "message-service");

        for (var order : List.of(own, everyones, forged)) {
            keyholder().destroy(order, TestAuthority.promise());
        }

        var copy = new HttpLedgerCopy(HOLDER.client("account-service"));
        assertThat(List.of(own, everyones, forged)).extracting(
                order -> copy.bucket(bucket(order.subject())).stream()
                        .filter(it -> it.subject().equals(order.subject())).findFirst().orElseThrow().reachesEveryone())
                .containsExactly(false, true, false);
    }

    private DestructionOrder reaching(DestructionOrder order, String signer) {
        return new DestructionOrder(order.subject(), order.erasureId(), order.epochMillis(), order.signature(),
                authority().sign(signer, LedgerEntry.canonicalForEveryone(order.subject(), order.erasureId())));
    }

    @Test
    void mapsEveryColumn() {
        assertThat(DataMap.read(HOLDER.jdbc()).faults()).isEmpty();
    }

    private static int bucket(UUID subject) {
        return (int) (subject.getMostSignificantBits() >>> 56);
    }

    private LedgerEntry entry(UUID subject) {
        var order = authority().order(subject);
        return new LedgerEntry(subject, order.erasureId(), Instant.ofEpochMilli(order.epochMillis()),
                Base64.getDecoder().decode(order.signature()), null, null);
    }
}
