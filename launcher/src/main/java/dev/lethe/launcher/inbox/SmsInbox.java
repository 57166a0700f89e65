package dev.lethe.launcher.inbox;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.URI;
import java.time.Instant;
import java.util.List;

import com.sun.net.httpserver.HttpExchange;

import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;

/// In place of all telephones: takes `POST /messages` with `{"to": …, "text": …}` and shows what came.
public final class SmsInbox implements AutoCloseable {

    private static final int LIMIT = 16 * 1024;

    private final Messages messages = new Messages();
    private final InboxServer server;

    /// On loopback.
    ///
    /// @param gateway whose start page its own links to
    public SmsInbox(int port, URI gateway) throws IOException {
        this(InboxServer.loopback(port), gateway);
    }

    /// @param gateway whose start page its own links to
    public SmsInbox(InetSocketAddress address, URI gateway) throws IOException {
        server = new InboxServer(address, new InboxPage("SMS inbox", "Number", gateway), messages::all);
        server.onPost(this::receive, messages::all);
        server.start();
    }

    /// The page; `/messages` below it takes and lists messages.
    public URI address() {
        return server.address();
    }

    /// What was sent to a number, oldest first.
    public List<InboxMessage> messagesTo(String number) {
        return messages.to(number);
    }

    @Override
    public void close() {
        server.stop();
    }

    private void receive(HttpExchange exchange) throws IOException {
        try {
            var sms = JsonMapper.shared().readTree(exchange.getRequestBody().readNBytes(LIMIT));
            messages.add(new InboxMessage(sms.get("to").asString(), sms.get("text").asString(), Instant.now()));
            exchange.sendResponseHeaders(204, -1);
        } catch (JacksonException | NullPointerException _) {
            InboxServer.send(exchange, 400, "text/plain", "expected {\"to\": …, \"text\": …}\n");
        }
    }
}
