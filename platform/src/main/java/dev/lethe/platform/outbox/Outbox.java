package dev.lethe.platform.outbox;

import java.util.UUID;

import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionSynchronization;
import org.springframework.transaction.support.TransactionSynchronizationManager;

import tools.jackson.databind.json.JsonMapper;

import dev.lethe.events.Event;
import dev.lethe.events.EventTypes;

/// Publishes events with the transaction that caused them.
///
/// Lock the subject's row first: the order of commits is the order of a subject's events only while one transaction
/// at a time writes them.
public final class Outbox {

    private final JdbcClient jdbc;
    private final JsonMapper json;
    private final OutboxRelay relay;

    Outbox(JdbcClient jdbc, JsonMapper json, OutboxRelay relay) {
        this.jdbc = jdbc;
        this.json = json;
        this.relay = relay;
    }

    /// Records the event in the caller's transaction; it is published soon after the commit, at least once.
    ///
    /// @throws IllegalStateException without a transaction
    public void record(Event event) {
        if (!TransactionSynchronizationManager.isActualTransactionActive()) {
            throw new IllegalStateException("an event leaves with a transaction");
        }
        jdbc.sql("""
                insert into outbox (event_id, topic, subject, type, payload)
                values (:eventId, :topic, :subject, :type, :payload)""").param("eventId", UUID.randomUUID())
                .param("topic", event.topic()).param("subject", event.subject())
                .param("type", EventTypes.nameOf(event.getClass())).param("payload", json.writeValueAsBytes(event))
                .update();
        TransactionSynchronizationManager.registerSynchronization(new TransactionSynchronization() {
            @Override
            public void afterCommit() {
                relay.wake();
            }
        });
    }
}
