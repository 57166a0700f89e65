package dev.lethe.platform.caller;

import org.springframework.security.authentication.AuthenticationManager;
import org.springframework.security.core.Authentication;
import org.springframework.security.oauth2.server.resource.InvalidBearerTokenException;
import org.springframework.security.oauth2.server.resource.authentication.BearerTokenAuthenticationToken;

/// From a bearer token to a caller, unless it is false, over or revoked.
final class CallerAuthentication implements AuthenticationManager {

    private final TokenVerifier tokens;
    private final Revocations revocations;

    CallerAuthentication(TokenVerifier tokens, Revocations revocations) {
        this.tokens = tokens;
        this.revocations = revocations;
    }

    @Override
    public Authentication authenticate(Authentication offered) {
        if (!(offered instanceof BearerTokenAuthenticationToken bearer)) {
            throw new InvalidBearerTokenException("not a bearer token");
        }
        Caller caller = verified(bearer.getToken());
        if (revocations.isRevoked(caller)) {
            throw new InvalidBearerTokenException("revoked");
        }
        return new CallerToken(caller);
    }

    private Caller verified(String token) {
        try {
            return tokens.verify(token).orElseThrow(() -> new InvalidBearerTokenException("invalid"));
        } catch (InvalidBearerTokenException e) {
            throw e;
        } catch (RuntimeException e) {
            throw new AuthorityAwayException(e);
        }
    }
}
