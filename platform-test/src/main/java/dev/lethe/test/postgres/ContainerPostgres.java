package dev.lethe.test.postgres;

import java.time.Duration;

import org.testcontainers.containers.wait.strategy.Wait;
import org.testcontainers.postgresql.PostgreSQLContainer;
import org.testcontainers.utility.DockerImageName;

import dev.lethe.test.docker.LocalImages;

/// PostgreSQL in a container.
public final class ContainerPostgres implements PostgresServer {
    private final PostgreSQLContainer container;

    private ContainerPostgres(PostgreSQLContainer container) {
        this.container = container;
    }

    /// Starts a container; its default command would commit without fsync, so it gets another.
    @SuppressWarnings("resource") // closed by close()
    public static ContainerPostgres start() {
        var image = LocalImages.POSTGRES.imageName();
        var present = LocalImages.POSTGRES.isPresent();
        var container = new PostgreSQLContainer(DockerImageName.parse(image).asCompatibleSubstituteFor("postgres"))
                .withImagePullPolicy(_ -> !present)
                .withCommand("postgres", "-c", "fsync=on", "-c", "max_connections=200")
                .withStartupTimeout(Duration.ofSeconds(90));
        container.waitingFor(Wait.forLogMessage(".*database system is ready to accept connections.*\\s", 2)
                .withStartupTimeout(Duration.ofSeconds(90)));
        container.start();
        return new ContainerPostgres(container);
    }

    @Override
    public PostgresDatabase newDatabase() {
        var server = "jdbc:postgresql://" + container.getHost() + ":" + container.getMappedPort(5432) + "/";
        return DatabaseCreation.create(server, container.getUsername(), container.getPassword());
    }

    @Override
    public void close() {
        container.stop();
    }
}
