package dev.lethe.platform.caller;

import java.text.ParseException;
import java.util.Objects;

import org.springframework.web.client.RestClient;

import com.nimbusds.jose.jwk.JWKSet;

/// The keys at account-service's internal door: `GET /internal/v1/token-keys`, a JWK set (RFC 7517).
final class HttpTokenKeySource implements TokenKeySource {

    private final RestClient authority;

    HttpTokenKeySource(RestClient authority) {
        this.authority = authority;
    }

    @Override
    public JWKSet load() {
        String keys = authority.get().uri("/internal/v1/token-keys").retrieve().body(String.class);
        try {
            return JWKSet.parse(Objects.requireNonNull(keys));
        } catch (ParseException e) {
            throw new IllegalStateException("the authority's token keys cannot be read", e);
        }
    }
}
