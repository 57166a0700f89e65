package dev.lethe.platform.caller;

import java.util.List;

import org.springframework.security.authentication.AbstractAuthenticationToken;

/// A verified caller in Spring Security's terms.
final class CallerToken extends AbstractAuthenticationToken {

    private final transient Caller caller;

    CallerToken(Caller caller) {
        super(List.of());
        this.caller = caller;
        super.setAuthenticated(true);
    }

    @Override
    public Object getCredentials() { return ""; }

    @Override
    public Caller getPrincipal() { return caller; }
}
