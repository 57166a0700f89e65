package dev.lethe.platform.caller;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Date;
import java.util.List;
import java.util.UUID;

import org.junit.jupiter.api.Test;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.crypto.ECDSASigner;
import com.nimbusds.jose.jwk.Curve;
import com.nimbusds.jose.jwk.ECKey;
import com.nimbusds.jose.jwk.JWK;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.gen.ECKeyGenerator;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;

class TokenVerifierTest {

    private static final Instant NOON = Instant.parse("2026-03-01T12:00:00Z");

    private final List<JWK> published = new ArrayList<>();
    private boolean isAway;
    private long now;
    private final TokenVerifier tokens = new TokenVerifier(new TokenKeys(() -> {
        if (isAway) {
            throw new IllegalStateException("away");
        }
        return new JWKSet(List.copyOf(published));
    }, () -> now), Clock.fixed(NOON, ZoneOffset.UTC));

    private final ECKey stolen = key();
    private final ECKey kept = key();

    @Test
    void forgetsTheTokensOfAWithdrawnKey() {
        published.addAll(List.of(stolen.toPublicJWK(), kept.toPublicJWK()));
        String forged = token(stolen);
        String honest = token(kept);
        assertThat(List.of(tokens.verify(forged), tokens.verify(honest))).allMatch(it -> it.isPresent());

        published.remove(stolen.toPublicJWK());
        now += Duration.ofMinutes(4).toNanos();

        assertThat(tokens.verify(honest)).isPresent();
        assertThat(tokens.verify(forged)).isEmpty();
    }

    @Test
    void takesNoTokenForWhoseKeyNobodyVouchedForFiveMinutes() {
        published.add(kept.toPublicJWK());
        String honest = token(kept);
        assertThat(tokens.verify(honest)).isPresent();
        isAway = true;

        now += Duration.ofMinutes(5).toNanos();
        assertThatThrownBy(() -> tokens.verify(honest)).isInstanceOf(IllegalStateException.class);

        isAway = false;
        now += Duration.ofSeconds(1).toNanos();
        assertThat(tokens.verify(honest)).isPresent();
    }

    private static String token(ECKey key) {
        var claims = new JWTClaimsSet.Builder().issuer("lethe").audience("lethe").subject(UUID.randomUUID().toString())
                .claim("sid", UUID.randomUUID().toString()).claim("auth_time", NOON.getEpochSecond())
                .expirationTime(Date.from(NOON.plus(Duration.ofDays(3650)))).build();
        var token = new SignedJWT(new JWSHeader.Builder(JWSAlgorithm.ES256).keyID(key.getKeyID()).build(), claims);
        try {
            token.sign(new ECDSASigner(key));
            return token.serialize();
        } catch (JOSEException e) {
            throw new IllegalStateException(e);
        }
    }

    private static ECKey key() {
        try {
            return new ECKeyGenerator(Curve.P_256).keyIDFromThumbprint(true).generate();
        } catch (JOSEException e) {
            throw new IllegalStateException(e);
        }
    }
}
