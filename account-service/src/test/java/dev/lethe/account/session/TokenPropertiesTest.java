package dev.lethe.account.session;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;

import org.junit.jupiter.api.Test;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.source.MapConfigurationPropertySource;

class TokenPropertiesTest {

    @Test
    void mapsEverySetting() {
        var properties = bind(Map.of("lethe.token.private-key", "/keys/token.pem", "lethe.token.other-keys",
                "/keys/next.pem,/keys/last.pem"));

        assertThat(properties).isEqualTo(new TokenProperties(Path.of("/keys/token.pem"),
                List.of(Path.of("/keys/next.pem"), Path.of("/keys/last.pem"))));
    }

    @Test
    void hasOneKeyUnlessThereAreOthers() {
        assertThat(bind(Map.of("lethe.token.private-key", "/keys/token.pem")).otherKeys()).isEmpty();
    }

    private static TokenProperties bind(Map<String, String> settings) {
        return new Binder(new MapConfigurationPropertySource(settings)).bind("lethe.token", TokenProperties.class)
                .get();
    }
}
