package dev.lethe.message;

import static dev.lethe.test.Eventually.eventually;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;

import org.junit.jupiter.api.Test;
import org.springframework.test.context.TestPropertySource;

import dev.lethe.test.LongLine;

/// More callers than can be served in time.
@TestPropertySource(properties = "lethe.overload.patience=100ms")
class CrowdIT extends MessageServiceIT {
    @Test
    void refusesAtOnceWhatComesWhileTheLineIsLong() {
        Person alice = someone();
        alice.sends(alice, "before");

        try (var _ = new LongLine(60 * Runtime.getRuntime().availableProcessors())) {
            eventually(Duration.ofSeconds(30), () -> {
                Answer refused = alice.get("/v1/chats");
                assertThat(refused.status()).isEqualTo(503);
                assertThat(refused.retryAfter()).isEqualTo("2");
            });
        }

        eventually(() -> assertThat(alice.get("/v1/chats").status()).isEqualTo(200));
        assertThat(alice.textsWith(alice.id)).containsExactly("before");
    }
}
