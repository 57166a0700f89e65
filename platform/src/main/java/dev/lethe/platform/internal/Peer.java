package dev.lethe.platform.internal;

import java.security.cert.X509Certificate;
import java.util.Optional;

import javax.naming.InvalidNameException;
import javax.naming.ldap.LdapName;
import javax.naming.ldap.Rdn;

import jakarta.servlet.http.HttpServletRequest;

/// The service at the other end of a mutual TLS connection. A controller may take it as an argument.
///
/// @param name the certificate's common name
/// @param role its organisational unit, which says what it may call
public record Peer(String name, String role) {

    private static final String CERTIFICATES = "jakarta.servlet.request.X509Certificate";

    static Optional<Peer> of(HttpServletRequest request) {
        if (!(request.getAttribute(CERTIFICATES) instanceof X509Certificate[] chain) || chain.length == 0) {
            return Optional.empty();
        }
        return of(chain[0]);
    }

    static Optional<Peer> of(X509Certificate certificate) {
        try {
            LdapName subject = new LdapName(certificate.getSubjectX500Principal().getName());
            return Optional.of(new Peer(part(subject, "CN"), part(subject, "OU")));
        } catch (InvalidNameException e) {
            return Optional.empty();
        }
    }

    private static String part(LdapName subject, String type) {
        return subject.getRdns().stream().filter(rdn -> rdn.getType().equalsIgnoreCase(type)).map(Rdn::getValue)
                .map(Object::toString).findFirst().orElse("");
    }
}
