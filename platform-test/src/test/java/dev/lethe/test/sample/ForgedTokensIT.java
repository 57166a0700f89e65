package dev.lethe.test.sample;

import static dev.lethe.test.Eventually.eventually;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import java.util.List;
import java.util.UUID;
import java.util.function.Consumer;
import java.util.stream.Stream;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.core.env.Environment;
import org.springframework.test.context.TestPropertySource;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.JWSSigner;
import com.nimbusds.jose.crypto.Ed25519Signer;
import com.nimbusds.jose.crypto.MACSigner;
import com.nimbusds.jose.jwk.Curve;
import com.nimbusds.jose.jwk.OctetKeyPair;
import com.nimbusds.jose.jwk.gen.OctetKeyPairGenerator;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;

import dev.lethe.test.LetheTest;
import dev.lethe.test.Tokens;
import dev.lethe.test.secret.TestSecrets;

/// Tokens that whoever knows the suite's public key can make, and those of the right key that say something else than they should.
@LetheTest
@TestPropertySource(properties = {"lethe.service.name=message-service", "lethe.vault.reader=MESSAGE",

    "spring.config.import=classpath:lethe-platform.yaml",
    "spring.flyway.locations=classpath:db/ledger,classpath:db/platform,classpath:db/subject"})
@Tag("case-48")
class ForgedTokensIT {

    private static final String GOOD = Tokens.of(UUID.randomUUID(), UUID.randomUUID());

    @Autowired
    private Environment environment;

    @BeforeEach
    void serves() {
        eventually(() -> assertThat(ask("Authorization: Bearer " + GOOD)).startsWith("HTTP/1.1 200"));
    }

    static Stream<Arguments> claims() {
        Instant now = Instant.now();
        return Stream.of(
                claims("over", it -> it.expirationTime(Date.from(now.minusSeconds(1)))),
                claims("without an end", it -> it.expirationTime(null)),
                claims("not begun", it -> it.notBeforeTime(Date.from(now.plus(Duration.ofHours(1))))),
                claims("for somebody else", it -> it.audience("lethe-admin")),
                claims("for nobody", it -> it.audience((String) null)),
                claims("by somebody else", it -> it.issuer("https://evil.example")),
                claims("by nobody", it -> it.issuer(null)),
                claims("of nobody", it -> it.subject(null)),
                claims("of no account", it -> it.subject("*")),
                claims("of no session", it -> it.claim("sid", null)),
                claims("of a list of sessions", it -> it.claim("sid", List.of(UUID.randomUUID().toString()))),
                claims("without a beginning", it -> it.claim("auth_time", null)),
                claims("with a beginning in words", it -> it.claim("auth_time", "yesterday")));
    }

