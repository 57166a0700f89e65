package dev.lethe.platform.problem;

import java.time.Duration;

/// Problems that every service may answer with.
public final class PlatformProblems {

    public static final ProblemType MALFORMED_REQUEST = new ProblemType(400, "malformed-request",
            "The request cannot be read.");
    public static final ProblemType INVALID_REQUEST = new ProblemType(400, "invalid-request",
            "The request has invalid fields.");
    public static final ProblemType UNAUTHENTICATED = new ProblemType(401, "unauthenticated",
            "A valid access token is required.");
    public static final ProblemType FORBIDDEN = new ProblemType(403, "forbidden", "This is not allowed.");
    public static final ProblemType NOT_FOUND = new ProblemType(404, "not-found", "There is nothing here.");
    public static final ProblemType METHOD_NOT_ALLOWED = new ProblemType(405, "method-not-allowed",
            "This method is not supported here.");
    public static final ProblemType NOT_ACCEPTABLE = new ProblemType(406, "not-acceptable",
            "None of the accepted media types can be produced.");
    public static final ProblemType TOO_SLOW = new ProblemType(408, "too-slow", "The body comes too slowly.");
    public static final ProblemType TOO_LARGE = new ProblemType(413, "too-large", "The request is too large.");
    public static final ProblemType UNSUPPORTED_MEDIA_TYPE = new ProblemType(415, "unsupported-media-type",
            "This media type is not supported here.");
    public static final ProblemType EXPECTATION_FAILED = new ProblemType(417, "expectation-failed",
            "No expectation but 100-continue is met here.");
    public static final ProblemType INTERNAL = new ProblemType(500, "internal-error", "Something went wrong here.");
    public static final ProblemType UNAVAILABLE = new ProblemType(503, "unavailable",
            "The service cannot answer right now.");

    private PlatformProblems() {
    }

    /// 503 with the usual moment to try again.
    public static Problem unavailable() {
        return UNAVAILABLE.asProblem().retryAfter(Duration.ofSeconds(2));
    }
}
