package dev.lethe.account.signin;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;

import org.junit.jupiter.api.Test;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.source.MapConfigurationPropertySource;

class CapPropertiesTest {

    @Test
    void hasDefaultsForProduction() {
        assertThat(bound(Map.of("lethe.sign-in.codes-an-hour.all", "3000")))
                .isEqualTo(new CapProperties(60, 120, 3000));
    }

    @Test
    void mapsEverySetting() {
        assertThat(bound(Map.of("lethe.sign-in.codes-an-hour.network", "1", "lethe.sign-in.codes-an-hour.block", "2",
                "lethe.sign-in.codes-an-hour.all", "3"))).isEqualTo(new CapProperties(1, 2, 3));
    }

    private static CapProperties bound(Map<String, String> settings) {
        return new Binder(new MapConfigurationPropertySource(settings))
                .bind("lethe.sign-in.codes-an-hour", CapProperties.class).get();
    }
}
