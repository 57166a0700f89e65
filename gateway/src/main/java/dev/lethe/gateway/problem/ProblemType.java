package dev.lethe.gateway.problem;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;

/// One kind of problem: its status, the code that callers branch on, and its title.
public record ProblemType(int status, String code, String title) {

    /// The document that callers read, member by member.
    public Map<String, Object> document() {
        Map<String, Object> document = new LinkedHashMap<>();
        document.put("type", "urn:lethe:problem:" + code);
        document.put("title", title);
        document.put("status", status);
        document.put("code", code);
        return document;
    }

    public Problem asProblem() {
        return new Problem(this, Duration.ZERO);
    }

    /// Ends the request and asks to try again.
    ///
    /// @param wait how long the caller does well to wait; told as `Retry-After`
    public Problem retryAfter(Duration wait) {
        return new Problem(this, wait);
    }
}
