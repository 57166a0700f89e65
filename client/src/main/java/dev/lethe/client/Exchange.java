package dev.lethe.client;

import java.time.Duration;

/// One request and its answer, fit to be shown: values that say something about a person are blacked out.
///
/// @param request  the body that was sent, redacted; empty when there was none or it was a stream
/// @param response the body that came, redacted; empty when there was none or it is a stream
public record Exchange(String method, String path, String request, int status, String response, Duration took) {

    /// Gets told of every exchange, on the calling thread.
    @FunctionalInterface
    public interface Listener {
        void exchanged(Exchange exchange);
    }

    @Override
    public String toString() {
        return "%s %s%s%n  → %d in %d ms%s".formatted(method, path, request.isEmpty() ? "" : "\n  " + request, status,
                took.toMillis(), response.isEmpty() ? "" : "\n  " + response);
    }
}
