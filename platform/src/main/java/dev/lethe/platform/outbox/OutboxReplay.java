package dev.lethe.platform.outbox;

import org.springframework.jdbc.core.simple.JdbcClient;

import dev.lethe.platform.deadletter.DeadLetter;
import dev.lethe.platform.deadletter.DeadLetterReplay;

/// Publishes once more what was too large, for an operator who has raised the broker's limit.
final class OutboxReplay implements DeadLetterReplay {

    private final JdbcClient jdbc;
    private final OutboxRelay relay;

    OutboxReplay(JdbcClient jdbc, OutboxRelay relay) {
        this.jdbc = jdbc;
        this.relay = relay;
    }

    @Override
    public boolean takes(int partition) {
        return partition == DeadLetter.UNPUBLISHED;
    }

    @Override
    public void replay(DeadLetter letter) {
        jdbc.sql("""
                insert into outbox (event_id, topic, subject, type, payload)
                values (coalesce(cast(:eventId as uuid), gen_random_uuid()), :topic, :subject, :type, :payload)""")
                .param("eventId", letter.eventId()).param("topic", letter.topic()).param("subject", letter.account())
                .param("type", letter.type()).param("payload", letter.payload()).update();
        relay.wake();
    }
}
