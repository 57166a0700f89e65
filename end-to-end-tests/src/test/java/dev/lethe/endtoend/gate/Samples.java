package dev.lethe.endtoend.gate;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_16;
import static java.nio.charset.StandardCharsets.UTF_8;

import java.net.URLEncoder;
import java.util.List;

import org.jspecify.annotations.Nullable;

import dev.lethe.endtoend.gate.Operation.Parameter;

/// Requests made of an operation: as its document wants them, with one place spoilt, or unlike anything.
final class Samples {

    private static final List<String> ENDINGS = List.of("%FF", "%E9", "%ED%A0%80", "%00", "%0D%0AX:%201", "%zz", "%",
            "\u00ff", "[]", "{}", "%D9%A5", "%2F..%2F", ";a=b", "#x", "%25%30", "+", "%F0%9F%90%88");
    private static final List<String> TYPES = List.of("", "text/plain", "application/xml",
            "application/json; charset=x",
            "application/x-www-form-urlencoded", "multipart/form-data", "multipart/form-data; boundary=XX", "a", "*/*",
            "application/json; charset=utf-16", "application/merge-patch+json", "application/octet-stream", "/");
    private static final List<String> HEADERS = List.of("Accept: application/xml", "Accept: text/html", "Accept: ;;q=x",
            "Accept: image/*;q=0.1", "If-None-Match: *", "If-Match: \"x\"", "If-Modified-Since: yesterday",
            "Range: bytes=0-0,1-1", "Range: bytes=-1", "Range: bytes=9-1", "Range: lines=1", "Expect: x",
            "Content-Encoding: gzip", "Transfer-Encoding: gzip", "Content-Language: \u00ff",
            "Accept-Encoding: identity;q=0",
            "Last-Event-ID: \u0080", "Content-Disposition: attachment; filename*=UTF-8''%FF", "Origin: null",
            "X-HTTP-Method-Override: DELETE", "Upgrade: websocket", "Accept-Language: x".repeat(40), "Cookie: a=b",
            "Content-Disposition: attachment; filename=\"../../x\"", "TE: trailers", "Content-Length: 0");
    private static final String EXPORT = """
            {"name": "WORD", "type": "personal_chat", "id": 4242, "messages": [{"id": 1, "type": "message",
             "date_unixtime": "1577934245", "from": "WORD", "from_id": "user1", "text": "WORD"}]}""";
    private static final int HUGE = 1_200_000;

    private final Operation operation;
    private final Dice dice;
    private final Words words;
    private final OddValues odd;
    private final JsonSamples json;

    Samples(Operation operation, Dice dice, Learned learned, String canary) {
        this.operation = operation;
        this.dice = dice;
        this.words = new Words(dice, learned, canary);
        this.odd = new OddValues(dice, canary);
        this.json = new JsonSamples(operation, dice, words);
    }

    Sample next() {
        int kind = dice.below(10);
        if (kind < 4) {
            return good();
        }
        return kind < 7 ? spoilt() : wild();
    }

    Sample good() {
        Sample sample = new Sample(operation, path(null));
        operation.parametersIn("query").stream().filter(_ -> dice.oneIn(2)).forEach(it -> addQuery(sample, it));
        operation.parametersIn("header").stream().filter(_ -> dice.oneIn(2)).forEach(it -> addHeader(sample, it));
        addBody(sample);
        return sample;
    }

    private void addQuery(Sample sample, Parameter parameter) {
        sample.query(parameter.name() + "=" + encoded(plain(parameter)));
    }

    private String plain(Parameter parameter) {
        return switch (parameter.schema().path("type").asString("")) {
            case "string" -> words.of(parameter.name(), parameter.schema());
            default -> json.good(parameter.schema());
        };
    }

    private void addHeader(Sample sample, Parameter parameter) {
        String value = switch (parameter.name()) {
            case "Range" -> "bytes=" + dice.below(10) + "-" + dice.below(100);
            case "Content-Disposition" -> "attachment; filename*=UTF-8''" + encoded(plain(parameter));
            default -> encoded(plain(parameter));
        };
        sample.header(parameter.name() + ": " + value);
    }