    private static Arguments claims(String name, Consumer<JWTClaimsSet.Builder> change) {
        return Arguments.of(name, change);
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("claims")
    void refusesWhatTheRightKeyDidNotMeanForUs(String name, Consumer<JWTClaimsSet.Builder> change) throws Exception {
        JWTClaimsSet.Builder claims = goodClaims();
        change.accept(claims);

        assertThat(ask("Authorization: Bearer " + signed(new JWSHeader(JWSAlgorithm.EdDSA), claims.build(),
                new Ed25519Signer(TestSecrets.shared().token())))).startsWith("HTTP/1.1 401");
    }

    @Test
    void takesTheSameTokenUnchanged() throws Exception {
        assertThat(ask("Authorization: Bearer " + signed(new JWSHeader(JWSAlgorithm.EdDSA), goodClaims().build(),
                new Ed25519Signer(TestSecrets.shared().token())))).startsWith("HTTP/1.1 200");
    }

    @Test
    void takesATokenInOneFormOnly() throws Exception {
        String good = Stream.generate(ForgedTokensIT::good).filter(it -> signature(it).matches(".*[-_].*")).findFirst()
                .orElseThrow();
        String start = good.substring(0, good.length() - signature(good).length());
        String letters = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";
        char last = good.charAt(good.length() - 1);
        String spare = good.substring(0, good.length() - 1) + letters.charAt(letters.indexOf(last) ^ 1);

        assertThat(ask("Authorization: Bearer " + good)).startsWith("HTTP/1.1 200");
        for (String other : List.of(start + signature(good).replace('-', '+').replace('_', '/'), spare, good + "==",
                good + "=")) {
            assertThat(ask("Authorization: Bearer " + other)).startsWith("HTTP/1.1 401");
        }
    }

    private static String good() {
        return Tokens.of(UUID.randomUUID(), UUID.randomUUID());
    }

    private static String signature(String token) {
        return token.substring(token.lastIndexOf('.') + 1);
    }

    @Test
    void refusesAPublicKeyAsASecret() throws Exception {
        OctetKeyPair published = TestSecrets.shared().token().toPublicJWK();
        for (byte[] secret : List.of(published.getX().toString().getBytes(StandardCharsets.UTF_8),
                published.toJSONString().getBytes(StandardCharsets.UTF_8), published.getX().decode())) {
            assertThat(ask("Authorization: Bearer " + signed(new JWSHeader(JWSAlgorithm.HS256), goodClaims().build(),
                    new MACSigner(secret)))).startsWith("HTTP/1.1 401");
        }
    }

    @Test
    void refusesAKeyThatTheTokenBringsAlong() throws Exception {
        OctetKeyPair own = new OctetKeyPairGenerator(Curve.Ed25519).keyID("own").generate();

        for (JWSHeader header : List.of(
                new JWSHeader.Builder(JWSAlgorithm.EdDSA).jwk(own.toPublicJWK()).keyID("own").build(),
                new JWSHeader.Builder(JWSAlgorithm.EdDSA).jwk(own.toPublicJWK()).build(),
                new JWSHeader(JWSAlgorithm.EdDSA))) {
            assertThat(ask("Authorization: Bearer " + signed(header, goodClaims().build(), new Ed25519Signer(own))))
                    .startsWith("HTTP/1.1 401");
        }
    }

    static Stream<Arguments> headers() {
        String good = "Authorization: Bearer " + GOOD;
        String other = "Authorization: Bearer " + Tokens.of(UUID.randomUUID(), UUID.randomUUID());
        return Stream.of(Arguments.of("twice", good + "\r\n" + good), Arguments.of("of two", good + "\r\n" + other),
                Arguments.of("before garbage", good + "\r\nAuthorization: x"),
                Arguments.of("behind garbage", "Authorization: x\r\n" + good),
                Arguments.of("in one line", good + ", Bearer " + GOOD), Arguments.of("as Basic", good.replace("Bearer",
                        "Basic")),
                Arguments.of("without a scheme", good.replace("Bearer ", "")),
                Arguments.of("in a cookie", "Cookie: access_token=" + GOOD),
                Arguments.of("for a proxy", good.replace("Authorization", "Proxy-Authorization")));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("headers")
    void takesOneTokenFromOneHeader(String name, String headers) throws IOException {
        assertThat(ask(headers)).startsWith("HTTP/1.1 401").contains("WWW-Authenticate: Bearer");
    }

    private static JWTClaimsSet.Builder goodClaims() {
        Instant now = Instant.now();
        return new JWTClaimsSet.Builder().issuer("lethe").audience("lethe").subject(UUID.randomUUID().toString())
                .claim("sid", UUID.randomUUID().toString()).claim("auth_time", now.getEpochSecond())
                .expirationTime(Date.from(now.plusSeconds(600)));
    }

    private static String signed(JWSHeader header, JWTClaimsSet claims, JWSSigner signer) throws JOSEException {
        SignedJWT token = new SignedJWT(header, claims);
        token.sign(signer);
        return token.serialize();
    }

    private String ask(String headers) throws IOException {
        try (var socket = new Socket(InetAddress.getLoopbackAddress(),
                environment.getRequiredProperty("local.server.port", Integer.class))) {
            socket.setSoTimeout(10_000);
            socket.getOutputStream().write(("GET /v1/caller HTTP/1.1\r\nHost: x\r\n" + headers
                    + "\r\nConnection: close\r\n\r\n").getBytes(StandardCharsets.ISO_8859_1));
            return new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        }
    }
}
