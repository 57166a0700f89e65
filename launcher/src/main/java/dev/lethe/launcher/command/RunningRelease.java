package dev.lethe.launcher.command;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.Optional;

import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;

/// Which release a running suite is of, as its gateway says; that of the sources may be a later one.
final class RunningRelease {

    private static final Duration PATIENCE = Duration.ofSeconds(5);

    private RunningRelease() {
    }

    /// Empty while the gateway does not answer.
    static Optional<String> of(URI gateway) {
        var request = HttpRequest.newBuilder(gateway.resolve("/health")).timeout(PATIENCE).build();
        try (var http = HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).connectTimeout(PATIENCE).build()) {
            var health = JsonMapper.shared().readTree(http.send(request, BodyHandlers.ofString()).body());
            return Optional.of(health.path("version").asString("")).filter(version -> !version.isEmpty());
        } catch (IOException | JacksonException _) {
            return Optional.empty();
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
            return Optional.empty();
        }
    }
}
