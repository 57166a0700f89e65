package dev.lethe.launcher.demo;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ThreadLocalRandom;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import tools.jackson.databind.json.JsonMapper;

/// An address of its own and the mails that arrive there, read from the mail inbox.
record Mailbox(String address, URI inbox, HttpClient http) {

    private static final Pattern CODE = Pattern.compile("(?<![0-9])[0-9]{8}(?![0-9])");

    static Mailbox withNewAddress(URI inbox, HttpClient http) {
        return new Mailbox("alice%06d@wonderland.example".formatted(ThreadLocalRandom.current().nextInt(1_000_000)),
                inbox, http);
    }

    /// How many mails came so far.
    int received() {
        return mails().size();
    }

    /// The code in the first mail after those that had come before.
    String codeAfter(int received) throws InterruptedException {
        return Patience.await(Duration.ofSeconds(20), "a mail with a code",
                () -> mails().stream().skip(received).map(Mailbox::code).flatMap(Optional::stream).findFirst());
    }

    private static Optional<String> code(String text) {
        Matcher code = CODE.matcher(text);
        return code.find() ? Optional.of(code.group()) : Optional.empty();
    }

    private List<String> mails() {
        URI messages = inbox.resolve("/messages?to=" + URLEncoder.encode(address, StandardCharsets.UTF_8));
        try {
            String mails = http.send(HttpRequest.newBuilder(messages).build(), BodyHandlers.ofString()).body();
            return JsonMapper.shared().readTree(mails).valueStream().map(mail -> mail.path("text").asString(""))
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException("The mail inbox does not answer; is the suite up?", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new DemoException("interrupted");
        }
    }

    @Override
    public String toString() {
        return "Mailbox[•••]";
    }
}
