package dev.lethe.platform.caller;

import java.util.Enumeration;
import java.util.Optional;

import jakarta.servlet.http.HttpServletRequest;

import org.springframework.http.HttpHeaders;

/// Takes the token from the one header it may stand in (RFC 6750, 2.1). Whether it is a token is for the verifier to
/// say, so no pattern is matched against it here.
final class BearerHeader {

    private static final String SCHEME = "Bearer";

    private BearerHeader() {
    }

    /// Nothing if the header is absent, of another scheme, or there twice, for then somebody else may have read the other one;
    /// an empty text if it names the scheme and no token.
    static Optional<String> token(HttpServletRequest request) {
        Enumeration<String> headers = request.getHeaders(HttpHeaders.AUTHORIZATION);
        String header = headers.hasMoreElements() ? headers.nextElement() : "";
        if (headers.hasMoreElements() || !header.regionMatches(true, 0, SCHEME, 0, SCHEME.length())) {
            return Optional.empty();
        }
        String token = header.substring(SCHEME.length());
        return Optional.of(token.startsWith(" ") ? token.substring(1) : "");
    }
}
