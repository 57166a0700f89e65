package dev.lethe.test.postgres;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.condition.EnabledIf;

import dev.lethe.test.docker.LocalImages;

@EnabledIf(value = "imageIsPresent", disabledReason = "no Docker engine with the image of build/test-images.sh")
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ContainerPostgresIT extends PostgresContract {
    private final PostgresServer server = ContainerPostgres.start();

    static boolean imageIsPresent() {
        return LocalImages.areWanted() || LocalImages.POSTGRES.isPresent();
    }

    @AfterAll
    void stop() {
        server.close();
    }

    @Override
    PostgresServer server() {
        return server;
    }
}
