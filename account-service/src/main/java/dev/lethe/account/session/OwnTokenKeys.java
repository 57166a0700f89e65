package dev.lethe.account.session;

import org.springframework.stereotype.Component;

import com.nimbusds.jose.jwk.JWKSet;

import dev.lethe.platform.caller.TokenKeySource;

/// The signer knows its own keys: no call to anybody.
@Component
class OwnTokenKeys implements TokenKeySource {

    private final TokenKey key;

    OwnTokenKeys(TokenKey key) {
        this.key = key;
    }

    @Override
    public JWKSet load() {
        return key.published();
    }
}
