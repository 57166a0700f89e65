package dev.lethe.platform.caller;

import com.nimbusds.jose.jwk.JWKSet;

/// Where the public keys of access tokens come from.
public interface TokenKeySource {

    /// The keys now in use.
    JWKSet load();
}
