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

/// A number of its own and the texts that arrive there, read from the SMS inbox.
record Telephone(String number, URI inbox, HttpClient http) {

    private static final Pattern CODE = Pattern.compile("(?<![0-9])[0-9]{6}(?![0-9])");

    /// A German mobile number that nobody used in this suite yet, almost surely.
    static Telephone withNewNumber(URI inbox, HttpClient http) {
        return new Telephone("+49151%08d".formatted(ThreadLocalRandom.current().nextInt(10_000_000, 100_000_000)),
                inbox, http);
    }

    /// How many texts came so far.
    int received() {
        return texts().size();
    }

    /// The code in the first text after those that had come before.
    String codeAfter(int received) throws InterruptedException {
        return Patience.await(Duration.ofSeconds(20), "a text with a code",
                () -> texts().stream().skip(received).map(Telephone::code).flatMap(Optional::stream).findFirst());
    }

    static Optional<String> code(String text) {
        Matcher code = CODE.matcher(text);
        return code.find() ? Optional.of(code.group()) : Optional.empty();
    }

    private List<String> texts() {
        URI address = inbox.resolve("/messages?to=" + URLEncoder.encode(number, StandardCharsets.UTF_8));
        try {
            String texts = http.send(HttpRequest.newBuilder(address).build(), BodyHandlers.ofString()).body();
            return JsonMapper.shared().readTree(texts).valueStream().map(text -> text.path("text").asString(""))
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException("The SMS inbox does not answer; is the suite up?", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new DemoException("interrupted");
        }
    }

    @Override
    public String toString() {
        return "Telephone[•••]";
    }
}
