package dev.lethe.platform.vault;

import java.io.IOException;

import jakarta.servlet.http.HttpServletResponse;

import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.RestControllerAdvice;

import dev.lethe.platform.problem.PlatformProblems;
import dev.lethe.platform.problem.ProblemWriter;

/// A request asks for the key of its own caller; a destroyed one means that the account was erased since the token was
/// checked. So the answer is what every later request gets. A key that too many keyholders have lost tells nothing about
/// the caller, whose session stays good: the others give the share back when they answer again.
@RestControllerAdvice
@Order(Ordered.HIGHEST_PRECEDENCE)
class ErasedCallerAdvice {

    private final ProblemWriter problems;

    ErasedCallerAdvice(ProblemWriter problems) {
        this.problems = problems;
    }

    @ExceptionHandler(KeyDestroyedException.class)
    void onErased(KeyDestroyedException erased, HttpServletResponse response) throws IOException {
        problems.write(PlatformProblems.UNAUTHENTICATED.asProblem(), response);
    }

    @ExceptionHandler(KeyUnknownException.class)
    void onLost(KeyUnknownException lost, HttpServletResponse response) throws IOException {
        problems.write(PlatformProblems.unavailable(), response);
    }
}
