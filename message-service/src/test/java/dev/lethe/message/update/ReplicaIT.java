package dev.lethe.message.update;

import static dev.lethe.test.Eventually.eventually;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.ServerSocket;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;

import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ApplicationContextInitializer;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.core.env.ConfigurableEnvironment;
import org.springframework.core.env.MapPropertySource;

import dev.lethe.message.MessageServiceApplication;
import dev.lethe.message.MessageServiceIT;
import dev.lethe.message.update.Follower.Event;
import dev.lethe.platform.vault.Keyholders;
import dev.lethe.test.FakeAuthority;
import dev.lethe.test.SuiteConfiguration;

/// Two replicas on one database and one broker.
class ReplicaIT extends MessageServiceIT {
    @Autowired
    private ConfigurableEnvironment environment;
    @Autowired
    private Keyholders keyholders;
    @Autowired
    private FakeAuthority authority;

    @Test
    void tellsAtOneReplicaWhatWasSentAtTheOther() {
        Person alice = someone();
        Person bob = someone();
        alice.sends(bob, "hello");
        try (ConfigurableApplicationContext other = replica()) {
            int otherPort = Integer.parseInt(other.getEnvironment().getRequiredProperty("local.server.port"));
            eventually(() -> assertThat(other.getBean(WakesOfOthers.class).isHearing()).isTrue());
            try (Follower follower = new Follower(bob.open(otherPort, "/v1/updates/stream"))) {
                follower.next();
                for (int i = 0; i < 5; i++) {
                    String id = alice.sends(bob, "message " + i);
                    Event event = follower.next(Duration.ofSeconds(1));

                    assertThat(event.text("/message/id")).isEqualTo(id);
                }
            }
        }
    }

    private ConfigurableApplicationContext replica() {
        Map<String, Object> settings = new HashMap<>(
                ((MapPropertySource) Objects.requireNonNull(environment.getPropertySources().get("lethe-test")))
                        .getSource());
        settings.put("lethe.internal.port", freePort());
        settings.put("server.port", 0);
        ApplicationContextInitializer<ConfigurableApplicationContext> suite = context -> {
            context.getEnvironment().getPropertySources().addFirst(new MapPropertySource("replica", settings));
            context.getBeanFactory().registerSingleton("keyholders", keyholders);
            context.getBeanFactory().registerSingleton("fakeAuthority", authority);
        };
        return new SpringApplicationBuilder(MessageServiceApplication.class, SuiteConfiguration.class)
                .initializers(suite).run();
    }

    private static int freePort() {
        try (ServerSocket socket = new ServerSocket(0)) {
            return socket.getLocalPort();
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }
}
