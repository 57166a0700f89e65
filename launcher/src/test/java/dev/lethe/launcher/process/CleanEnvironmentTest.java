package dev.lethe.launcher.process;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashMap;
import java.util.Map;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@Tag("case-90")
class CleanEnvironmentTest {

    @ParameterizedTest
    @ValueSource(strings = {"SERVER_PORT", "SPRING_DATASOURCE_URL", "JAVA_TOOL_OPTIONS", "JDK_JAVA_OPTIONS", "PGPORT",
        "LETHE_GATEWAY_LIMIT_ACCOUNT_REQUESTS", "CLASSPATH", "KAFKA_OPTS"})
    void keepsOutWhatWasMeantForOthers(String name) {
        var environment = new HashMap<>(Map.of(name, "29999", "PATH", "/bin", "LC_ALL", "C.UTF-8"));

        CleanEnvironment.leaveIn(environment);

        assertThat(environment).containsOnlyKeys("PATH", "LC_ALL");
    }
}
