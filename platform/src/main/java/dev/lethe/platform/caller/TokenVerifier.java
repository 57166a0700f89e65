package dev.lethe.platform.caller;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.text.ParseException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import java.util.HexFormat;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Stream;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JOSEObjectType;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.crypto.Ed25519Verifier;
import com.nimbusds.jose.jwk.JWK;
import com.nimbusds.jose.jwk.JWKMatcher;
import com.nimbusds.jose.jwk.JWKSelector;
import com.nimbusds.jose.proc.BadJOSEException;
import com.nimbusds.jose.proc.SecurityContext;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import com.nimbusds.jwt.proc.DefaultJWTClaimsVerifier;

import dev.lethe.platform.text.CanonicalBase64;

/// Checks access tokens (RFC 9068 in spirit: EdDSA, issuer and audience `lethe`), each once a replica and set of keys: a key
/// that is withdrawn takes its tokens along.
final class TokenVerifier {

    private static final String ISSUER = "lethe";
    private static final int REMEMBERED = 100_000;

    private record Verified(Caller caller, Instant expiresAt) {}

    /// @param edition of the keys before it was checked
    private record Remembered(Verified token, int edition) {}

    private final TokenKeys keys;
    private final Clock clock;
    private final DefaultJWTClaimsVerifier<SecurityContext> claims;
    private final Cache<String, Remembered> verified = Caffeine.newBuilder().maximumSize(REMEMBERED)
            .expireAfterWrite(Duration.ofMinutes(11)).build();

    TokenVerifier(TokenKeys keys, Clock clock) {
        this.keys = keys;
        this.clock = clock;
        this.claims = new DefaultJWTClaimsVerifier<>(ISSUER,
                new JWTClaimsSet.Builder().issuer(ISSUER).build(), Set.of("sub", "sid", "exp", "auth_time")) {
            @Override
            protected Date currentTime() {
                return Date.from(TokenVerifier.this.clock.instant());
            }
        };
        claims.setMaxClockSkew(0);
    }

    /// The caller a token speaks for, or nothing if it is not one of ours or is over.
    ///
    /// @throws RuntimeException when nobody can say which keys count
    Optional<Caller> verify(String token) {
        String digest = digest(token);
        int edition = keys.edition();
        Remembered known = verified.getIfPresent(digest);
        if (known == null || known.edition() != edition) {
            known = parse(token).map(it -> new Remembered(it, edition)).orElse(null);
            if (known == null) {
                verified.invalidate(digest);
                return Optional.empty();
            }
            verified.put(digest, known);
        }
        Verified found = known.token();
        return clock.instant().isBefore(found.expiresAt()) ? Optional.of(found.caller()) : Optional.empty();
    }

    /// The library takes what only resembles base64 for URLs, too; so one signature would have many forms.
    private Optional<Verified> parse(String token) {
        try {
            Stream.of(token.split("\\.", -1)).forEach(CanonicalBase64::decodeUrl);
            SignedJWT jwt = SignedJWT.parse(token);
            if (!isSigned(jwt)) {
                return Optional.empty();
            }
            JWTClaimsSet said = jwt.getJWTClaimsSet();
            claims.verify(said, null);
            Caller caller = new Caller(UUID.fromString(said.getSubject()), UUID.fromString(said.getStringClaim("sid")),
                    Instant.ofEpochSecond(said.getLongClaim("auth_time")));
            return Optional.of(new Verified(caller, said.getExpirationTime().toInstant()));
        } catch (ParseException | BadJOSEException | JOSEException | IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    /// Nimbus' own processor knows no Ed25519, so what it does for other algorithms is done here.
    private boolean isSigned(SignedJWT jwt) throws JOSEException {
        JWSHeader header = jwt.getHeader();
        boolean isOther = header.getType() != null && !JOSEObjectType.JWT.equals(header.getType());
        if (isOther || !JWSAlgorithm.EdDSA.equals(header.getAlgorithm())) {
            return false;
        }
        for (JWK key : keys.get(new JWKSelector(JWKMatcher.forJWSHeader(header)), null)) {
            if (jwt.verify(new Ed25519Verifier(key.toOctetKeyPair().toPublicJWK()))) {
                return true;
            }
        }
        return false;
    }

    private static String digest(String token) {
        try {
            return HexFormat.of().formatHex(
                    MessageDigest.getInstance("SHA-256").digest(token.getBytes(StandardCharsets.UTF_8)));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
