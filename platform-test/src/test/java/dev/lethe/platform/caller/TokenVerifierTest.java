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
import com.nimbusds.jose.crypto.Ed25519Signer;
import com.nimbusds.jose.jwk.Curve;
import com.nimbusds.jose.jwk.JWK;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.OctetKeyPair;
import com.nimbusds.jose.jwk.gen.OctetKeyPairGenerator;
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

    private final OctetKeyPair stolen = key();
    private final OctetKeyPair kept = key();

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

    private static String token(OctetKeyPair key) {
        var claims = new JWTClaimsSet.Builder().issuer("lethe").audience("lethe").subject(UUID.randomUUID().toString())
                .claim("sid", UUID.randomUUID().toString()).claim("auth_time", NOON.getEpochSecond())
                .expirationTime(Date.from(NOON.plus(Duration.ofDays(3650)))).build();
        var token = new SignedJWT(new JWSHeader.Builder(JWSAlgorithm.EdDSA).keyID(key.getKeyID()).build(), claims);
        try {
            token.sign(new Ed25519Signer(key));
            return token.serialize();
        } catch (JOSEException e) {
            throw new IllegalStateException(e);
        }
    }

    private static OctetKeyPair key() {
        try {
            return new OctetKeyPairGenerator(Curve.Ed25519).keyIDFromThumbprint(true).generate();
        } catch (JOSEException e) {
            throw new IllegalStateException(e);
        }
    }
}
