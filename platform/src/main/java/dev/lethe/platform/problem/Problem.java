package dev.lethe.platform.problem;

import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import org.jspecify.annotations.Nullable;

/// Ends a request with an RFC 9457 problem.
public final class Problem extends RuntimeException {

    /// What is wrong with one field of a request.
    ///
    /// @param field path of the field, such as `contacts[3].number`
    /// @param message what is expected of it
    public record FieldError(String field, String message) {}

    private final transient ProblemType type;
    private final @Nullable String detail;
    private final transient List<FieldError> errors = new ArrayList<>();
    private final transient Map<String, Object> properties = new LinkedHashMap<>();
    private transient @Nullable Duration retryAfter;
    private String challenge = "Bearer";

    Problem(ProblemType type, @Nullable String detail) {
        super(type.code(), null, false, false);
        this.type = type;
        this.detail = detail;
    }

    /// Names a field and what is expected of it. A caller may have chosen the name, so it is cut, and cleaned of what
    /// is not to be seen.
    public Problem withField(String field, String message) {
        errors.add(new FieldError(FieldName.shown(field), message));
        return this;
    }

    /// Adds a member to the problem document.
    public Problem with(String key, Object value) {
        properties.put(key, value);
        return this;
    }

    /// Tells the caller when trying again makes sense.
    public Problem retryAfter(Duration delay) {
        this.retryAfter = delay;
        return this;
    }

    /// What a 401 says in `WWW-Authenticate` (RFC 6750, 3); `Bearer` unless more is known.
    public Problem challenging(String words) {
        this.challenge = words;
        return this;
    }

    /// The kind of problem.
    public ProblemType type() {
        return type;
    }

    @Nullable
    Duration delay() {
        return retryAfter;
    }

    String challenge() {
        return challenge;
    }

    /// The document's members in order.
    Map<String, Object> document() {
        Map<String, Object> document = new LinkedHashMap<>();
        document.put("type", "urn:lethe:problem:" + type.code());
        document.put("title", type.title());
        document.put("status", type.status());
        document.put("code", type.code());
        if (detail != null) {
            document.put("detail", detail);
        }
        if (!errors.isEmpty()) {
            document.put("errors", List.copyOf(errors));
        }
        document.putAll(properties);
        return document;
    }
}
