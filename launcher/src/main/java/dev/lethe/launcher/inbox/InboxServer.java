package dev.lethe.launcher.inbox;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Supplier;
import java.util.stream.Stream;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;

import tools.jackson.databind.json.JsonMapper;

/// Shows an inbox: `/` as a page, of which `/?to=` shows a part, `/messages` and `/messages?to=` as JSON, oldest first. Asked as this
/// machine only: a request under another host's name is refused, so that no web page can read codes through the browser.
final class InboxServer {

    private static final Set<String> HOSTS = Set.of("127.0.0.1", "localhost");

    private final HttpServer server;
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();

    InboxServer(InetSocketAddress address, InboxPage page, Supplier<List<InboxMessage>> messages) throws IOException {
        server = HttpServer.create(address, 0);
        server.setExecutor(threads);
        handle("/", exchange -> page(exchange, page, messages.get()));
        handle("/icon.svg", exchange -> send(exchange, 200, "image/svg+xml", icon()));
        handle("/inbox.js", exchange -> send(exchange, 200, "text/javascript", InboxPage.SCRIPT));
        handle("/messages", exchange -> json(exchange, messages.get()));
    }

    static InetSocketAddress loopback(int port) {
        return new InetSocketAddress(InetAddress.getLoopbackAddress(), port);
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

    /// Whoever types a number may leave out the plus, or put spaces in; a part of it finds it, too.
    private static void page(HttpExchange exchange, InboxPage page, List<InboxMessage> messages) throws IOException {
        var asked = receiver(exchange).map(String::strip).orElse("");
        var wanted = asked.replace(" ", "").toLowerCase(Locale.ROOT);
        var shown = messages.stream().filter(message -> message.to().toLowerCase(Locale.ROOT).contains(wanted))
                .toList();
        exchange.getResponseHeaders()
                .add("Content-Security-Policy",
                        "default-src 'none'; style-src 'unsafe-inline'; script-src 'self'; connect-src 'self'; "
                                + "img-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'");
        // the gateway is not to learn whose messages were read
        exchange.getResponseHeaders().add("Referrer-Policy", "no-referrer");
        send(exchange, 200, "text/html; charset=utf-8", page.of(shown, asked));
    }

    private static void json(HttpExchange exchange, List<InboxMessage> messages) throws IOException {
        // numbers begin with a plus, which is a space in a form
        var to = receiver(exchange).map(it -> it.replace(' ', '+'));
        var shown = to.isEmpty() ? messages
                : messages.stream().filter(message -> message.to().equals(to.get())).toList();
        send(exchange, 200, "application/json", JsonMapper.shared().writeValueAsString(shown));
    }

    private static Optional<String> receiver(HttpExchange exchange) {
        var query = exchange.getRequestURI().getRawQuery();
        return Stream.of(query == null ? new String[0] : query.split("&"))
                .filter(parameter -> parameter.startsWith("to="))
                .map(parameter -> URLDecoder.decode(parameter.substring(3), StandardCharsets.UTF_8))
                .findFirst();
    }

    private static String icon() throws IOException {
        try (var file = Objects.requireNonNull(InboxServer.class.getResourceAsStream("/icon.svg"))) {
            return new String(file.readAllBytes(), StandardCharsets.UTF_8);
        }
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
