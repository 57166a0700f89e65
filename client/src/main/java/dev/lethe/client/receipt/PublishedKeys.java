package dev.lethe.client.receipt;

import java.util.List;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;

/// What a suite publishes so that its receipts can be checked. The suite key is the one thing to be trusted.
///
/// @param suiteKey Ed25519, SPKI, base64
@JsonIgnoreProperties(ignoreUnknown = true)
public record PublishedKeys(String suiteKey, List<SignerCertificate> certificates) {}
