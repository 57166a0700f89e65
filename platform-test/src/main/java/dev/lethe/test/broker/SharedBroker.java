package dev.lethe.test.broker;

import org.springframework.boot.SpringApplication;

import dev.lethe.test.docker.LocalImages;

final class SharedBroker {
    static final Broker BROKER = start();

    private SharedBroker() {}

    private static Broker start() {
        var broker = LocalImages.areWanted() ? ContainerBroker.start() : EmbeddedBroker.start();
        SpringApplication.getShutdownHandlers().add(broker::close);
        return broker;
    }
}
