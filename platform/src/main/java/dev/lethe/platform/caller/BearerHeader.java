package dev.lethe.platform.caller;

import jakarta.servlet.http.HttpServletRequest;

import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.security.oauth2.server.resource.InvalidBearerTokenException;
import org.springframework.security.oauth2.server.resource.web.BearerTokenResolver;

/// Takes the token from the one header it may stand in (RFC 6750, 2.1). Whether it is a token is for the verifier to
/// say, so no pattern is matched against it here.
final class BearerHeader implements BearerTokenResolver {

    private static final String SCHEME = "Bearer";

    @Override
    public @Nullable String resolve(HttpServletRequest request) {
        String header = request.getHeader(HttpHeaders.AUTHORIZATION);
        if (header == null || !header.regionMatches(true, 0, SCHEME, 0, SCHEME.length())) {
            return null;
        }
        String token = header.substring(SCHEME.length());
        if (!token.startsWith(" ") || token.isBlank()) {
            throw new InvalidBearerTokenException("malformed");
        }
        return token.substring(1);
    }
}
