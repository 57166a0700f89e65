package dev.lethe.account.erasure;

import java.util.List;

import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.stereotype.Component;

import dev.lethe.platform.vault.Keyholder;
import dev.lethe.platform.vault.Keyholders;

/// Who must answer before an erasure counts as done.
@Component
@EnableConfigurationProperties(ErasureProperties.class)
class Witnesses {

    /// This service; its own rows go last.
    static final String SELF = "account-service";

    private final List<String> services;
    private final List<String> keyholders;
    private final int blocking;

    Witnesses(ErasureProperties properties, Keyholders keyholders) {
        this.services = properties.witnesses();
        this.keyholders = keyholders.all().stream().map(Keyholder::name).toList();
        this.blocking = keyholders.all().size() - keyholders.threshold() + 1;
    }

    List<String> services() {
        return services;
    }

    List<String> keyholders() {
        return keyholders;
    }

    /// How many keyholders must have destroyed their shares until the others cannot rebuild a key.
    int blocking() {
        return blocking;
    }
}
