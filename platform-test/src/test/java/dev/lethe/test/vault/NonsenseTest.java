package dev.lethe.test.vault;

import static dev.lethe.test.Eventually.eventually;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;
import java.util.Base64;
import java.util.EnumSet;
import java.util.List;
import java.util.UUID;
import java.util.stream.IntStream;
import java.util.stream.Stream;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.springframework.web.client.RestClient;

import com.sun.net.httpserver.HttpServer;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;

import dev.lethe.platform.vault.HttpKeyholder;
import dev.lethe.platform.vault.KeyCreation;
import dev.lethe.platform.vault.Keyholders;
import dev.lethe.platform.vault.Place;
import dev.lethe.platform.vault.Reader;
import dev.lethe.platform.vault.Vault;
import dev.lethe.platform.vault.VaultProperties;
import dev.lethe.test.TestClock;

class NonsenseTest {

    private static final UUID ALICE = UUID.fromString("a11ce000-0000-4000-8000-000000000001");
    private static final String SHARE = "{'keyId':%s,'generation':%s,'index':1,'check':%s,'value':%s}";

    private final TestAuthority authority = new TestAuthority();
    private final SimpleMeterRegistry meters = new SimpleMeterRegistry();
    private final List<InMemoryKeyholder> holders = IntStream.rangeClosed(1, 3)
            .mapToObj(it -> new InMemoryKeyholder("keyholder-" + it, authority)).toList();
    private final HttpServer liar = server();
    private volatile byte[] body = {};

    @BeforeEach
    void listens() {
        liar.createContext("/", exchange -> {
            try (exchange) {
                exchange.getRequestBody().readAllBytes();
                exchange.getResponseHeaders().add("Content-Type", "application/json");
                exchange.sendResponseHeaders(200, 0);
                exchange.getResponseBody().write(body);
            }
        });
        liar.start();
    }

    @AfterEach
    void stops() {
        liar.stop(0);
    }

    static Stream<String> shapes() {
        var key = "'" + UUID.randomUUID() + "'";
        var whole = bytes(32);
        var check = bytes(16);
        var shares = Stream.of(SHARE.formatted("null", 1, check, whole), SHARE.formatted(key, 1, "null", whole),
                SHARE.formatted(key, 1, check, "null"), SHARE.formatted(key, "null", check, whole),
                SHARE.formatted(key, 0, check, whole), SHARE.formatted(key, 256, check, whole),
                SHARE.formatted(key, -1, check, whole), "null", "{}", "[]", "7");
        var lengths = Stream.of(0, 1, 31, 33, 64, 4096).flatMap(
                it -> Stream.of(SHARE.formatted(key, 1, check, bytes(it)), SHARE.formatted(key, 1, bytes(it), whole)));
        var held = Stream.concat(shares, lengths).map(it -> answers(answer("HELD", it)));
        var twice = answer("HELD", SHARE.formatted(key, 1, check, whole));
        var others = Stream.of("", "null", "[]", "{}", "{'answers':null}", "{'answers':[]}", "{'answers':[null]}",
                "{'answers':{}}", "{'answers':[{}]}", "nonsense", "{'answers':[", answers(answer("LOST", "null")),
                answers("{'subject':null,'state':'UNKNOWN'}"),
                answers("{'subject':'%s','state':null}".formatted(ALICE)),
                answers(twice + "," + twice),
                answers("{'subject':'%s','state':'UNKNOWN'}".formatted(UUID.randomUUID())),
                "[".repeat(100_000), " ".repeat(3 << 20));
        return Stream.concat(held, others);
    }

    @ParameterizedTest
    @MethodSource("shapes")
    @Tag("case-78")
    void leavesOutAndReportsAKeyholderThatAnswersNonsense(String shape) {
        new KeyCreation(new Keyholders(List.copyOf(holders), 2)).create(ALICE, EnumSet.allOf(Reader.class));
        body = shape.replace('\'', '"').getBytes(StandardCharsets.UTF_8);
        var place = Place.of("message", "body", ALICE, 7);
        var lying = new HttpKeyholder("keyholder-1",
                RestClient.create("http://127.0.0.1:" + liar.getAddress().getPort()));
        var deceived = vault(new Keyholders(List.of(lying, holders.get(1), holders.get(2)), 2));

        var sealed = deceived.key(ALICE).seal(place, "hi");

        assertThat(vault(new Keyholders(List.copyOf(holders), 2)).key(ALICE).openText(place, sealed)).isEqualTo("hi");
        eventually(() -> assertThat(suspicions()).isPositive());
    }

    private double suspicions() {
        return meters.find("lethe.keyholder.suspect").tag("holder", "keyholder-1").counters().stream()
                .mapToDouble(it -> it.count()).sum();
    }

    private Vault vault(Keyholders keyholders) {
        return new Vault(keyholders, authority, new VaultProperties(2, List.of(), Reader.MESSAGE, 100,
                Duration.ofMinutes(10), Duration.ofSeconds(2)), new TestClock(), meters);
    }

    private static String answers(String answers) {
        return "{'answers':[" + answers + "]}";
    }

    private static String answer(String state, String share) {
        return "{'subject':'%s','state':'%s','share':%s}".formatted(ALICE, state, share);
    }

    private static String bytes(int length) {
        var bytes = new byte[length];
        Arrays.fill(bytes, (byte) 7);
        return "'" + Base64.getEncoder().encodeToString(bytes) + "'";
    }

    private static HttpServer server() {
        try {
            return HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
