package dev.lethe.endtoend;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;

import org.jspecify.annotations.Nullable;

import tools.jackson.databind.json.JsonMapper;

import dev.lethe.launcher.inbox.InboxMessage;

/// Where people come in and get texts and mail: at the suite that this run starts, or at one that runs elsewhere, such as in
/// containers, where `-Dlethe.gateway=…` names it. Stories with the tag `anywhere` look behind no other door.
final class Doors {

    private static final HttpClient HTTP = HttpClient.newHttpClient();
    private static final @Nullable URI ELSEWHERE = address("lethe.gateway");

    private Doors() {
    }

    static boolean areElsewhere() {
        return ELSEWHERE != null;
    }

    static URI gateway() {
        return ELSEWHERE == null ? Running.suite().gateway() : ELSEWHERE;
    }

    static URI smsInbox() {
        return ELSEWHERE == null ? Running.suite().smsInbox().address() : named("lethe.sms-inbox");
    }

    static URI mailInbox() {
        return ELSEWHERE == null ? Running.suite().mailInbox().address() : named("lethe.mail-inbox");
    }

    /// What was sent to a number, oldest first.
    static List<InboxMessage> textsTo(String number) {
        return ELSEWHERE == null ? Running.suite().smsInbox().messagesTo(number) : messages(smsInbox(), number);
    }

    /// What was sent to an address, oldest first.
    static List<InboxMessage> mailsTo(String address) {
        return ELSEWHERE == null ? Running.suite().mailInbox().messagesTo(address) : messages(mailInbox(), address);
    }

    private static List<InboxMessage> messages(URI inbox, String to) {
        URI address = inbox.resolve("/messages?to=" + URLEncoder.encode(to, StandardCharsets.UTF_8));
        try {
            String messages = HTTP.send(HttpRequest.newBuilder(address).build(), BodyHandlers.ofString()).body();
            return JsonMapper.shared().readTree(messages).valueStream()
                    .map(it -> new InboxMessage(it.path("to").asString(), it.path("text").asString(),
                            Instant.parse(it.path("at").asString())))
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    private static URI named(String property) {
        URI address = address(property);
        if (address == null) {
            throw new IllegalStateException("Where the gateway is elsewhere, " + property + " must be named, too");
        }
        return address;
    }

    private static @Nullable URI address(String property) {
        String value = System.getProperty(property, "");
        return value.isBlank() ? null : URI.create(value);
    }
}
