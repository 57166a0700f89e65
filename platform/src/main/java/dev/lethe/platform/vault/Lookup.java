package dev.lethe.platform.vault;

import java.time.Duration;
import java.util.Arrays;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.Predicate;

import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import dev.lethe.platform.problem.FailureText;

/// Asks all keyholders for the roots of up to 500 subjects at once and returns as soon as each subject is decided. The
/// answers that come later still count: they may tell of a destruction, of a liar, or of a share to be given back.
final class Lookup {

    private static final Logger LOG = LoggerFactory.getLogger(Lookup.class);

    /// @param answers `null` when the keyholder gave none
    private record Reply(int holder, @Nullable Map<UUID, ShareAnswer> answers) {}

    private final Keyholders keyholders;
    private final Splitting splitting;
    private final Suspicions suspicions;
    private final Consumer<UUID> forget;
    private final Reader reader;
    private final Duration patience;
    private final Map<UUID, Answers> subjects = new HashMap<>();
    private final BlockingQueue<Reply> replies = new LinkedBlockingQueue<>();
    private int outstanding;

    Lookup(Keyholders keyholders, Splitting splitting, Suspicions suspicions, Predicate<DestructionOrder> isProven,
            Consumer<UUID> forget, Reader reader, Collection<UUID> subjects, Duration patience) {
        this.keyholders = keyholders;
        this.splitting = splitting;
        this.suspicions = suspicions;
        this.forget = forget;
        this.reader = reader;
        this.patience = patience;
        subjects.forEach(it -> this.subjects.put(it, new Answers(keyholders, reader,
                order -> it.equals(order.subject()) && order.signature() != null && isProven.test(order))));
    }

    /// One call a keyholder.
    ///
    /// @throws KeyUnreachableException when even one subject cannot be decided
    Map<UUID, KeyLookup> run() {
        var asked = List.copyOf(subjects.keySet());
        outstanding = keyholders.all().size();
        for (int i = 0; i < keyholders.all().size(); i++) {
            int holder = i;
            Thread.ofVirtual().name("keyholder-call").start(() -> replies.add(ask(holder, asked)));
        }
        var deadline = System.nanoTime() + patience.toNanos();
        try {
            while (outstanding > 0 && !isDecided()) {
                var reply = replies.poll(deadline - System.nanoTime(), TimeUnit.NANOSECONDS);
                if (reply == null) {
                    break;
                }
                take(reply);
            }
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
        return conclude();
    }

    private Reply ask(int holder, List<UUID> asked) {
        try {
            return new Reply(holder, keyholders.all().get(holder).shares(reader, asked));
        } catch (RuntimeException e) {
            LOG.debug("Keyholder {} gave no shares: {}", keyholders.all().get(holder).name(), FailureText.of(e));
            return new Reply(holder, null);
        }
    }

    private void take(Reply reply) {
        outstanding--;
        if (reply.answers() == null) {
            return;
        }
        var given = reply.answers();
        for (var subject : subjects.entrySet()) {
            subject.getValue().add(reply.holder(), given.get(subject.getKey()));
        }
    }

    private boolean isDecided() { return subjects.values().stream().allMatch(it -> it.decide(splitting).isPresent()); }

    private Map<UUID, KeyLookup> conclude() {
        var lookups = new HashMap<UUID, KeyLookup>();
        subjects.forEach((subject, answers) -> answers.decide(splitting)
                .ifPresent(verdict -> lookups.put(subject, verdict.lookup())));
        Thread.ofVirtual().name("keyholder-aftercare").start(this::care);
        if (lookups.size() < subjects.size()) {
            throw new KeyUnreachableException("Fewer than %d keyholders answered for %s"
                    .formatted(keyholders.threshold(), reader));
        }
        return lookups;
    }

    private void care() {
        try {
            while (outstanding > 0) {
                var reply = replies.poll(patience.toNanos(), TimeUnit.NANOSECONDS);
                if (reply == null) {
                    break;
                }
                take(reply);
            }
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
        subjects.forEach(this::care);
    }

    private void care(UUID subject, Answers answers) {
        answers.unfit(splitting)
                .forEach((holder, reason) -> suspicions.report(keyholders.all().get(holder).name(), reason));
        if (answers.isDestroyed()) {
            forget.accept(subject);
        }
        var rebuilt = answers.decide(splitting).map(Answers.Verdict::rebuilt).orElse(null);
        if (rebuilt == null) {
            return;
        }
        if (!answers.isDestroyed()) {
            answers.missing().forEach(it -> refill(subject, it, rebuilt));
        }
        Arrays.fill(rebuilt.root(), (byte) 0);
    }

    private void refill(UUID subject, int holder, Splitting.Rebuilt rebuilt) {
        var keyholder = keyholders.all().get(holder);
        try {
            keyholder.refill(subject, reader, splitting.shareAt(holder + 1, rebuilt));
        } catch (RuntimeException e) {
            LOG.debug("Keyholder {} did not take its share back: {}", keyholder.name(), FailureText.of(e));
        }
    }
}
