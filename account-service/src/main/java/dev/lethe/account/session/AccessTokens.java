package dev.lethe.account.session;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import java.util.Map;
import java.util.UUID;

import org.springframework.stereotype.Component;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JOSEObjectType;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;

import dev.lethe.account.activity.Activity;

/// Signs access tokens: EdDSA, ten minutes, naming account, session and the session's start.
@Component
class AccessTokens {

    static final Duration LIFETIME = Duration.ofMinutes(10);

    private final TokenKey key;
    private final Activity activity;
    private final Clock clock;

    AccessTokens(TokenKey key, Activity activity, Clock clock) {
        this.key = key;
        this.activity = activity;
        this.clock = clock;
    }

    /// Issues a token in the caller's transaction, which holds the account's lock, and notes that the account is used.
    String issue(UUID account, UUID session, Instant startedAt) {
        activity.tokenIssued(account, LIFETIME);
        Instant now = clock.instant();
        var claims = new JWTClaimsSet.Builder().issuer("lethe").audience("lethe").subject(account.toString())
                .claim("sid", session.toString()).claim("auth_time", startedAt.getEpochSecond())
                .issueTime(Date.from(now)).expirationTime(Date.from(now.plus(LIFETIME))).build();
        var header = new JWSHeader.Builder(JWSAlgorithm.EdDSA).type(JOSEObjectType.JWT).keyID(key.id()).build();
        var token = new SignedJWT(header, claims);
        try {
            token.sign(key.signer());
            return token.serialize();
        } catch (JOSEException e) {
            throw new IllegalStateException("an access token could not be signed", e);
        }
    }

    /// The public keys that verify tokens, as a JWK set (RFC 7517).
    Map<String, Object> publicKeys() {
        return key.published().toJSONObject(true);
    }
}
