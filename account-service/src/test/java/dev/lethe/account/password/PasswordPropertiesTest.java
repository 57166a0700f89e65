package dev.lethe.account.password;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;

import org.junit.jupiter.api.Test;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.source.MapConfigurationPropertySource;

class PasswordPropertiesTest {

    @Test
    void hashesTwoAtOnceByDefault() {
        assertThat(new Binder(new MapConfigurationPropertySource(Map.of())).bindOrCreate("lethe.password",
                PasswordProperties.class)).isEqualTo(new PasswordProperties(2, 32));
    }

    @Test
    void mapsEverySetting() {
        var source = new MapConfigurationPropertySource(
                Map.of("lethe.password.at-once", "1", "lethe.password.waiting", "5"));

        assertThat(new Binder(source).bind("lethe.password", PasswordProperties.class).get())
                .isEqualTo(new PasswordProperties(1, 5));
    }
}
