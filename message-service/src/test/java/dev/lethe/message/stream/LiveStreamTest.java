package dev.lethe.message.stream;

import static dev.lethe.test.Eventually.eventually;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedSet;
import java.util.UUID;
import java.util.concurrent.ConcurrentSkipListSet;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.regex.Pattern;
import java.util.stream.LongStream;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

import tools.jackson.databind.json.JsonMapper;

import dev.lethe.message.history.MessageKind;
import dev.lethe.message.history.MessageRow;
import dev.lethe.message.mailbox.ChatId;
import dev.lethe.message.mailbox.Cursor;
import dev.lethe.message.mailbox.MessageId;
import dev.lethe.message.update.Update;
import dev.lethe.message.update.UpdateFeed.Batch;
import dev.lethe.message.update.UpdateFeed.Step;
import dev.lethe.platform.caller.Caller;

class LiveStreamTest {
    private static final UUID OWNER = UUID.randomUUID();
    private static final UUID ERA = UUID.randomUUID();
    private static final Pattern TOLD = Pattern.compile("\"seq\":\"([0-9]+)\",\"type\":\"([a-z]+)\"");

    private final Mailbox mailbox = new Mailbox();
    private final Slow out = new Slow();
    private final LiveStream stream = new LiveStream(
            new Caller(OWNER, UUID.randomUUID(), Instant.EPOCH), mailbox);
    private final Thread follower = Thread.ofVirtual().unstarted(this::follow);

    @BeforeEach
    void openAtFour() {
        mailbox.head = 4;
        follower.start();
        eventually(() -> assertThat(out.text()).contains("heartbeat"));
    }

    @AfterEach
    void end() throws InterruptedException {
        out.goOn();
        stream.end();
        follower.join();
    }

    @Test
    void tellsWhatItIsHandedWithoutReading() {
        stream.append(rows(5, 6));
        eventually(() -> assertThat(told()).containsExactly("5 handed", "6 handed"));
        stream.append(rows(7));
        eventually(() -> assertThat(told()).containsExactly("5 handed", "6 handed", "7 handed"));

        assertThat(mailbox.readings).hasValue(1);
    }

    @Test
    void readsWhatIsHandedInTheWrongOrder() {
        mailbox.holds(5, 6);
        stream.append(rows(6));
        stream.append(rows(5));
        eventually(() -> assertThat(told()).containsExactly("5 read", "6 read"));
        // it may still be about to look at what it was handed last, and then reads once more
        mailbox.holds(7);
        stream.append(rows(7));

        eventually(() -> assertThat(told()).hasSize(3).startsWith("5 read", "6 read").last().asString()
                .startsWith("7 "));
    }

    @Test
    void tellsNothingThatWasTakenBackWhileItWrote() {
        out.stop();
        stream.append(rows(5));
        eventually(() -> assertThat(out.waits).isTrue());
        stream.append(rows(6));
        mailbox.holds(7);
        stream.advance();
        out.goOn();

        eventually(() -> assertThat(told()).containsExactly("5 handed", "7 read"));
    }

    @Test
    void readsWhatTakesMoreThanItWasHanded() {
        mailbox.holds(5);
        mailbox.opens = false;
        stream.append(rows(5));

        eventually(() -> assertThat(told()).containsExactly("5 read"));
    }

    @Test
    @Tag("case-86")
    void keepsNothingForADeviceThatDoesNotReadAndReadsItAnew() {
        mailbox.holds(5, 6, 7);
        out.stop();
        stream.advance();
        eventually(() -> assertThat(out.waits).isTrue());

        stream.dropUntold(0);
        mailbox.changes.remove(6L);
        mailbox.holds(8);
        out.goOn();

        eventually(() -> assertThat(told()).containsExactly("5 read", "7 read", "8 read"));
    }

    @Test
    @Tag("case-86")
    void readsNoMoreForASlowDeviceThanItTakes() {
        mailbox.holds(LongStream.rangeClosed(5, 54).toArray());
        out.stop();
        stream.advance();
        for (int taken = 1; taken <= 20; taken++) {
            eventually(() -> assertThat(out.waits).isTrue());
            stream.dropUntold(0);
            out.passOne();
        }
        out.goOn();

        eventually(() -> assertThat(told()).hasSize(50).doesNotHaveDuplicates());
        assertThat(mailbox.read.get()).isLessThan(4 * 50);
    }

    private List<String> told() {
        return TOLD.matcher(out.text()).results()
                .map(found -> found.group(1) + (found.group(2).equals("message") ? " handed" : " read")).toList();
    }

    private void follow() {
        try {
            stream.follow(null, new EventWriter(out, JsonMapper.shared()));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static List<MessageRow> rows(long... seqs) {
        return LongStream.of(seqs).mapToObj(seq -> new MessageRow(new MessageId(seq), new ChatId(OWNER), OWNER,
                MessageKind.TEXT, null, new byte[10], seq, 0)).toList();
    }

    /// Says by the type whether it was read or handed over.
    private static final class Mailbox implements Feed {
        private final SortedSet<Long> changes = new ConcurrentSkipListSet<>();
        private final AtomicInteger readings = new AtomicInteger();
        private final AtomicInteger read = new AtomicInteger();
        private volatile long head;
        private volatile boolean opens = true;

        private void holds(long... seqs) {
            for (long seq : seqs) {
                changes.add(seq);
                head = seq;
            }
        }

        @Override
        public Batch after(Caller reader, @Nullable Cursor cursor, int limit) {
            readings.incrementAndGet();
            List<Step> left = cursor == null ? List.of()
                    : changes.stream().filter(seq -> seq > cursor.at()).map(seq -> step(seq, Update.Type.GONE))
                            .toList();
            List<Step> steps = left.stream().limit(limit).toList();
            read.addAndGet(steps.size());
            return new Batch(steps, steps.size() < left.size() ? steps.getLast().after() : at(head),
                    steps.size() < left.size(), null);
        }

        @Override
        public List<Step> appended(Caller reader, Cursor cursor, List<MessageRow> rows) {
            return opens ? rows.stream().map(row -> step(row.seq(), Update.Type.MESSAGE)).toList() : new ArrayList<>();
        }

        private static Step step(long seq, Update.Type type) {
            return new Step(new Update(Long.toString(seq), type, null, null, null), at(seq));
        }

        private static Cursor at(long seq) {
            return new Cursor(OWNER, ERA, seq);
        }
    }

    /// A connection that can be stuck.
    private static final class Slow extends OutputStream {
        private static final int MANY = 1_000_000;

        private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        private final Semaphore free = new Semaphore(MANY);
        private volatile boolean waits;

        private void stop() {
            free.drainPermits();
        }

        private void goOn() {
            free.release(MANY);
        }

        private void passOne() {
            waits = false;
            free.release();
        }

        private String text() {
            return bytes.toString(StandardCharsets.UTF_8);
        }

        @Override
        public void write(int one) throws IOException {
            write(new byte[] {(byte) one}, 0, 1);
        }

        @Override
        public void write(byte[] many, int from, int count) throws IOException {
            try {
                waits = free.availablePermits() == 0;
                free.acquire();
            } catch (InterruptedException e) {
                throw new IOException(e);
            }
            bytes.write(many, from, count);
        }
    }
}
