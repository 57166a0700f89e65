package dev.lethe.platform.internal;

import java.io.IOException;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;

import org.springframework.web.filter.OncePerRequestFilter;

import dev.lethe.platform.problem.PlatformProblems;
import dev.lethe.platform.problem.ProblemWriter;

/// Keeps the two doors apart: `/internal/` exists on the internal port only, everything else on the public one only.
final class InternalDoor extends OncePerRequestFilter {

    private final InternalProperties internal;
    private final ProblemWriter problems;

    InternalDoor(InternalProperties internal, ProblemWriter problems) {
        this.internal = internal;
        this.problems = problems;
    }

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        boolean isInternalPort = request.getLocalPort() == internal.port();
        boolean isInternalPath = request.getServletPath().startsWith("/internal/");
        boolean isTrace = request.getMethod().equals("TRACE");
        if (isInternalPort != isInternalPath || isTrace) {
            problems.write((isTrace ? PlatformProblems.METHOD_NOT_ALLOWED : PlatformProblems.NOT_FOUND).asProblem(),
                    response);
            return;
        }
        chain.doFilter(request, response);
    }
}
