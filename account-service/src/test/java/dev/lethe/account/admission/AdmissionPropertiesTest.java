package dev.lethe.account.admission;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Map;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.source.MapConfigurationPropertySource;

import dev.lethe.account.admission.AdmissionProperties.Mode;

class AdmissionPropertiesTest {

    @Test
    void letsEverybodyInUnlessToldOtherwise() {
        assertThat(bound(Map.of())).isEqualTo(new AdmissionProperties(Mode.OPEN, List.of()));
    }

    @Test
    void mapsEverySetting() {
        assertThat(bound(Map.of("lethe.admission.mode", "prefixes", "lethe.admission.prefixes", "+49,+43664")))
                .isEqualTo(new AdmissionProperties(Mode.PREFIXES, List.of("+49", "+43664")));
    }

    @Test
    void refusesARuleThatLetsNobodyIn() {
        assertThatThrownBy(() -> bound(Map.of("lethe.admission.mode", "prefixes"))).rootCause()
                .hasMessageContaining("needs lethe.admission.prefixes");
    }

    @ParameterizedTest
    @ValueSource(strings = {"49", "0049", "+", "+0", "+49 151", "+491512345678901"})
    void refusesWhatIsNoPrefix(String prefix) {
        assertThatThrownBy(() -> bound(Map.of("lethe.admission.prefixes", prefix))).rootCause()
                .hasMessageContaining("+49");
    }

    private static AdmissionProperties bound(Map<String, String> settings) {
        return new Binder(new MapConfigurationPropertySource(settings)).bindOrCreate("lethe.admission",
                AdmissionProperties.class);
    }
}
