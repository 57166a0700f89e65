package dev.lethe.test.postgres;

class EmbeddedPostgresIT extends PostgresContract {
    @Override
    PostgresServer server() {
        return PostgresServer.shared();
    }
}
