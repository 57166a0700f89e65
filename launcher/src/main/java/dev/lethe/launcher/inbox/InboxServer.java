package dev.lethe.launcher.inbox;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Supplier;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;

import tools.jackson.databind.json.JsonMapper;

/// Shows an inbox: `/` as a page, `/messages` and `/messages?to=` as JSON, oldest first. Loopback only; a request
/// under another host's name is refused, so that no web page can read codes through the browser.
final class InboxServer {

    private static final Set<String> HOSTS = Set.of("127.0.0.1", "localhost");

    private final HttpServer server;
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();

    InboxServer(int port, String title, Supplier<List<InboxMessage>> messages) throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 0);
        server.setExecutor(threads);
        handle("/", exchange -> page(exchange, title, messages.get()));
        handle("/inbox.js", exchange -> send(exchange, 200, "text/javascript", InboxPage.SCRIPT));
        handle("/messages", exchange -> json(exchange, messages.get()));
    }

    /// Adds what happens on POST to `/messages`; GET stays as it is.
    void onPost(Handler post, Supplier<List<InboxMessage>> messages) {
        server.removeContext("/messages");
        handle("/messages", exchange -> {
            if (exchange.getRequestMethod().equals("POST")) {
                post.handle(exchange);
                return;
            }
            json(exchange, messages.get());
        });
    }

    void start() {
        server.start();
    }

    void stop() {
        keepingInterrupts(() -> {
            server.stop(0);
            threads.close();
        });
    }

    /// Servers that stop forget that their thread was interrupted; Ctrl-C would then stop one suite and start the next.
    static void keepingInterrupts(Runnable stopping) {
        var interrupted = Thread.interrupted();
        try {
            stopping.run();
        } finally {
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
        }
    }

    URI address() {
        return URI.create("http://127.0.0.1:" + server.getAddress().getPort());
    }

    private void handle(String path, Handler handler) {
        server.createContext(path, exchange -> {
            try (exchange) {
                if (!HOSTS.contains(host(exchange))) {
                    exchange.sendResponseHeaders(421, -1);
                    return;
                }
                if (!exchange.getRequestURI().getPath().equals(path)) {
                    exchange.sendResponseHeaders(404, -1);
                    return;
                }
                handler.handle(exchange);
            }
        });
    }

    private static String host(HttpExchange exchange) {
        var host = exchange.getRequestHeaders().getFirst("Host");
        return host == null ? "" : host.replaceAll(":\\d+$", "");
    }

    private static void page(HttpExchange exchange, String title, List<InboxMessage> messages) throws IOException {
        exchange.getResponseHeaders()
                .add("Content-Security-Policy",
                        "default-src 'none'; style-src 'unsafe-inline'; script-src 'self'; connect-src 'self'; "
                                + "frame-ancestors 'none'");
        send(exchange, 200, "text/html; charset=utf-8", InboxPage.of(title, messages));
    }

    private static void json(HttpExchange exchange, List<InboxMessage> messages) throws IOException {
        var query = exchange.getRequestURI().getRawQuery();
        var shown = messages;
        if (query != null && query.startsWith("to=")) {
            var to = URLDecoder.decode(query.substring(3).replace("+", "%2B"), StandardCharsets.UTF_8);
            shown = messages.stream().filter(message -> message.to().equals(to)).toList();
        }
        send(exchange, 200, "application/json", JsonMapper.shared().writeValueAsString(shown));
    }

    static void send(HttpExchange exchange, int status, String type, String body) throws IOException {
        var bytes = body.getBytes(StandardCharsets.UTF_8);
        exchange.getResponseHeaders().add("Content-Type", type);
        exchange.getResponseHeaders().add("Cache-Control", "no-store");
        exchange.sendResponseHeaders(status, bytes.length == 0 ? -1 : bytes.length);
        exchange.getResponseBody().write(bytes);
    }

    /// What answers one request.
    interface Handler {
        void handle(HttpExchange exchange) throws IOException;
    }
}
