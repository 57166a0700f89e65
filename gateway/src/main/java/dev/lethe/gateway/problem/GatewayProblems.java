package dev.lethe.gateway.problem;

/// Every problem that the gateway itself answers.
public final class GatewayProblems {

    public static final ProblemType BAD_REQUEST = new ProblemType(400, "bad-request",
            "Not a request that this server understands");
    public static final ProblemType NOT_FOUND = new ProblemType(404, "not-found", "Not found");
    public static final ProblemType METHOD_NOT_ALLOWED = new ProblemType(405, "method-not-allowed",
            "Method not allowed");
    public static final ProblemType NOT_ACCEPTABLE = new ProblemType(406, "not-acceptable",
            "Nothing of what is asked for here has a form that is accepted");
    public static final ProblemType BODY_TOO_LARGE = new ProblemType(413, "body-too-large",
            "The body is larger than allowed here");
    public static final ProblemType ADDRESS_TOO_LONG = new ProblemType(414, "address-too-long",
            "The address is longer than allowed");
    public static final ProblemType EXPECTATION_FAILED = new ProblemType(417, "expectation-failed",
            "No expectation but 100-continue is met here");
    public static final ProblemType TOO_MANY_REQUESTS = new ProblemType(429, "too-many-requests", "Too many requests");
    public static final ProblemType HEAD_TOO_LARGE = new ProblemType(431, "head-too-large",
            "The headers are larger than allowed");
    public static final ProblemType INTERNAL = new ProblemType(500, "internal", "Something went wrong");
    public static final ProblemType UNAVAILABLE = new ProblemType(503, "unavailable",
            "The service is away for the moment");
    public static final ProblemType TIMEOUT = new ProblemType(504, "timeout", "The service did not answer in time");

    private GatewayProblems() {
    }
}
