package dev.lethe.platform.caller;

import org.springframework.security.core.AuthenticationException;

/// The token could not be checked because the authority is away: neither the caller's fault nor a yes.
final class AuthorityAwayException extends AuthenticationException {

    AuthorityAwayException(Throwable cause) {
        super("the authority is away", cause);
    }
}
