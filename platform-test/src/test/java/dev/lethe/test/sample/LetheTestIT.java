package dev.lethe.test.sample;

import static dev.lethe.test.Eventually.eventually;
import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.InetAddress;
import java.net.Socket;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.UUID;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.core.env.Environment;
import org.springframework.http.HttpStatus;
import org.springframework.test.context.TestPropertySource;
import org.springframework.web.client.HttpClientErrorException;
import org.springframework.web.client.RestClient;

import dev.lethe.platform.subject.Subjects;
import dev.lethe.platform.vault.KeyDestroyedException;
import dev.lethe.platform.vault.Place;
import dev.lethe.platform.vault.Vault;
import dev.lethe.test.FakeAuthority;
import dev.lethe.test.LetheTest;
import dev.lethe.test.TestClock;
import dev.lethe.test.TestPeer;
import dev.lethe.test.TestSubjects;
import dev.lethe.test.Tokens;

@LetheTest
@TestPropertySource(properties = {"lethe.service.name=message-service", "lethe.vault.reader=MESSAGE",

    "spring.config.import=classpath:lethe-platform.yaml",
    "spring.flyway.locations=classpath:db/ledger,classpath:db/platform,classpath:db/subject"})
class LetheTestIT {
    private final UUID account = UUID.randomUUID();
    private final UUID session = UUID.randomUUID();

    @Autowired
    private Environment environment;
    @Autowired
    private FakeAuthority authority;
    @Autowired
    private TestClock clock;

    @Autowired
    private TestSubjects accounts;
    @Autowired
    private Subjects subjects;
    @Autowired
    private Vault vault;

    @Test
    void keepsAConnectionForAsManyRequestsAsCome() throws IOException {
        var port = environment.getRequiredProperty("local.server.port", Integer.class);
        try (var socket = new Socket(InetAddress.getLoopbackAddress(), port);
                var answers = new BufferedReader(new InputStreamReader(socket.getInputStream(), US_ASCII))) {
            for (var request = 1; request <= 150; request++) {
                socket.getOutputStream().write("HEAD /v1/caller HTTP/1.1\r\nHost: it\r\n\r\n".getBytes(US_ASCII));

                assertThat(head(answers)).as("answer %d", request).isNotEmpty().doesNotContain("Connection: close");
            }
        }
    }

    private static List<String> head(BufferedReader answers) throws IOException {
        List<String> head = new ArrayList<>();
        for (var line = answers.readLine(); line != null && !line.isEmpty(); line = answers.readLine()) {
            head.add(line);
        }
        return head;
    }

    @Test
    void erasesASubjectAsTheSuiteWould() {
        var subject = accounts.create();
        var place = Place.of("note", "text", subject, 1);
        var sealed = vault.key(subject).seal(place, "hello");

        accounts.erase(subject, false);

        eventually(() -> assertThat(subjects.isErased(subject)).isTrue());
        eventually(() -> assertThatThrownBy(() -> vault.key(subject).open(place, sealed))
                .isInstanceOf(KeyDestroyedException.class));
    }

    @Test
    void acceptsTheTokensItMints() {
        eventually(() -> assertThat(caller(Tokens.of(account, session))).isEqualTo(account));
    }

    @Test
    void refusesATokenOfAnEndedSession() {
        eventually(() -> assertThat(caller(Tokens.of(account, session))).isEqualTo(account));

        authority.endSession(session);

        eventually(Duration.ofSeconds(2), () -> assertThatThrownBy(() -> caller(Tokens.of(account, session)))
                .isInstanceOf(HttpClientErrorException.Unauthorized.class));
    }

    @ParameterizedTest
    @ValueSource(strings = {"Bearer", "Bearer ", "Bearer  ", "Bearer x", "Bearer a.b.c", "Bearer%s", "Bearer %s x",
        "Basic %s",
        "%s"})
    void refusesWhatIsNoBearerToken(String form) {
        var header = form.formatted(Tokens.of(account, session));

        eventually(() -> assertThatThrownBy(() -> callerWith(header))
                .isInstanceOf(HttpClientErrorException.Unauthorized.class));
    }

    @Test
    void readsTheSchemeInAnyCase() {
        eventually(() -> assertThat(callerWith("bearer " + Tokens.of(account, session))).isEqualTo(account));
    }

    @Test
    void movesTheClockOfTheService() {
        clock.advance(Duration.ofHours(5));

        long told = Objects.requireNonNull(
                TestPeer.as("account-service", environment).get().uri("/internal/v1/time").retrieve().body(Long.class));

        assertThat(told).isGreaterThan(Clock.systemUTC().millis() + Duration.ofHours(4).toMillis());
        clock.reset();
    }

    @Test
    void keepsPeersOfOtherRolesOut() {
        var peer = TestPeer.as("media-service", environment);

        assertThatThrownBy(() -> peer.get().uri("/internal/v1/time").retrieve().toBodilessEntity())
                .isInstanceOfSatisfying(HttpClientErrorException.class,
                        refusal -> assertThat(refusal.getStatusCode()).isIn(HttpStatus.FORBIDDEN,
                                HttpStatus.NOT_FOUND));
    }

    private UUID caller(String token) {
        return callerWith("Bearer " + token);
    }

    private UUID callerWith(String authorization) {
        var port = environment.getRequiredProperty("local.server.port");
        return Objects.requireNonNull(RestClient.create("http://127.0.0.1:" + port).get().uri("/v1/caller")
                .header("Authorization", authorization).retrieve().body(UUID.class));
    }
}
