package dev.lethe.test.broker;

/// A real Kafka broker in KRaft mode, alone in its cluster.
public interface Broker extends AutoCloseable {
    /// `host:port` for clients.
    String bootstrapServers();

    @Override
    void close();

    /// The one broker of this JVM, started at first use and stopped after all Spring contexts:
    /// embedded, or a container under `-Dlethe.test.containers=true`.
    static Broker shared() {
        return SharedBroker.BROKER;
    }
}
