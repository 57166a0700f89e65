package dev.lethe.account.code;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.source.MapConfigurationPropertySource;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;

class CodePropertiesTest {

    private final ApplicationContextRunner service = new ApplicationContextRunner()
            .withUserConfiguration(CodeAllowance.class);

    @Test
    void allowsFiveByDefault() {
        assertThat(new Binder(new MapConfigurationPropertySource(Map.of())).bindOrCreate("lethe.codes",
                CodeProperties.class)).isEqualTo(new CodeProperties(5));
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 7, 20})
    void mapsEverySetting(int aDay) {
        service.withPropertyValues("lethe.codes.a-day=" + aDay)
                .run(started -> assertThat(started).getBean(CodeProperties.class).isEqualTo(new CodeProperties(aDay)));
    }

    @ParameterizedTest
    @ValueSource(strings = {"0", "-1", "21", "five"})
    void startsOnNoNumberThatLocksOutOrInvitesGuessing(String aDay) {
        service.withPropertyValues("lethe.codes.a-day=" + aDay).run(started -> assertThat(started).hasFailed());
    }
}
