package dev.lethe.account.code;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.util.Map;

import org.junit.jupiter.api.Test;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.source.MapConfigurationPropertySource;

class SmsPropertiesTest {

    @Test
    void mapsEverySetting() {
        var source = new MapConfigurationPropertySource(Map.of("lethe.sms.inbox-url", "http://127.0.0.1:1/sms"));

        var properties = new Binder(source).bind("lethe.sms", SmsProperties.class).get();

        assertThat(properties).isEqualTo(new SmsProperties(URI.create("http://127.0.0.1:1/sms")));
    }
}
