package dev.lethe.key.destruction;

import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

import dev.lethe.platform.signature.SignerCertificates;
import dev.lethe.platform.vault.CertifiedSignatures;
import dev.lethe.platform.vault.SignatureCheck;

/// Believes the signers whose certificates the suite key signed.
@Configuration(proxyBeanMethods = false)
class DestructionConfiguration {

    @Bean
    SignatureCheck signatureCheck(SignerCertificates certificates) {
        return new CertifiedSignatures(certificates);
    }
}
