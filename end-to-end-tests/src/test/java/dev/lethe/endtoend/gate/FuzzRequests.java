package dev.lethe.endtoend.gate;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import java.util.function.Supplier;
import java.util.stream.Stream;

import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;

/// Requests made of the four documents, with a canary in each place that a request has, well and badly encoded.
final class FuzzRequests {

    /// A request as it goes over the wire.
    ///
    /// @param ends whether its session may end by it
    record Raw(String operation, String method, String target, List<String> headers, byte[] body, boolean ends) {

        Raw target(String other) {
            return new Raw(operation, method, other, headers, body, ends);
        }

        Raw with(String... more) {
            return new Raw(operation, method, target,
                    Stream.concat(headers.stream(), Stream.of(more)).toList(), body, ends);
        }

        Raw with(String type, byte[] other) {
            return new Raw(operation, method, target,
                    Stream.concat(headers.stream(), Stream.of("Content-Type: " + type)).toList(), other, ends);
        }
    }

    private static final List<String> SERVICES = List.of("account", "message", "contact", "media");
    private static final Set<String> ENDING = Set.of("logOut");
    private static final List<String> ENDINGS = List.of("", "%FF", "%E9", "%ED%A0%80", "%00", "%0D%0AX:%201", "%zz",
            "%",
            "%F0%9F%90%88", "\u00ff", "[]", "{}", "%D9%A5");
    private static final List<String> HEADERS = List.of("Accept", "Accept-Language", "Authorization",
            "Content-Disposition",
            "Content-Encoding", "Content-Type", "Cookie", "Expect", "Forwarded", "Host", "Idempotency-Key", "If-Match",
            "If-Modified-Since", "If-None-Match", "If-Range", "Last-Event-ID", "Origin", "Range", "Referer",
            "Transfer-Encoding", "Tus-Resumable", "Upgrade", "User-Agent", "X-Forwarded-For", "X-Forwarded-Prefix");

    private static final int A_FEW = 3;
    private static final int MANY = 8;

    private final Supplier<String> canary;
    private final List<Raw> all = new ArrayList<>();
    private int turn;

    private FuzzRequests(Supplier<String> canary) {
        this.canary = canary;
    }

    static List<Raw> of(Supplier<String> canary) {
        FuzzRequests requests = new FuzzRequests(canary);
        SERVICES.forEach(requests::addService);
        return List.copyOf(requests.all);
    }

