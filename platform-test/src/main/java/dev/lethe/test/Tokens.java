package dev.lethe.test;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import java.util.UUID;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.crypto.Ed25519Signer;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;

import dev.lethe.test.secret.TestSecrets;

/// Access tokens that a service under `@LetheTest` accepts as account-service's own.
public final class Tokens {
    private Tokens() {}

    /// A token of a session that began now.
    public static String of(UUID accountId, UUID sessionId) {
        return of(accountId, sessionId, Clock.systemUTC().instant());
    }

    /// A token of a session that began at the given time; it is good for ten minutes from now.
    public static String of(UUID accountId, UUID sessionId, Instant sessionStartedAt) {
        var now = Clock.systemUTC().instant();
        var claims = new JWTClaimsSet.Builder().issuer("lethe").audience("lethe").subject(accountId.toString())
                .claim("sid", sessionId.toString()).claim("auth_time", sessionStartedAt.getEpochSecond())
                .issueTime(Date.from(now)).expirationTime(Date.from(now.plus(Duration.ofMinutes(10)))).build();
        var token = new SignedJWT(new JWSHeader(JWSAlgorithm.EdDSA), claims);
        try {
            token.sign(new Ed25519Signer(TestSecrets.shared().token()));
            return token.serialize();
        } catch (JOSEException failure) {
            throw new IllegalStateException(failure);
        }
    }

    /// The header value, `Bearer …`, for a new session of the account.
    public static String bearer(UUID accountId) {
        return "Bearer " + of(accountId, UUID.randomUUID());
    }
}
