package dev.lethe.test.broker;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.condition.EnabledIf;

import dev.lethe.test.docker.LocalImages;

@EnabledIf(value = "imageIsPresent", disabledReason = "no Docker engine with the image of build/test-images.sh")
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ContainerBrokerIT extends BrokerContract {
    private final Broker broker = ContainerBroker.start();

    static boolean imageIsPresent() {
        return LocalImages.areWanted() || LocalImages.KAFKA.isPresent();
    }

    @AfterAll
    void stop() {
        broker.close();
    }

    @Override
    Broker broker() {
        return broker;
    }
}
