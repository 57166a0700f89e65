package dev.lethe.account.revocation;

import java.time.Duration;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CountDownLatch;

import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

import dev.lethe.platform.caller.RevocationSource;

/// The revocations as this service's own database has them. Everybody else reads them through [RevocationController].
@Component
class RevocationFeed implements RevocationSource {

    private static final int PAGE = 1000;
    /// How late an entry of another replica may be seen.
    private static final Duration LOOK_AGAIN = Duration.ofMillis(200);

    private record Counter(String era, long last) {}

    private final JdbcClient jdbc;
    private final RevocationSignal signal;

    RevocationFeed(JdbcClient jdbc, RevocationSignal signal) {
        this.jdbc = jdbc;
        this.signal = signal;
    }

    @Override
    public Batch after(@Nullable String era, long number, Duration wait) {
        long end = System.nanoTime() + wait.toNanos();
        while (true) {
            CountDownLatch waking = signal.next();
            Batch batch = read(era, number);
            long left = end - System.nanoTime();
            if (!batch.entries().isEmpty() || !batch.era().equals(era) || batch.head() != number || left <= 0
                    || Thread.currentThread().isInterrupted()) {
                return batch;
            }
            RevocationSignal.await(waking, Duration.ofNanos(Math.min(left, LOOK_AGAIN.toNanos())));
        }
    }

    /// The counter is read first: entries up to it are committed by then, and later ones come with the next call. Who
    /// asks from beyond the counter read from a database that was since restored, and begins anew.
    private Batch read(@Nullable String era, long number) {
        Counter counter = jdbc.sql("SELECT era::text AS era, last FROM revocation_counter").query(Counter.class)
                .single();
        boolean isKnown = counter.era().equals(era) && number <= counter.last();
        long from = isKnown ? number : 0;
        List<Entry> entries = from >= counter.last() ? List.of() : entries(from, counter.last());
        long head = entries.size() < PAGE ? counter.last() : entries.getLast().number();
        return new Batch(counter.era(), head, entries);
    }

    private List<Entry> entries(long from, long to) {
        return jdbc.sql("""
                SELECT number, session_id, subject_id FROM revocation WHERE number > ? AND number <= ?
                ORDER BY number LIMIT ?""").param(from).param(to).param(PAGE).query((row, _) -> {
            UUID session = row.getObject(2, UUID.class);
            return session == null
                    ? new Entry(row.getLong(1), Kind.SUBJECT, row.getObject(3, UUID.class))
                    : new Entry(row.getLong(1), Kind.SESSION, session);
        }).list();
    }
}
