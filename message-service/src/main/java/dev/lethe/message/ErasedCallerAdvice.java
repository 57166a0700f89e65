package dev.lethe.message;

import java.io.IOException;

import jakarta.servlet.http.HttpServletResponse;

import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.RestControllerAdvice;

import dev.lethe.platform.problem.PlatformProblems;
import dev.lethe.platform.problem.ProblemWriter;
import dev.lethe.platform.vault.KeyDestroyedException;
import dev.lethe.platform.vault.KeyUnknownException;

/// A caller whose key has ended has ended too, even if the revocation is still on its way.
@RestControllerAdvice
@Order(Ordered.HIGHEST_PRECEDENCE)
class ErasedCallerAdvice {
    private final ProblemWriter problems;

    ErasedCallerAdvice(ProblemWriter problems) {
        this.problems = problems;
    }

    @ExceptionHandler({KeyDestroyedException.class, KeyUnknownException.class})
    void onEndedKey(HttpServletResponse response) throws IOException {
        problems.write(PlatformProblems.UNAUTHENTICATED.asProblem(), response);
    }
}
