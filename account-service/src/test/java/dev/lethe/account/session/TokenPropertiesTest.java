package dev.lethe.account.session;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.Map;

import org.junit.jupiter.api.Test;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.source.MapConfigurationPropertySource;

class TokenPropertiesTest {

    @Test
    void mapsEverySetting() {
        var source = new MapConfigurationPropertySource(Map.of("lethe.token.private-key", "/keys/token.pem"));

        var properties = new Binder(source).bind("lethe.token", TokenProperties.class).get();

        assertThat(properties).isEqualTo(new TokenProperties(Path.of("/keys/token.pem")));
    }
}
