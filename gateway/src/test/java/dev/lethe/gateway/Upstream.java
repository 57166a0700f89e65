package dev.lethe.gateway;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

import com.sun.net.httpserver.Headers;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;

/// A service behind the gateway, as real as a socket.
final class Upstream implements AutoCloseable {

    record Seen(String method, String path, Headers headers) {}

    static final int WHOLE = 3 * 1024 * 1024;

    final List<Seen> seen = new CopyOnWriteArrayList<>();
    final BlockingQueue<String> feed = new LinkedBlockingQueue<>();
    final CompletableFuture<Void> streamBroken = new CompletableFuture<>();
    final CompletableFuture<Void> largeCut = new CompletableFuture<>();
    final CompletableFuture<Void> largeBroken = new CompletableFuture<>();
    final CompletableFuture<Integer> firstBytes = new CompletableFuture<>();
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    private final HttpServer server;

    Upstream() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.setExecutor(threads);
        server.createContext("/", this::answer);
        server.start();
    }

    String url() {
        return "http://127.0.0.1:" + server.getAddress().getPort();
    }

    private void answer(HttpExchange exchange) throws IOException {
        String path = exchange.getRequestURI().getRawPath();
        seen.add(new Seen(exchange.getRequestMethod(), path, exchange.getRequestHeaders()));
        switch (path) {
            case "/v1/updates/stream" -> stream(exchange);
            case "/v1/files" -> upload(exchange);
            case "/v1/chats/slow" -> swallow(exchange);
            case "/v1/chats/cut" -> exchange.close();
            case "/v1/chats/large" -> endless(exchange);
            case "/v1/chats/broken" -> cut(exchange);
            case "/v1/chats/whole" -> whole(exchange);
            default -> echo(exchange, path);
        }
    }

    private static void echo(HttpExchange exchange, String path) throws IOException {
        exchange.getRequestBody().readAllBytes();
        exchange.getResponseHeaders().set("Server", "Upstream/1.2.3");
        exchange.getResponseHeaders().set("X-Powered-By", "Upstream");
        send(exchange, path.equals("/v3/api-docs") ? "{\"openapi\":\"3.1.0\",\"servers\":[{\"url\":\"/\"}]}"
                : "{\"path\":\"" + path + "\"}");
    }

    private void upload(HttpExchange exchange) throws IOException {
        long length = 0;
        byte[] part = new byte[8192];
        try (InputStream body = exchange.getRequestBody()) {
            for (int read = body.read(part); read >= 0; read = body.read(part)) {
                firstBytes.complete(read);
                length += read;
            }
        }
        send(exchange, "{\"size\":" + length + "}");
    }

    private static void send(HttpExchange exchange, String json) throws IOException {
        byte[] body = json.getBytes(StandardCharsets.UTF_8);
        exchange.getResponseHeaders().set("Content-Type", "application/json");
        exchange.sendResponseHeaders(200, body.length);
        try (OutputStream out = exchange.getResponseBody()) {
            out.write(body);
        }
    }

    /// Never answers; ends with the connection.
    private void swallow(HttpExchange exchange) {
        exchange.getRequestMethod();
    }

    /// Sends what fits between a service and the gateway, and ends in the middle when told so.
    private void cut(HttpExchange exchange) throws IOException {
        exchange.sendResponseHeaders(200, Long.MAX_VALUE);
        exchange.getResponseBody().write(new byte[512 * 1024]);
        exchange.getResponseBody().flush();
        largeCut.join();
        exchange.close();
    }

    private void endless(HttpExchange exchange) throws IOException {
        exchange.sendResponseHeaders(200, Long.MAX_VALUE);
        try (OutputStream out = exchange.getResponseBody()) {
            byte[] part = new byte[64 * 1024];
            while (true) {
                out.write(part);
            }
        } catch (IOException _) {
            largeBroken.complete(null);
        }
    }

    private static void whole(HttpExchange exchange) throws IOException {
        exchange.sendResponseHeaders(200, WHOLE);
        try (OutputStream out = exchange.getResponseBody()) {
            out.write(new byte[WHOLE]);
        }
    }

    private void stream(HttpExchange exchange) throws IOException {
        exchange.getResponseHeaders().set("Content-Type", "text/event-stream");
        if (exchange.getRequestHeaders().containsKey("Last-Event-ID")) {
            awaitFeed();
        }
        exchange.sendResponseHeaders(200, 0);
        try (OutputStream out = exchange.getResponseBody()) {
            while (true) {
                String event = feed.poll(50, TimeUnit.MILLISECONDS);
                out.write((event == null ? ":\n\n" : "data: " + event + "\n\n").getBytes(StandardCharsets.UTF_8));
                out.flush();
            }
        } catch (IOException _) {
            streamBroken.complete(null);
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
    }

    private void awaitFeed() {
        while (feed.isEmpty()) {
            Thread.onSpinWait();
        }
    }

    @Override
    public void close() {
        server.stop(0);
        threads.shutdownNow();
    }
}
