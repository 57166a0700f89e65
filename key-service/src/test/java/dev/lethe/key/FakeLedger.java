package dev.lethe.key;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsServer;

import tools.jackson.databind.json.JsonMapper;

import dev.lethe.platform.ledger.LedgerEntry;
import dev.lethe.platform.vault.DestructionOrder;
import dev.lethe.test.LedgerDigests;
import dev.lethe.test.secret.TestSecrets;

/// What account-service knows of who was erased, at an internal door of its own. It can be away.
public final class FakeLedger {

    private static final FakeLedger SHARED = new FakeLedger();
    private static final JsonMapper JSON = JsonMapper.builder().build();

    private final List<LedgerEntry> entries = new CopyOnWriteArrayList<>();
    private final HttpsServer server;
    private volatile boolean up = true;

    private FakeLedger() {
        try {
            server = HttpsServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        server.setHttpsConfigurator(
                new HttpsConfigurator(TestSecrets.shared().tlsOf("account-service", "account-service")));
        server.createContext("/internal/v1/ledger/", this::answer);
        server.start();
    }

    public static FakeLedger shared() {
        return SHARED;
    }

    public String url() {
        return "https://127.0.0.1:" + server.getAddress().getPort();
    }

    public boolean isUp() { return up; }

    public void goAway() {
        up = false;
    }

    public void comeBack() {
        up = true;
    }

    /// Account-service has erased the subject.
    public void add(DestructionOrder order) {
        entries.add(new LedgerEntry(order.subject(), order.erasureId(), Instant.ofEpochMilli(order.epochMillis()),
                Base64.getDecoder().decode(order.signature()), null, null));
    }

    private void answer(HttpExchange exchange) throws IOException {
        try (exchange) {
            if (!up) {
                exchange.sendResponseHeaders(503, -1);
                return;
            }
            var body = JSON.writeValueAsBytes(body(exchange));
            exchange.getRequestBody().readAllBytes();
            exchange.getResponseHeaders().add("Content-Type", "application/json");
            exchange.sendResponseHeaders(200, body.length);
            exchange.getResponseBody().write(body);
        }
    }

    private Map<String, ?> body(HttpExchange exchange) {
        if (exchange.getRequestMethod().equals("POST")) {
            return Map.of("added", 0);
        }
        var path = exchange.getRequestURI().getPath();
        if (path.endsWith("/digests")) {
            var digests = new LedgerDigests();
            entries.forEach(it -> digests.add(it.subject()));
            return Map.of("digests", digests.all());
        }
        var bucket = Integer.parseInt(path.substring(path.lastIndexOf('/') + 1));
        return Map.of("entries",
                entries.stream().filter(it -> LedgerDigests.bucketOf(it.subject()) == bucket).toList());
    }
}
