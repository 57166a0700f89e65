package dev.lethe.platform.caller;

import java.io.IOException;
import java.util.List;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;

import org.springframework.beans.factory.ObjectProvider;
import org.springframework.util.function.SingletonSupplier;
import org.springframework.web.filter.OncePerRequestFilter;

import dev.lethe.platform.problem.PlatformProblems;
import dev.lethe.platform.problem.ProblemWriter;

/// Answers 503 to the public while any gate is closed.
final class ServingFilter extends OncePerRequestFilter {

    private final SingletonSupplier<List<ServingGate>> gates;
    private final ProblemWriter problems;

    ServingFilter(ObjectProvider<ServingGate> gates, ProblemWriter problems) {
        // asked for with the first request, when all are there, and kept: to look them up is dear
        this.gates = SingletonSupplier.of(() -> gates.stream().toList());
        this.problems = problems;
    }

    /// Decided on the decoded path, as the controllers are found by it.
    @Override
    protected boolean shouldNotFilter(HttpServletRequest request) {
        String path = request.getServletPath();
        return path.startsWith("/internal/") || path.equals("/livez") || path.equals("/readyz")
                || path.startsWith("/v3/api-docs");
    }

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        if (gates.obtain().stream().allMatch(ServingGate::isOpen)) {
            chain.doFilter(request, response);
            return;
        }
        problems.write(PlatformProblems.unavailable(), response);
    }
}
