package dev.lethe.test.postgres;

/// A real PostgreSQL 18 that commits durably, as production does.
public interface PostgresServer extends AutoCloseable {
    /// Creates an empty database with a name of its own.
    PostgresDatabase newDatabase();

    @Override
    void close();

    /// The one server of this JVM, started at first use and stopped after all Spring contexts:
    /// embedded, or a container under `-Dlethe.test.containers=true`.
    static PostgresServer shared() {
        return SharedPostgres.SERVER;
    }
}
