package dev.lethe.platform.problem;

import java.io.IOException;

import org.apache.catalina.connector.Request;
import org.apache.catalina.connector.Response;
import org.apache.catalina.valves.ErrorReportValve;
import org.jspecify.annotations.Nullable;

/// Answers what no controller has answered: what Tomcat refuses by itself, what a filter refuses, and what escapes one. An
/// answer that has begun is broken off, and nothing is added to it.
final class ProblemValve extends ErrorReportValve {

    private final ProblemWriter problems;

    ProblemValve(ProblemWriter problems) {
        this.problems = problems;
    }

    @Override
    protected void report(Request request, Response response, @Nullable Throwable failure) {
        if (response.getStatus() < 400 || response.getContentWritten() > 0 || !response.setErrorReported()) {
            return;
        }
        Problem problem = failure == null || response.getStatus() < 500 ? ProblemAdvice.byStatus(response.getStatus())
                : ProblemAdvice.of(failure);
        try {
            problems.write(problem, response.getResponse());
            response.finishResponse();
        } catch (IOException | IllegalStateException _) {
            // the caller has gone
            response.setError();
        }
    }
}
