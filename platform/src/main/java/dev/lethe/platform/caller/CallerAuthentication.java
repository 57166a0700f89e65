package dev.lethe.platform.caller;

import java.util.Optional;

import jakarta.servlet.http.HttpServletRequest;

import dev.lethe.platform.problem.PlatformProblems;
import dev.lethe.platform.problem.Problem;

/// From a bearer token to a caller, unless it is false, over or revoked.
final class CallerAuthentication {

    private final TokenVerifier tokens;
    private final Revocations revocations;

    CallerAuthentication(TokenVerifier tokens, Revocations revocations) {
        this.tokens = tokens;
        this.revocations = revocations;
    }

    /// Ends the request with 401 if there is no caller, with 503 if the authority that would know is away.
    Caller authenticate(HttpServletRequest request) {
        String token = BearerHeader.token(request).orElseThrow(PlatformProblems.UNAUTHENTICATED::asProblem);
        Caller caller = verified(token).orElseThrow(CallerAuthentication::invalid);
        if (revocations.isRevoked(caller)) {
            throw invalid();
        }
        return caller;
    }

    private Optional<Caller> verified(String token) {
        try {
            return tokens.verify(token);
        } catch (RuntimeException _) {
            throw PlatformProblems.unavailable();
        }
    }

    private static Problem invalid() {
        return PlatformProblems.UNAUTHENTICATED.asProblem().challenging("Bearer error=\"invalid_token\"");
    }
}
