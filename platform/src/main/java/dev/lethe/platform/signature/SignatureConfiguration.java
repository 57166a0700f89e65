package dev.lethe.platform.signature;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;

import tools.jackson.databind.json.JsonMapper;

import dev.lethe.platform.configuration.ServiceProperties;

/// Loads this process' signing key and the certificates of all signers.
@AutoConfiguration
@ConditionalOnProperty("lethe.signing.private-key")
@EnableConfigurationProperties(SigningProperties.class)
public class SignatureConfiguration {

    @Bean
    Signer signer(SigningProperties properties, ServiceProperties service) throws IOException {
        return new Signer(service.name(), Ed25519.privateKey(Ed25519.pem(properties.privateKey())));
    }

    @Bean
    SignerCertificates signerCertificates(SigningProperties properties, JsonMapper json) throws IOException {
        try (Stream<Path> files = Files.list(properties.certificates())) {
            List<SignerCertificate> offered = files.filter(file -> file.toString().endsWith(".json")).sorted()
                    .map(file -> json.readValue(file.toFile(), SignerCertificate.class)).toList();
            return new SignerCertificates(Ed25519.pem(properties.suiteKey()), offered);
        }
    }
}
