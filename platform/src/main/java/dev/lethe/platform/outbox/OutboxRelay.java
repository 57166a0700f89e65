package dev.lethe.platform.outbox;

import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

import javax.sql.DataSource;

import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.errors.RecordTooLargeException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;

import dev.lethe.platform.failpoint.Failpoints;

/// Carries the outbox to Kafka, in order of ids, from the one replica that holds the advisory lock.
///
/// A row goes only after the broker has acknowledged it; a kill in between repeats it, which consumers expect.
/// Rows are always read from the lowest id, so one that commits late is not passed over.
public final class OutboxRelay implements SmartLifecycle {

    private static final Logger LOG = LoggerFactory.getLogger(OutboxRelay.class);
    private static final long LOCK = 0x6c65746865L;
    private static final int BATCH = 500;
    private static final long IDLE_MILLIS = 250;

    private record Row(long id, UUID eventId, String topic, UUID subject, String type, byte[] payload,
            Instant recordedAt) {}

    private final DataSource database;
    private final ProducerSource producers;
    private final String source;
    private final Semaphore work = new Semaphore(0);
    private volatile @Nullable Thread worker;

    /// Opens producers; a broken one is replaced.
    interface ProducerSource {
        Producer<String, byte[]> open();
    }

    OutboxRelay(DataSource database, ProducerSource producers, String source) {
        this.database = database;
        this.producers = producers;
        this.source = source;
    }

    void wake() {
        if (work.availablePermits() == 0) {
            work.release();
        }
    }

    private void run() {
        while (isRunning()) {
            try (Connection connection = database.getConnection();
                    Producer<String, byte[]> producer = producers.open()) {
                lead(connection, producer);
            } catch (SQLException | RuntimeException e) {
                if (isRunning()) {
                    LOG.warn("outbox waits: {}", e.getClass().getSimpleName());
                }
                await(1_000);
            }
        }
    }

    private void lead(Connection connection, Producer<String, byte[]> producer) throws SQLException {
        connection.setAutoCommit(true);
        while (isRunning() && !ask(connection, "select pg_try_advisory_lock(" + LOCK + ")")) {
            await(1_000);
        }
        try {
            while (isRunning()) {
                if (publish(connection, producer) < BATCH) {
                    await(IDLE_MILLIS);
                }
            }
        } finally {
            if (connection.isValid(1)) {
                ask(connection, "select pg_advisory_unlock(" + LOCK + ")");
            }
        }
    }

    private int publish(Connection connection, Producer<String, byte[]> producer) throws SQLException {
        List<Row> rows = read(connection);
        if (rows.isEmpty()) {
            return 0;
        }
        Failpoints.reach("outbox.before-publish");
        List<Future<RecordMetadata>> sent = new ArrayList<>(rows.size());
        for (Row row : rows) {
            Future<RecordMetadata> future = producer.send(record(row));
            sent.add(future);
            if (future.state() == Future.State.FAILED) {
                break;
            }
        }
        producer.flush();
        List<Long> done = new ArrayList<>(rows.size());
        try {
            for (int i = 0; i < sent.size(); i++) {
                settle(connection, rows.get(i), sent.get(i));
                done.add(rows.get(i).id());
            }
        } finally {
            Failpoints.reach("outbox.after-publish");
            delete(connection, done);
        }
        return rows.size();
    }

    private void settle(Connection connection, Row row, Future<RecordMetadata> future) throws SQLException {
        try {
            future.get(60, TimeUnit.SECONDS);
        } catch (ExecutionException e) {
            if (!(e.getCause() instanceof RecordTooLargeException)) {
                throw new IllegalStateException("not published", e);
            }
            bury(connection, row);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted", e);
        } catch (TimeoutException e) {
            throw new IllegalStateException("not published", e);
        }
    }

    private ProducerRecord<String, byte[]> record(Row row) {
        ProducerRecord<String, byte[]> record = new ProducerRecord<>(row.topic(), row.subject().toString(),
                row.payload());
        record.headers().add("ce_specversion", bytes("1.0")).add("ce_id", bytes(row.eventId().toString()))
                .add("ce_type", bytes(row.type())).add("ce_source", bytes("/" + source))
                .add("ce_subject", bytes(row.subject().toString())).add("ce_time", bytes(row.recordedAt().toString()))
                .add("content-type", bytes("application/json"));
        return record;
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    private static List<Row> read(Connection connection) throws SQLException {
        List<Row> rows = new ArrayList<>();
        try (Statement statement = connection.createStatement(); ResultSet found = statement.executeQuery("""
                select id, event_id, topic, subject, type, payload, recorded_at
                from outbox order by id limit\s""" + BATCH)) {
            while (found.next()) {
                rows.add(new Row(found.getLong(1), found.getObject(2, UUID.class), found.getString(3),
                        found.getObject(4, UUID.class), found.getString(5), found.getBytes(6),
                        found.getTimestamp(7).toInstant()));
            }
        }
        return rows;
    }

    private static void delete(Connection connection, List<Long> ids) throws SQLException {
        try (var delete = connection.prepareStatement("delete from outbox where id = any (?)")) {
            delete.setArray(1, connection.createArrayOf("bigint", ids.toArray()));
            delete.executeUpdate();
        }
    }

    private static void bury(Connection connection, Row row) throws SQLException {
        LOG.error("event {} is too large to publish; buried", row.eventId());
        try (var insert = connection.prepareStatement("""
                insert into dead_letter (topic, partition, position, subject, type, payload, reason, event_id,
                    recorded_at)
                values (?, -1, ?, ?, ?, ?, 'too large to publish', ?, now())""")) {
            insert.setString(1, row.topic());
            insert.setLong(2, row.id());
            insert.setObject(3, row.subject());
            insert.setString(4, row.type());
            insert.setBytes(5, row.payload());
            insert.setObject(6, row.eventId());
            insert.executeUpdate();
        }
    }

    private static boolean ask(Connection connection, String question) throws SQLException {
        try (Statement statement = connection.createStatement(); ResultSet answer = statement.executeQuery(question)) {
            return answer.next() && answer.getBoolean(1);
        }
    }

    private void await(long millis) {
        try {
            if (work.tryAcquire(millis, TimeUnit.MILLISECONDS)) {
                work.drainPermits();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public void start() {
        worker = Thread.ofPlatform().daemon().name("outbox").unstarted(this::run);
        worker.start();
    }

    @Override
    public void stop() {
        Thread thread = worker;
        worker = null;
        if (thread != null) {
            wake();
            try {
                thread.join(2_000);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }
    }

    @Override
    public boolean isRunning() { return worker != null; }
}
