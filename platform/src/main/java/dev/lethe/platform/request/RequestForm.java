package dev.lethe.platform.request;

import java.io.IOException;
import java.util.Locale;
import java.util.Optional;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;

import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.web.filter.OncePerRequestFilter;

import dev.lethe.platform.problem.PlatformProblems;
import dev.lethe.platform.problem.Problem;
import dev.lethe.platform.problem.ProblemWriter;

/// Refuses, before anything of a body is read, queries that are no text and bodies that no call takes: forms, which a
/// server would unpack to a disk, and compressed ones.
final class RequestForm extends OncePerRequestFilter {

    private static final String IDENTITY = "identity";

    private final ProblemWriter problems;

    RequestForm(ProblemWriter problems) {
        this.problems = problems;
    }

    @Override
    protected boolean shouldNotFilter(HttpServletRequest request) {
        return !request.getServletPath().startsWith("/v1/");
    }

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        Problem refusal = refusal(request);
        if (refusal == null) {
            chain.doFilter(request, response);
            return;
        }
        if (refusal.type().status() == PlatformProblems.UNSUPPORTED_MEDIA_TYPE.status()) {
            response.setHeader(HttpHeaders.ACCEPT_ENCODING, IDENTITY);
        }
        problems.write(refusal, response);
    }

    private static @Nullable Problem refusal(HttpServletRequest request) {
        String query = request.getQueryString();
        Optional<String> unreadable = query == null ? Optional.empty() : QueryText.unreadable(query);
        if (unreadable.isPresent()) {
            return PlatformProblems.MALFORMED_REQUEST.asProblem().withField(unreadable.get(),
                    "is not percent-encoded UTF-8");
        }
        if (!hasBody(request)) {
            return null;
        }
        if (isForm(request.getContentType())) {
            return PlatformProblems.UNSUPPORTED_MEDIA_TYPE.asProblem("Forms are not read. Send the JSON or the file "
                    + "itself as the body and name its type: curl --data-binary @file -H 'Content-Type: …', not -F.");
        }
        return isPlain(request.getHeader(HttpHeaders.CONTENT_ENCODING)) ? null
                : PlatformProblems.UNSUPPORTED_MEDIA_TYPE.asProblem().withField(HttpHeaders.CONTENT_ENCODING,
                        "is not supported; send the body as it is");
    }

    private static boolean hasBody(HttpServletRequest request) {
        return request.getContentLengthLong() > 0 || request.getHeader(HttpHeaders.TRANSFER_ENCODING) != null;
    }

    private static boolean isForm(@Nullable String type) {
        if (type == null) {
            return false;
        }
        String lower = type.strip().toLowerCase(Locale.ROOT);
        return lower.startsWith("multipart/") || lower.startsWith("application/x-www-form-urlencoded");
    }

    private static boolean isPlain(@Nullable String encoding) {
        return encoding == null || encoding.isBlank() || encoding.strip().equalsIgnoreCase(IDENTITY);
    }
}
