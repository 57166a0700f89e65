package dev.lethe.test.vault;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.security.SecureRandom;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

import dev.lethe.platform.vault.DestructionOrder;
import dev.lethe.platform.vault.HolderAnswer;
import dev.lethe.platform.vault.HolderCalls;
import dev.lethe.platform.vault.KeyPart;
import dev.lethe.platform.vault.Keyholder;
import dev.lethe.platform.vault.KeyholderUnavailableException;
import dev.lethe.platform.vault.PutOutcome;
import dev.lethe.platform.vault.Reader;
import dev.lethe.platform.vault.Share;
import dev.lethe.platform.vault.ShareAnswer;
import dev.lethe.platform.vault.UnnamedKey;

/// What every keyholder keeps to. The subject under test acts for account-service, and must be able to read `ACCOUNT`.
public abstract class KeyholderContract {

    private static final SecureRandom RANDOM = new SecureRandom();

    protected abstract Keyholder keyholder();

    /// Signs as account-service does, in a way that the keyholder believes.
    protected abstract TestAuthority authority();

    @Test
    void returnsWhatWasPut() {
        var part = part();

        assertThat(keyholder().put(part)).isEqualTo(PutOutcome.STORED);

        assertThat(read(part.subject())).isEqualTo(new ShareAnswer.Held(share(part)));
    }

    @Test
    void answersForEachSubjectOfABatch() {
        var known = part();
        keyholder().put(known);
        var stranger = UUID.randomUUID();

        var answers = keyholder().shares(Reader.ACCOUNT, List.of(known.subject(), stranger));

        assertThat(answers).containsOnlyKeys(known.subject(), stranger);
        assertThat(answers.get(stranger)).isEqualTo(new ShareAnswer.Unknown());
    }

    @Test
    void takesTheSamePutTwice() {
        var part = part();
        keyholder().put(part);

        assertThat(keyholder().put(part)).isEqualTo(PutOutcome.STORED);
    }

    @Test
    void neverReplacesAShare() {
        var first = part();
        keyholder().put(first);
        var otherKey = part(first.subject(), UUID.randomUUID());
        var otherShare = part(first.subject(), first.keyId());

        assertThat(keyholder().put(otherKey)).isEqualTo(PutOutcome.REFUSED);
        assertThat(keyholder().put(otherShare)).isEqualTo(PutOutcome.REFUSED);

        assertThat(read(first.subject())).isEqualTo(new ShareAnswer.Held(share(first)));
    }

    @Test
    void takesBackAShareItMissed() {
        var missed = part();

        assertThat(keyholder().refill(missed.subject(), Reader.ACCOUNT, share(missed))).isEqualTo(PutOutcome.STORED);

        assertThat(read(missed.subject())).isEqualTo(new ShareAnswer.Held(share(missed)));
    }

    @Test
    void destroysForGood() {
        var part = part();
        keyholder().put(part);
        var order = authority().order(part.subject());

        keyholder().destroy(order, TestAuthority.promise());

        assertThat(read(part.subject())).isEqualTo(new ShareAnswer.Destroyed(order));
        assertThat(keyholder().put(part)).isEqualTo(PutOutcome.REFUSED);
        assertThat(keyholder().refill(part.subject(), Reader.ACCOUNT, share(part))).isEqualTo(PutOutcome.REFUSED);
        assertThat(read(part.subject())).isEqualTo(new ShareAnswer.Destroyed(order));
    }

    @Test
    void remembersTheDestructionOfAnUnknownSubject() {
        var part = part();
        keyholder().destroy(authority().order(part.subject()), TestAuthority.promise());

        assertThat(keyholder().put(part)).isEqualTo(PutOutcome.REFUSED);
    }

    @Test
    void answersARepeatedOrderWithTheSameProof() {
        var part = part();
        keyholder().put(part);
        var order = authority().order(part.subject());
        var receipt = TestAuthority.promise();

        var first = keyholder().destroy(order, receipt);

        assertThat(keyholder().destroy(order, receipt)).isEqualTo(first);
        assertThat(first).isInstanceOfSatisfying(HolderAnswer.Destroyed.class, it -> assertThat(authority()
                .holds(keyholder().name(), it.canonical(part.subject(), receipt), it.signature())).isTrue());
    }

    @Test
    @Tag("case-81")
    void bindsItsProofToTheSubjectWhoseShareIsGone() {
        var thrownAway = part();
        keyholder().put(thrownAway);
        var somebodyElse = UUID.randomUUID();
        var receipt = TestAuthority.promise();

        var answer = keyholder().destroy(authority().order(thrownAway.subject()), receipt);

        assertThat(answer).isInstanceOfSatisfying(HolderAnswer.Destroyed.class, it -> assertThat(authority()
                .holds(keyholder().name(), it.canonical(somebodyElse, receipt), it.signature())).isFalse());
    }

    @Test
    @Tag("case-81")
    void signsWholeHours() {
        var answer = keyholder().destroy(authority().order(UUID.randomUUID()), TestAuthority.promise());

        assertThat(answer).isInstanceOfSatisfying(HolderAnswer.Destroyed.class,
                it -> assertThat(List.of(it.destroyedMillis(), it.epochEndsMillis()))
                        .allMatch(millis -> millis % 3_600_000 == 0));
    }

    @Test
    void answersEachOfManyOrders() {
        var first = authority().order(UUID.randomUUID());
        var second = authority().order(UUID.randomUUID());
        var receipt = TestAuthority.promise();

        var answers = keyholder().destroy(
                List.of(new HolderCalls.Destroy(first, receipt), new HolderCalls.Destroy(second, receipt)));

        assertThat(answers).containsExactly(keyholder().destroy(first, receipt), keyholder().destroy(second, receipt));
    }

    @Test
    void refusesAnOrderThatTheAuthorityDidNotSign() {
        var part = part();
        keyholder().put(part);
        var signed = authority().order(UUID.randomUUID());
        var forged = new DestructionOrder(part.subject(), signed.erasureId(), signed.epochMillis(),
                signed.signature(), null);

        assertThatThrownBy(() -> keyholder().destroy(forged, TestAuthority.promise()))
                .isInstanceOf(KeyholderUnavailableException.class);

        assertThat(read(part.subject())).isInstanceOf(ShareAnswer.Held.class);
    }

    @Test
    void listsKeysUntilTheyAreNamed() {
        var part = part();
        keyholder().put(part);

        assertThat(keyholder().unnamed(Duration.ZERO)).extracting(UnnamedKey::keyId).contains(part.keyId());
        assertThat(keyholder().unnamed(Duration.ofHours(1))).extracting(UnnamedKey::keyId)
                .doesNotContain(part.keyId());
        keyholder().name(part.keyId());
        assertThat(keyholder().unnamed(Duration.ZERO)).extracting(UnnamedKey::keyId).doesNotContain(part.keyId());
    }

    private ShareAnswer read(UUID subject) {
        return Objects.requireNonNull(keyholder().shares(Reader.ACCOUNT, List.of(subject)).get(subject));
    }

    protected static KeyPart part() {
        return part(UUID.randomUUID(), UUID.randomUUID());
    }

    private static KeyPart part(UUID subject, UUID keyId) {
        var share = new Share(keyId, 1, 1, random(16), random(32));
        return new KeyPart(subject, keyId, Map.of(Reader.ACCOUNT, share));
    }

    protected static Share share(KeyPart part) {
        return part.shares().values().iterator().next();
    }

    private static byte[] random(int length) {
        var bytes = new byte[length];
        RANDOM.nextBytes(bytes);
        return bytes;
    }
}
