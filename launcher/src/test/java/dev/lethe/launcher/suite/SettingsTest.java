package dev.lethe.launcher.suite;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Map;
import java.util.Properties;

import org.junit.jupiter.api.Test;

import dev.lethe.launcher.command.Help;
import dev.lethe.launcher.process.StartFailure;

class SettingsTest {

    private final Properties file = new Properties();

    @Test
    void namesWhatNothingReads() {
        file.setProperty("port.gatway", "9001");
        file.setProperty("port.gateway", "9001");
        file.setProperty("address", "127.0.0.1");

        assertThat(Settings.unknown(file, Map.of("LETHE_PORTBASE", "1", "LETHE_HOME", "/", "PATH", "/bin")))
                .containsExactly("LETHE_PORTBASE", "port.gatway");
    }

    @Test
    void servesThisMachineAloneUnlessToldOtherwise() {
        assertThat(Settings.address(file, Map.of())).isEqualTo("127.0.0.1");
        assertThat(Settings.address(file, Map.of("LETHE_ADDRESS", "0.0.0.0"))).isEqualTo("0.0.0.0");
        assertThatThrownBy(() -> Settings.address(file, Map.of("LETHE_ADDRESS", "everywhere")))
                .isInstanceOf(StartFailure.class)
                .hasMessageContaining("0.0.0.0");
    }

    @Test
    void helpNamesEveryPortWithItsUsualNumber() {
        for (var port : Port.values()) {
            assertThat(Help.text()).contains(port.setting().replace("port.", "") + " " + port.usual());
        }
    }
}
