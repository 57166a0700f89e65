package dev.lethe.launcher.suite;

import java.io.IOException;
import java.net.ConnectException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

import javax.net.ssl.SSLContext;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import dev.lethe.launcher.certificate.Identities;
import dev.lethe.launcher.process.StartFailure;

/// The internal doors of a running suite's services, for its operator.
public final class OperatorDoor {

    private static final JsonMapper JSON = JsonMapper.shared();

    private final Ports ports;
    private final SSLContext identity;

    private OperatorDoor(Ports ports, SSLContext identity) {
        this.ports = ports;
        this.identity = identity;
    }

    /// With the operator's certificate, which is made when it is not there.
    ///
    /// @throws StartFailure when no suite ever ran here
    public static OperatorDoor of(Home home) throws IOException {
        if (!Files.exists(home.keys())) {
            throw new StartFailure("Nothing was started yet in " + home.folder() + "; start it by ./lethe up.");
        }
        var ports = Ports.of(home.readSettings(), System.getenv());
        return new OperatorDoor(ports, Identities.in(home.keys()).operator());
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
        return call(service, method, path, BodyPublishers.noBody());
    }

    /// Posts values.
    ///
    /// @throws StartFailure when it does not run or does not do it
    public JsonNode post(String service, String path, Map<String, ?> body) throws IOException, InterruptedException {
        return call(service, "POST", path, BodyPublishers.ofString(JSON.writeValueAsString(body)));
    }

    private JsonNode call(String service, String method, String path, BodyPublisher body)
            throws IOException, InterruptedException {
        var address = ports.https(Port.internalOf(service)).resolve(path);
        try (var http = HttpClient.newBuilder().sslContext(identity).connectTimeout(Duration.ofSeconds(5)).build()) {
            var answer = http.send(request(address, method, body), BodyHandlers.ofString());
            if (answer.statusCode() == 409) {
                throw new StartFailure(service + " stands otherwise by now; look again.");
            }
            if (answer.statusCode() / 100 != 2) {
                throw new StartFailure(
                        "%s answers %d; ./lethe logs %s says why.".formatted(service, answer.statusCode(), service));
            }
            return JSON.readTree(answer.body());
        } catch (ConnectException _) {
            throw new StartFailure(service + " does not run; start the suite by ./lethe up.");
        }
    }

    private static HttpRequest request(URI address, String method, BodyPublisher body) {
        return HttpRequest.newBuilder(address).header("Content-Type", "application/json").method(method, body).build();
    }
}
