package dev.lethe.test.broker;

import java.time.Duration;

import org.testcontainers.kafka.KafkaContainer;
import org.testcontainers.utility.DockerImageName;

import dev.lethe.test.docker.LocalImages;

/// Kafka in a container.
public final class ContainerBroker implements Broker {
    private final KafkaContainer container;

    private ContainerBroker(KafkaContainer container) {
        this.container = container;
    }

    @SuppressWarnings("resource") // closed by close()
    public static ContainerBroker start() {
        var image = LocalImages.KAFKA.imageName();
        var present = LocalImages.KAFKA.isPresent();
        var container = new KafkaContainer(DockerImageName.parse(image).asCompatibleSubstituteFor("apache/kafka"))
                .withImagePullPolicy(_ -> !present)
                .withStartupTimeout(Duration.ofSeconds(90));
        container.start();
        return new ContainerBroker(container);
    }

    @Override
    public String bootstrapServers() {
        return container.getBootstrapServers();
    }

    @Override
    public void close() {
        container.stop();
    }
}
