package dev.lethe.benchmarks;

import java.io.IOException;
import java.io.OutputStream;
import java.net.HttpURLConnection;
import java.net.URI;

/// Requests on blocking sockets, without a client's threads and queues between them and the clock. As many idle ones are kept as `http.maxConnections` says, which is read once a process.
final class Exchange {
    private Exchange() {
    }

    /// A request of somebody who is signed in, still to be sent.
    static HttpURLConnection open(URI address, String token) throws IOException {
        var request = (HttpURLConnection) address.toURL().openConnection();
        request.setRequestProperty("Authorization", "Bearer " + token);
        return request;
    }

    /// Only a connection whose answer was read is used again.
    static void readAll(HttpURLConnection request) throws IOException {
        var isGood = request.getResponseCode() < 400;
        try (var answer = isGood ? request.getInputStream() : request.getErrorStream()) {
            if (answer != null) {
                answer.transferTo(OutputStream.nullOutputStream());
            }
        }
    }
}