    @SuppressWarnings("unchecked")
    private void addService(String service) {
        Path file = Path.of(System.getProperty("lethe.root", ".."), "openapi", service + "-service.yaml");
        try {
            Map<String, Object> document = new Yaml(new SafeConstructor(new LoaderOptions()))
                    .load(Files.readString(file));
            Map<String, Map<String, Object>> paths = (Map<String, Map<String, Object>>) Objects
                    .requireNonNull(document.get("paths"));
            paths.forEach((path, operations) -> operations
                    .forEach((method, operation) -> addOperation(path, method, (Map<String, Object>) operation,
                            document)));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @SuppressWarnings("unchecked")
    private void addOperation(String path, String method, Map<String, Object> operation, Map<String, Object> document) {
        String name = String.valueOf(operation.get("operationId"));
        String target = path.replaceAll("\\{messageId}", "4611686018427387904").replaceAll("\\{[^}]+}",
                UUID.randomUUID().toString());
        Raw plain = new Raw(name, method.toUpperCase(Locale.ROOT), target, List.of(), new byte[0],
                ENDING.contains(name));
        List<Map<String, Object>> parameters = (List<Map<String, Object>>) operation.getOrDefault("parameters",
                List.of());
        all.add(plain);
        addQueries(plain, parameters);
        addPaths(plain, path);
        addHeaders(plain);
        Map<String, Object> body = (Map<String, Object>) operation.get("requestBody");
        addBodies(plain, body == null ? Map.of() : new BodySample(document, canary).of(body));
    }

    /// Where each operation needs not have all, they take turns.
    private List<String> some(List<String> of, int many) {
        List<String> some = new ArrayList<>();
        for (int i = 0; i < many; i++) {
            some.add(of.get(turn++ % of.size()));
        }
        return some;
    }

    private void addQueries(Raw plain, List<Map<String, Object>> parameters) {
        List<String> names = List.copyOf(parameters.stream().filter(it -> "query".equals(it.get("in")))
                .map(it -> String.valueOf(it.get("name"))).toList());
        some(ENDINGS, A_FEW).forEach(end -> all.add(plain.target(plain.target() + "?unknown=" + canary.get() + end)));
        for (String name : names) {
            ENDINGS.forEach(end -> all.add(plain.target(plain.target() + "?" + name + "=" + canary.get() + end)));
        }
        some(ENDINGS, A_FEW).forEach(end -> all.add(plain.target(plain.target() + "?" + canary.get() + end + "=1")));
    }

    private void addPaths(Raw plain, String path) {
        String[] steps = path.split("(?<=/)");
        for (int i = 1; i < steps.length; i++) {
            for (String end : some(ENDINGS, A_FEW)) {
                String[] changed = plain.target().split("(?<=/)");
                changed[i] = canary.get() + end + (changed[i].endsWith("/") ? "/" : "");
                all.add(plain.target(String.join("", changed)));
            }
        }
    }

    private void addHeaders(Raw plain) {
        for (String header : some(HEADERS, MANY)) {
            all.add(plain.with(header + ": " + canary.get()));
            all.add(plain.with(header + ": " + canary.get() + "\u0085\u00ff"));
        }
        all.add(plain.with(canary.get() + ": 1"));
        all.add(plain.with("Range: bytes=\u0080", "If-Range: \u0080", "Last-Event-ID: \u0080"));
        all.add(plain.with("Content-Disposition: attachment; filename=\"" + canary.get() + "\u00c3\u009cbung.pdf\""));
    }

    private void addBodies(Raw plain, Map<String, String> samples) {
        if (plain.method().equals("GET") || plain.method().equals("HEAD")) {
            return;
        }
        samples.forEach(
                (_, sample) -> all.add(plain.with("application/json", sample.getBytes(StandardCharsets.UTF_8))));
        String field = "{\"" + canary.get() + "\": \"" + canary.get() + "\"";
        String deep = "{\"a\":" + "[".repeat(3_000) + "\"" + canary.get() + "\"";
        for (String text : List.of(field + "}", field, "\"" + canary.get() + "\"", canary.get(), deep,
                "[" + field + "}]")) {
            all.add(plain.with("application/json", text.getBytes(StandardCharsets.UTF_8)));
        }
        all.add(plain.with("application/json", (field + "}").getBytes(StandardCharsets.UTF_16)));
        all.add(plain.with("application/json", (field + "\u00ff\u00fe}").getBytes(StandardCharsets.ISO_8859_1)));
        all.add(plain.with("application/json; charset=" + canary.get(), field.getBytes(StandardCharsets.UTF_8)));
        all.add(plain.with("Content-Encoding: gzip").with("application/json", field.getBytes(StandardCharsets.UTF_8)));
        all.add(plain.with("application/x-www-form-urlencoded",
                (canary.get() + "=" + canary.get() + "%FF").getBytes(StandardCharsets.UTF_8)));
        all.add(plain.with("multipart/form-data; boundary=XX", multipart().getBytes(StandardCharsets.UTF_8)));
        all.add(plain.with("multipart/form-data", multipart().getBytes(StandardCharsets.UTF_8)));
    }

    String multipart() {
        return "--XX\r\nContent-Disposition: form-data; name=\"" + canary.get() + "\"; filename=\"" + canary.get()
                + "\"\r\n\r\n" + canary.get().repeat(2_000) + "\r\n--XX--\r\n";
    }
}