    private void addBody(Sample sample) {
        if (operation.hasForm()) {
            sample.body("application/json", json.good(operation.body()).getBytes(UTF_8));
        } else if (operation.hasBody() && operation.bodyType().equals("application/json")) {
            sample.body("application/json", EXPORT.replace("WORD", words.canary()).getBytes(UTF_8));
        } else if (operation.hasBody()) {
            sample.body("text/plain", (words.canary() + words.digits(dice.below(500))).getBytes(UTF_8));
        }
    }

    /// @param spoilt the parameter that is to have an odd value
    private String path(@Nullable Parameter spoilt) {
        String path = operation.path();
        for (Parameter parameter : operation.parametersIn("path")) {
            String example = parameter.schema().path("example").asString(plain(parameter));
            String value = parameter.equals(spoilt) ? oddInAddress(parameter) : encoded(example);
            path = path.replace("{" + parameter.name() + "}", value);
        }
        return path;
    }

    private String oddInAddress(Parameter parameter) {
        String text = new String(odd.text(parameter.schema()).getBytes(UTF_8), ISO_8859_1);
        return dice.oneIn(2) ? encoded(odd.text(parameter.schema())) : text.replaceAll("[\\r\\n ]", "")
                + dice.pick(ENDINGS);
    }

    private Sample spoilt() {
        List<Parameter> parameters = operation.parameters().stream().filter(it -> !it.place().equals("header"))
                .toList();
        if (operation.hasForm() && (parameters.isEmpty() || dice.oneIn(2))) {
            Sample sample = new Sample(operation, path(null));
            sample.body("application/json", json.spoilt(operation.body()).getBytes(UTF_8));
            return sample;
        }
        if (parameters.isEmpty()) {
            return wild();
        }
        Parameter spoilt = dice.pick(parameters);
        Sample sample = new Sample(operation, path(spoilt));
        if (spoilt.place().equals("query")) {
            sample.query(spoilt.name() + "=" + oddInAddress(spoilt));
            if (dice.oneIn(4)) {
                addQuery(sample, spoilt);
            }
        }
        addBody(sample);
        return sample;
    }

    private Sample wild() {
        Sample sample = new Sample(operation, path(null));
        switch (dice.below(operation.hasBody() ? 8 : 3)) {
            case 0 -> {
                sample.header(dice.pick(HEADERS));
                addBody(sample);
            }
            case 1 -> {
                sample.query(words.canary() + dice.pick(ENDINGS) + "=" + words.canary());
                addBody(sample);
            }
            case 2 -> sample.body(dice.pick(TYPES), ("{\"" + words.canary() + "\": 1}").getBytes(UTF_8));
            case 3 -> sample.body("application/json", noJson().getBytes(ISO_8859_1));
            case 4 -> sample.body("application/json", json.good(operation.body()).getBytes(
                    dice.pick(List.of(UTF_16, ISO_8859_1))));
            case 5 -> sample.body("application/json", deep().getBytes(UTF_8));
            case 6 -> sample.body(dice.pick(TYPES), multipart().getBytes(UTF_8));
            default -> sample.body("application/json", dice.oneIn(10) ? huge() : dice.bytes(1 + dice.below(2_000)));
        }
        return sample;
    }

    private String noJson() {
        String good = operation.hasForm() ? json.good(operation.body()) : "{\"a\": \"" + words.canary() + "\"}";
        return dice.pick(List.of(good.substring(0, dice.below(good.length())), good + good, good + "}",
                "[" + good + "]",
                "// " + words.canary() + "\n" + good, good.replace('"', '\''), "\uFEFF".repeat(2) + good, " ",
                "\"" + words.canary() + "\"", "null", words.canary(), "{\"a\":\"\u00ff\u00fe\u00c0\u0080\"}", "{,}"));
    }

    private String deep() {
        int levels = dice.pick(List.of(499, 501, 1_000, 10_000, 50_000));
        return "{\"a\":" + "[".repeat(levels) + "\"" + words.canary() + "\"" + "]".repeat(levels) + "}";
    }

    private byte[] huge() {
        return ("{\"a\":\"" + words.canary().repeat(HUGE / words.canary().length()) + "\"}").getBytes(UTF_8);
    }

    private String multipart() {
        return "--XX\r\nContent-Disposition: form-data; name=\"" + words.canary() + "\"; filename=\"" + words.canary()
                + "\"\r\n\r\n" + words.canary().repeat(200) + "\r\n--XX--\r\n";
    }

    private static String encoded(String value) {
        return URLEncoder.encode(value, UTF_8).replace("+", "%20");
    }
}
