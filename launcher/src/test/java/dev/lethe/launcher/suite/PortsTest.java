package dev.lethe.launcher.suite;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.Map;
import java.util.Properties;

import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;

import dev.lethe.launcher.process.StartFailure;

class PortsTest {

    @Test
    void usualNumbersDiffer() {
        assertThat(Arrays.stream(Port.values()).map(Port::usual)).doesNotHaveDuplicates();
    }

    @Test
    void environmentWinsOverFile() {
        var file = new Properties();
        file.setProperty("port.gateway", "9001");
        file.setProperty("port.sms-inbox", "9002");

        var ports = Ports.of(file, Map.of("LETHE_PORT_GATEWAY", "9003"));

        assertThat(ports.number(Port.GATEWAY)).isEqualTo(9003);
        assertThat(ports.number(Port.SMS_INBOX)).isEqualTo(9002);
        assertThat(ports.number(Port.KAFKA)).isEqualTo(Port.KAFKA.usual());
    }

    @Test
    void namesASettingThatIsNoPort() {
        assertThatThrownBy(() -> Ports.of(new Properties(), Map.of("LETHE_PORT_GATEWAY", "many")))
                .isInstanceOf(StartFailure.class)
                .hasMessageContaining("port.gateway")
                .hasMessageContaining("many");
    }

    @Test
    void oneBaseMovesAllPortsButThoseThatAreNamed() {
        var file = new Properties();
        file.setProperty("port.kafka", "9002");

        var ports = Ports.of(file, Map.of("LETHE_PORT_BASE", "30000"));

        assertThat(ports.number(Port.GATEWAY)).isEqualTo(30_000);
        assertThat(ports.number(Port.GATEWAY_INTERNAL)).isEqualTo(30_068);
        assertThat(ports.number(Port.KAFKA)).isEqualTo(9002);
        assertThat(ports.numbers().values()).doesNotHaveDuplicates();
    }

    @Test
    @Tag("case-90")
    void namesABaseThatIsNoPort() {
        assertThatThrownBy(() -> Ports.of(new Properties(), Map.of("LETHE_PORT_BASE", "65530")))
                .isInstanceOf(StartFailure.class);
    }

    @Test
    @EnabledOnOs(OS.LINUX)
    @Tag("case-90")
    void looksAtEveryAddressWhereTheGatewayIsOpenToTheNetwork() throws IOException {
        try (var stranger = new ServerSocket(0, 1, InetAddress.ofLiteral("127.0.0.2"))) {
            var numbers = new EnumMap<Port, Integer>(Ports.free().numbers());
            numbers.put(Port.GATEWAY, stranger.getLocalPort());
            var ports = new Ports(numbers);

            assertThatCode(() -> ports.requireFree("127.0.0.1")).doesNotThrowAnyException();
            assertThatThrownBy(() -> ports.requireFree("0.0.0.0")).isInstanceOf(StartFailure.class)
                    .hasMessageContaining("LETHE_PORT_GATEWAY");
        }
    }

    @RepeatedTest(20)
    void freePortsAreNoneThatASecondCheckoutIsToldToUse() {
        var second = Ports.of(new Properties(), Map.of("LETHE_PORT_BASE", "30000"));

        assertThat(Ports.free().numbers().values()).doesNotContainAnyElementsOf(second.numbers().values())
                .allMatch(number -> number < 30_000);
    }

    @Test
    void freePortsDiffer() {
        assertThat(Ports.free().numbers().values()).hasSize(Port.values().length).doesNotHaveDuplicates();
    }
}
