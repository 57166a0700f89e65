package dev.lethe.account.sms;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CopyOnWriteArrayList;

import javax.net.ssl.SSLContext;

import org.jspecify.annotations.Nullable;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsServer;

import tools.jackson.databind.json.JsonMapper;

/// Takes texts by HTTP.
final class HttpPeer implements SmsPeer {

    /// A request as it came.
    record Asked(Map<String, String> headers, byte[] body) {
        String header(String name) {
            return headers.getOrDefault(name, "");
        }
    }

    final List<Asked> asked = new CopyOnWriteArrayList<>();
    private final List<Taken> taken = new CopyOnWriteArrayList<>();
    private final @Nullable SSLContext tls;
    private HttpServer server;
    private volatile int status = 204;
    private volatile Map<String, String> headers = Map.of();

    HttpPeer(@Nullable SSLContext tls) {
        this.tls = tls;
        this.server = listen(0);
    }

    URI address() {
        String scheme = tls == null ? "http" : "https";
        return URI.create(scheme + "://localhost:" + server.getAddress().getPort() + "/messages");
    }

    void answers(int answer, Map<String, String> with) {
        headers = with;
        status = answer;
    }

    @Override
    public List<Taken> taken() {
        return taken;
    }

    @Override
    public void takes() {
        answers(204, Map.of());
    }

    @Override
    public void refuses() {
        answers(422, Map.of());
    }

    @Override
    public void throttles() {
        answers(429, Map.of("Retry-After", "7"));
    }

    @Override
    public void goesAway() {
        server.stop(0);
    }

    @Override
    public void comesBack() {
        server = listen(server.getAddress().getPort());
    }

    @Override
    public void close() {
        server.stop(0);
    }

    private HttpServer listen(int port) {
        try {
            var address = new InetSocketAddress(port);
            HttpServer door = tls == null ? HttpServer.create(address, 0) : secret(address, tls);
            door.createContext("/", this::take);
            door.start();
            return door;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static HttpServer secret(InetSocketAddress address, SSLContext tls) throws IOException {
        var door = HttpsServer.create(address, 0);
        door.setHttpsConfigurator(new HttpsConfigurator(tls));
        return door;
    }

    private void take(HttpExchange exchange) throws IOException {
        byte[] body = exchange.getRequestBody().readAllBytes();
        Map<String, String> told = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
        exchange.getRequestHeaders().forEach((name, values) -> told.put(name, values.getFirst()));
        asked.add(new Asked(told, body));
        if (status / 100 == 2) {
            var text = JsonMapper.shared().readTree(body);
            taken.add(new Taken(text.get("to").asString(), text.get("text").asString()));
        }
        headers.forEach(exchange.getResponseHeaders()::set);
        exchange.sendResponseHeaders(status, -1);
        exchange.close();
    }
}
