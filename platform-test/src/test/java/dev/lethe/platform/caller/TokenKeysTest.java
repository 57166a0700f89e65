package dev.lethe.platform.caller;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

import org.junit.jupiter.api.Test;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.jwk.Curve;
import com.nimbusds.jose.jwk.JWK;
import com.nimbusds.jose.jwk.JWKMatcher;
import com.nimbusds.jose.jwk.JWKSelector;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.gen.OctetKeyPairGenerator;

class TokenKeysTest {

    private final List<JWK> published = new ArrayList<>();
    private int asked;
    private boolean isAway;
    private long now;
    private final TokenKeys keys = new TokenKeys(() -> {
        asked++;
        if (isAway) {
            throw new IllegalStateException("away");
        }
        return new JWKSet(List.copyOf(published));
    }, () -> now);

    private final JWK first = key();
    private final JWK second = key();

    @Test
    void asksForAKeyThatItDoesNotKnowAndNotTooOften() {
        published.add(first);
        assertThat(found(first)).isTrue();
        published.add(second);

        pass(Duration.ofSeconds(9));
        assertThat(found(second)).isFalse();
        pass(Duration.ofSeconds(1));

        assertThat(found(second)).isTrue();
        assertThat(found(first)).isTrue();
        assertThat(asked).isEqualTo(2);
    }

    @Test
    void trustsNoKeyForLongThatWasWithdrawn() {
        published.addAll(List.of(first, second));
        assertThat(found(first)).isTrue();
        published.remove(first);

        pass(Duration.ofMinutes(5));
        assertThat(found(second)).isTrue();

        assertThat(found(first)).isFalse();
    }

    @Test
    void keepsTheKeysThatItHasWhileNobodyAnswers() {
        published.add(first);
        assertThat(found(first)).isTrue();
        isAway = true;

        pass(Duration.ofSeconds(299));
        assertThat(List.of(found(first), found(first), found(first))).containsOnly(true);

        assertThat(asked).isEqualTo(2);
        assertThatThrownBy(() -> found(second)).isInstanceOf(IllegalStateException.class);
    }

    @Test
    void trustsNoKeyForWhichNobodyVouchedForFiveMinutes() {
        published.addAll(List.of(first, second));
        assertThat(found(first)).isTrue();
        isAway = true;

        pass(Duration.ofMinutes(5));
        for (int i = 0; i < 3; i++) {
            assertThatThrownBy(() -> found(first)).isInstanceOf(IllegalStateException.class);
        }
        assertThat(asked).isEqualTo(2);

        isAway = false;
        published.remove(first);
        pass(Duration.ofSeconds(1));
        assertThat(found(second)).isTrue();
        assertThat(found(first)).isFalse();
    }

    @Test
    void tellsWhenTheKeysBecomeOthers() {
        assertThat(keys.edition()).isZero();
        published.add(first);
        assertThat(found(first)).isTrue();
        int edition = keys.edition();
        pass(Duration.ofMinutes(4));
        assertThat(keys.edition()).isEqualTo(edition);

        published.add(second);
        pass(Duration.ofMinutes(4));
        assertThat(keys.edition()).isNotEqualTo(edition);
    }

    @Test
    void trustsNoWithdrawnKeyAfterAQuietTime() {
        published.addAll(List.of(first, second));
        assertThat(found(first)).isTrue();
        published.remove(first);

        pass(Duration.ofHours(8));

        assertThat(found(first)).isFalse();
    }

    @Test
    void asksOnceWhileNobodyAnswersHoweverManyKeysAreMadeUp() {
        published.add(first);
        assertThat(found(first)).isTrue();
        isAway = true;
        pass(Duration.ofSeconds(10));

        for (int i = 0; i < 50; i++) {
            assertThatThrownBy(() -> found(second)).isInstanceOf(IllegalStateException.class);
        }
        assertThat(asked).isEqualTo(2);

        isAway = false;
        published.add(second);
        pass(Duration.ofSeconds(10));
        assertThat(found(second)).isTrue();
    }

    private void pass(Duration time) {
        now += time.toNanos();
    }

    private boolean found(JWK key) {
        return !keys.get(new JWKSelector(new JWKMatcher.Builder().keyID(key.getKeyID()).build()), null).isEmpty();
    }

    private static JWK key() {
        try {
            return new OctetKeyPairGenerator(Curve.Ed25519).keyIDFromThumbprint(true).generate().toPublicJWK();
        } catch (JOSEException e) {
            throw new IllegalStateException(e);
        }
    }
}
