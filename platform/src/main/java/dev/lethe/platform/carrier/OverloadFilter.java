package dev.lethe.platform.carrier;

import java.io.IOException;
import java.util.Collection;
import java.util.Set;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;

import org.springframework.web.filter.OncePerRequestFilter;

import dev.lethe.platform.problem.PlatformProblems;
import dev.lethe.platform.problem.ProblemWriter;

/// Answers 503 to the public at once while the line is too long, so that those in it are served in time.
final class OverloadFilter extends OncePerRequestFilter {

    private static final String PUBLIC = "/v1/";

    private final Backlog backlog;
    private final ProblemWriter problems;
    private final Set<String> spared;

    OverloadFilter(Backlog backlog, ProblemWriter problems, Collection<String> spared) {
        this.backlog = backlog;
        this.problems = problems;
        this.spared = Set.copyOf(spared);
    }

    /// Decided on the decoded path, as the controllers are found by it.
    @Override
    protected boolean shouldNotFilter(HttpServletRequest request) {
        String path = request.getServletPath();
        return !path.startsWith(PUBLIC) || spared.contains(path);
    }

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        if (!backlog.isTooLong()) {
            chain.doFilter(request, response);
            return;
        }
        problems.write(PlatformProblems.unavailable(), response);
    }
}
