package dev.lethe.platform.signature;

import java.nio.file.Path;

import org.springframework.boot.context.properties.ConfigurationProperties;

/// Keys for answers that anyone can check.
///
/// @param privateKey this signer's Ed25519 key, PKCS#8 PEM
/// @param suiteKey the offline suite key's public half, SPKI PEM
/// @param certificates folder with the certificate of every signer, `<name>.json`
@ConfigurationProperties("lethe.signing")
public record SigningProperties(Path privateKey, Path suiteKey, Path certificates) {}
