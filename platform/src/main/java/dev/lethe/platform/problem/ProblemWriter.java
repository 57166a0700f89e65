package dev.lethe.platform.problem;

import java.io.IOException;
import java.time.Duration;

import jakarta.servlet.http.HttpServletResponse;

import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;

import tools.jackson.databind.json.JsonMapper;

/// Puts a problem on the wire, from a controller's advice or from a filter.
public final class ProblemWriter {

    private static final int UNAUTHORIZED = 401;

    private final JsonMapper json;

    ProblemWriter(JsonMapper json) {
        this.json = json;
    }

    /// Writes the problem to a response of which nothing is sent yet.
    public void write(Problem problem, HttpServletResponse response) throws IOException {
        response.setStatus(problem.type().status());
        response.setContentType(MediaType.APPLICATION_PROBLEM_JSON_VALUE);
        Duration delay = problem.delay();
        if (delay != null) {
            response.setHeader(HttpHeaders.RETRY_AFTER, seconds(delay));
        }
        if (problem.type().status() == UNAUTHORIZED) {
            response.setHeader(HttpHeaders.WWW_AUTHENTICATE, problem.challenge());
        }
        response.getOutputStream().write(json.writeValueAsBytes(problem.document()));
    }

    static ResponseEntity<Object> entity(Problem problem) {
        ResponseEntity.BodyBuilder answer = ResponseEntity.status(problem.type().status())
                .contentType(MediaType.APPLICATION_PROBLEM_JSON);
        Duration delay = problem.delay();
        if (delay != null) {
            answer.header(HttpHeaders.RETRY_AFTER, seconds(delay));
        }
        if (problem.type().status() == UNAUTHORIZED) {
            answer.header(HttpHeaders.WWW_AUTHENTICATE, problem.challenge());
        }
        return answer.body(problem.document());
    }

    private static String seconds(Duration delay) {
        return Long.toString(Math.max(1, delay.plusMillis(999).toSeconds()));
    }
}
