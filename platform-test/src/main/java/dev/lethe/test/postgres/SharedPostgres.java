package dev.lethe.test.postgres;

import org.springframework.boot.SpringApplication;

import dev.lethe.test.docker.LocalImages;

final class SharedPostgres {
    static final PostgresServer SERVER = start();

    private SharedPostgres() {}

    private static PostgresServer start() {
        var server = LocalImages.areWanted() ? ContainerPostgres.start() : EmbeddedPostgresServer.start();
        SpringApplication.getShutdownHandlers().add(server::close);
        return server;
    }
}
