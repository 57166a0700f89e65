package dev.lethe.message.sending;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;

import org.junit.jupiter.api.Test;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;

import dev.lethe.message.history.Fanout;
import dev.lethe.message.history.MessageBody;
import dev.lethe.message.history.MessageKind;
import dev.lethe.message.history.MessageSeal.Prepared;
import dev.lethe.message.mailbox.ChatId;
import dev.lethe.message.mailbox.ChatKind;
import dev.lethe.message.mailbox.MessageId;
import dev.lethe.message.membership.Audience;
import dev.lethe.message.sending.Submission.Addressed;
import dev.lethe.message.words.SearchTokens;
import dev.lethe.message.words.Words;
import dev.lethe.platform.vault.KeyLookup;

class SendWritersTest {
    private static final int SENDS = 400;
    private static final int AT_ONCE = 16;
    private static final Duration COMMIT = Duration.ofMillis(2);

    /// Stands for a commit: takes its time and sees whether another one is under way.
    @SuppressWarnings("NullAway")
    private static final class Commits extends MessageAppend {
        private final AtomicInteger underWay = new AtomicInteger();
        private final AtomicInteger all = new AtomicInteger();
        private final AtomicInteger besideAnother = new AtomicInteger();

        Commits() {
            super(null, null, null, null, Clock.systemUTC());
        }

        @Override
        public List<Outcome> append(List<Addressed> batch, Map<UUID, KeyLookup> keys) {
            all.incrementAndGet();
            if (underWay.incrementAndGet() > 1) {
                besideAnother.incrementAndGet();
            }
            LockSupport.parkNanos(COMMIT.toNanos());
            underWay.decrementAndGet();
            return batch.stream().<Outcome>map(_ -> new Outcome.Sent(new MessageId(1))).toList();
        }
    }

    @Test
    void commitOneAfterTheOther() {
        Commits commits = new Commits();
        SendWriters writers = new SendWriters(commits, new SendingProperties(2, 256, 1_000, Duration.ofSeconds(10)),
                new SimpleMeterRegistry());
        writers.start();

        try (var threads = Executors.newFixedThreadPool(AT_ONCE)) {
            for (int i = 0; i < SENDS; i++) {
                var _ = threads.submit(() -> writers.append(send(), Map.of()));
            }
        }
        writers.stop();

        assertThat(commits.all).hasValueGreaterThan(SENDS / AT_ONCE / 2);
        assertThat(commits.besideAnother).as("but for those that a slow machine made slow")
                .hasValueLessThan(commits.all.get() / 4);
    }

    private static Addressed send() {
        UUID owner = UUID.randomUUID();
        ChatId chat = new ChatId(owner);
        Audience self = new Audience(ChatKind.SAVED, List.of(owner), 0);
        Prepared message = new Prepared(new byte[0], new SearchTokens(new Words()).terms(List.of()));
        return new Addressed(
                new Submission(owner, UUID.randomUUID(), chat, MessageBody.ofText("hello"), null, null),
                new Fanout.Draft(chat, self, owner, MessageKind.TEXT, null, message, Map.of()), null, null);
    }
}
