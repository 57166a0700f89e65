package dev.lethe.platform.internal;

import java.nio.file.Path;

import org.springframework.boot.context.properties.ConfigurationProperties;

/// Where this process finds its certificate; all PEM.
///
/// @param certificate chain of this process
/// @param privateKey its key, PKCS#8
/// @param authority the certificate authority whose certificates are trusted, and no other
@ConfigurationProperties("lethe.tls")
public record TlsProperties(Path certificate, Path privateKey, Path authority) {}
