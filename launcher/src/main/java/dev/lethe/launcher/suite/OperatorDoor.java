package dev.lethe.launcher.suite;

import java.io.IOException;
import java.net.ConnectException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import javax.net.ssl.SSLContext;

import org.jspecify.annotations.Nullable;

import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import dev.lethe.client.receipt.PublishedKeys;
import dev.lethe.client.receipt.SignerCertificate;
import dev.lethe.launcher.certificate.Identities;
import dev.lethe.launcher.process.StartFailure;

/// The internal doors of a running suite's services, for its operator.
public final class OperatorDoor {

    private static final JsonMapper JSON = JsonMapper.shared();

    private static final String USUAL = "operator";
    private static final Pattern NAME = Pattern.compile("[a-z0-9][a-z0-9-]{0,31}");

    private final Function<String, URI> addresses;
    private final Identities identities;
    private final SSLContext identity;

    private OperatorDoor(Function<String, URI> addresses, Identities identities, String name) throws IOException {
        this.addresses = addresses;
        this.identities = identities;
        this.identity = identities.operator(name);
    }

    /// As the operator whom this machine knows.
    ///
    /// @throws StartFailure when no suite ever ran here
    public static OperatorDoor of(Home home) throws IOException {
        return of(home, USUAL);
    }

    /// As an operator of this name, whose certificate is made when it is not there.
    ///
    /// @throws StartFailure when no suite ever ran here, or the name is none
    public static OperatorDoor of(Home home, String name) throws IOException {
        if (!Files.exists(home.keys())) {
            throw new StartFailure("Nothing was started yet in " + home.folder() + "; start it by ./lethe up.");
        }
        if (!NAME.matcher(name).matches()) {
            throw new StartFailure("An operator's name has lower-case letters, digits and hyphens, 32 at most.");
        }
        var ports = Ports.of(home.readSettings(), System.getenv());
        return new OperatorDoor(service -> ports.https(Port.internalOf(service)), Identities.in(home.keys()), name);
    }

    /// As an operator of this name, at a suite that runs in this process.
    public static OperatorDoor of(Suite suite, String name) throws IOException {
        return new OperatorDoor(suite::internalAddress, Identities.in(suite.home().keys()), name);
    }

    /// The keys that this suite's services sign with.
    public PublishedKeys publishedKeys() throws IOException {
        var suiteKey = Files.readString(identities.suiteKey()).lines().filter(line -> !line.startsWith("-----"))
                .collect(Collectors.joining());
        try (var files = Files.list(identities.signers())) {
            return new PublishedKeys(suiteKey, files.filter(file -> file.toString().endsWith(".json")).sorted()
                    .map(file -> JSON.readValue(file.toFile(), SignerCertificate.class)).toList());
        }
    }

    /// Where this machine remembers the end of the log of operators.
    public Path memory() {
        return identities.operators().resolve("log.json");
    }

    /// Those with a database of people's data.
    public static List<String> services() {
        return Stream.of(ServiceName.ACCOUNT, ServiceName.MESSAGE, ServiceName.CONTACT, ServiceName.MEDIA)
                .map(ServiceName::name).toList();
    }

    /// Calls the service, which may take its time.
    ///
    /// @throws StartFailure when it does not run or does not do it
    public JsonNode call(String service, String method, String path) throws IOException, InterruptedException {
        return call(service, method, path, null);
    }

    /// Posts values.
    ///
    /// @throws StartFailure when it does not run or does not do it
    public JsonNode post(String service, String path, Map<String, ?> body) throws IOException, InterruptedException {
        return call(service, "POST", path, body);
    }

    /// As [#call(String, String, String)], with a body of JSON.
    public JsonNode call(String service, String method, String path, @Nullable Object body)
            throws IOException, InterruptedException {
        var address = addresses.apply(service).resolve(path);
        try (var http = HttpClient.newBuilder().sslContext(identity).connectTimeout(Duration.ofSeconds(5)).build()) {
            var answer = http.send(request(address, method, body), BodyHandlers.ofString());
            if (answer.statusCode() / 100 != 2) {
                throw new StartFailure(reason(service, answer));
            }
            return JSON.readTree(answer.body());
        } catch (ConnectException _) {
            throw new StartFailure(service + " does not run; start the suite by ./lethe up.");
        }
    }

    /// The service's own words where it refuses.
    private static String reason(String service, HttpResponse<String> answer) {
        try {
            var problem = JSON.readTree(answer.body());
            if (answer.statusCode() < 500 && problem.hasNonNull("title")) {
                var errors = problem.path("errors").valueStream()
                        .map(it -> " %s %s.".formatted(it.path("field").asString(), it.path("message").asString()))
                        .collect(Collectors.joining());
                return problem.path("title").asString() + errors;
            }
        } catch (JacksonException _) {
            // Told below.
        }
        return "%s answers %d; ./lethe logs %s says why.".formatted(service, answer.statusCode(), service);
    }

    private static HttpRequest request(URI address, String method, @Nullable Object body) {
        var request = HttpRequest.newBuilder(address);
        if (body == null) {
            return request.method(method, BodyPublishers.noBody()).build();
        }
        return request.header("Content-Type", "application/json")
                .method(method, BodyPublishers.ofString(JSON.writeValueAsString(body))).build();
    }
}
