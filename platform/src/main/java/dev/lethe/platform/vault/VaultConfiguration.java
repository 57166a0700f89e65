package dev.lethe.platform.vault;

import java.time.Clock;
import java.util.List;

import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Import;

import io.micrometer.core.instrument.MeterRegistry;

import dev.lethe.platform.configuration.PlatformConfiguration;
import dev.lethe.platform.internal.InternalClients;
import dev.lethe.platform.internal.InternalConfiguration;
import dev.lethe.platform.signature.SignatureConfiguration;
import dev.lethe.platform.signature.SignerCertificates;

/// The vault for each service that says whose roots it reads; the two acts on keys for account-service alone.
@AutoConfiguration(after = {PlatformConfiguration.class, InternalConfiguration.class, SignatureConfiguration.class})
@ConditionalOnProperty("lethe.vault.reader")
@EnableConfigurationProperties(VaultProperties.class)
@Import(ErasedCallerAdvice.class)
public class VaultConfiguration {

    @Bean
    @ConditionalOnMissingBean
    Keyholders keyholders(VaultProperties properties, InternalClients clients) {
        List<Keyholder> all = properties.keyholders().stream().<Keyholder>map(it -> new HttpKeyholder(it.name(),
                clients.ofKeyholder(it.name(), it.url().toString(), properties.timeout()))).toList();
        return new Keyholders(all, properties.threshold());
    }

    @Bean
    @ConditionalOnMissingBean
    SignatureCheck signatureCheck(SignerCertificates certificates) {
        return new CertifiedSignatures(certificates);
    }

    @Bean
    VaultRevocations vaultRevocations(Vault vault) {
        return new VaultRevocations(vault);
    }

    @Bean
    VaultExpiry vaultExpiry(Vault vault) {
        return new VaultExpiry(vault::expire, VaultExpiry.PAUSE);
    }

    @Bean
    @ConditionalOnMissingBean
    Vault vault(Keyholders keyholders, SignatureCheck signatures, VaultProperties properties, Clock clock,
            MeterRegistry meters) {
        return new Vault(keyholders, signatures, properties, clock, meters);
    }

    @Bean
    @ConditionalOnProperty(name = "lethe.vault.reader", havingValue = "ACCOUNT")
    KeyCreation keyCreation(Keyholders keyholders) {
        return new KeyCreation(keyholders);
    }

    @Bean
    @ConditionalOnProperty(name = "lethe.vault.reader", havingValue = "ACCOUNT")
    KeyDestruction keyDestruction(Keyholders keyholders, SignatureCheck signatures) {
        return new KeyDestruction(keyholders, signatures);
    }
}
