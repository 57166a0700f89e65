package dev.lethe.account.erasure;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;

import org.junit.jupiter.api.Test;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.source.MapConfigurationPropertySource;

class ErasurePropertiesTest {

    @Test
    void requiresEveryDataServiceByDefault() {
        var properties = new Binder(new MapConfigurationPropertySource(Map.of())).bindOrCreate("lethe.receipt",
                ErasureProperties.class);

        assertThat(properties.witnesses()).containsExactly("message-service", "contact-service", "media-service",
                "account-service");
    }

    @Test
    void mapsEverySetting() {
        var source = new MapConfigurationPropertySource(Map.of("lethe.receipt.witnesses", "a,b"));

        var properties = new Binder(source).bind("lethe.receipt", ErasureProperties.class).get();

        assertThat(properties).isEqualTo(new ErasureProperties(List.of("a", "b")));
    }
}
