package dev.lethe.message.stream;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.UUID;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Consumer;

import org.junit.jupiter.api.Test;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.annotation.Autowired;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import dev.lethe.message.group.GroupServiceIT;
import dev.lethe.message.mailbox.Cursor;
import dev.lethe.message.update.Changes;
import dev.lethe.platform.caller.Caller;

/// Whatever happens in a mailbox and whenever the connection breaks: nothing lost, nothing twice, order kept.
class StreamCutsIT extends GroupServiceIT {
    private static final Logger LOG = LoggerFactory.getLogger(StreamCutsIT.class);
    private static final int CUTS = Integer.getInteger("lethe.stream.cuts", 10_000);
    private static final int MAILBOXES = 4;
    private static final int FRIENDS = 12;
    private static final int MEMBERS = 3;
    /// Shorter than heart-beats, so that none of them makes good what a stream should have told at once.
    private static final Duration AT_ONCE = Duration.ofSeconds(8);

    @Autowired
    private LiveStreams streams;
    @Autowired
    private Changes changes;
    @Autowired
    private JsonMapper mapper;

    @Test
    void losesAndRepeatsNothingHoweverOftenTheConnectionBreaks() throws Exception {
        long seed = Long.getLong("lethe.stream.seed", new SecureRandom().nextLong());
        LOG.info("seed {}", seed);
        List<Future<Integer>> mailboxes = new ArrayList<>();
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            for (int i = 0; i < MAILBOXES; i++) {
                Random chance = new Random(seed + i);
                mailboxes.add(threads.submit(() -> new Journey(chance).run(CUTS / MAILBOXES)));
            }
        }
        int updates = 0;
        for (Future<Integer> mailbox : mailboxes) {
            updates += result(mailbox, seed);
        }
        LOG.info("{} cuts, {} updates", CUTS, updates);
        assertThat(updates).isGreaterThan(CUTS / 4);
    }

    private static int result(Future<Integer> mailbox, long seed) throws InterruptedException {
        try {
            return mailbox.get();
        } catch (ExecutionException e) {
            throw new AssertionError("seed " + seed + ": " + e.getCause(), e.getCause());
        }
    }

    /// @param chat as the owner of the mailbox has it
    private record Sent(UUID chat, String id, Person author) {
        String chat(String what) {
            return "/v1/chats/" + chat + what;
        }

        String message(UUID in) {
            return "/v1/chats/" + in + "/messages/" + id;
        }
    }

    /// One mailbox: a device that follows it and is cut off, and all who write into it.
    private final class Journey {
        private final Random chance;
        private final Random fate;
        private final Person owner = someone();
        private final List<Person> friends = new ArrayList<>();
        private final List<Sent> sent = new ArrayList<>();
        private final UUID group;
        private final Caller reader = new Caller(owner.id, owner.session, clock.instant());
        private final String start = owner.get("/v1/updates").text("/cursor");
        private final SeenUpdates seen = new SeenUpdates(start);
        private final AtomicInteger cuts = new AtomicInteger();
        private volatile boolean over;

        Journey(Random chance) {
            this.chance = chance;
            this.fate = new Random(chance.nextLong());
            for (int i = 0; i < FRIENDS; i++) {
                friends.add(someone());
            }
            this.group = group(owner, "Together", friends.subList(0, MEMBERS).toArray(Person[]::new));
        }

        int run(int wanted) throws Exception {
            try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
                Future<?> device = threads.submit(() -> followAndBreak(wanted));
                writeWhileItFollows(device);
                device.get();
            }
            List<JsonNode> truth = updates(start);
            try (Follower last = new Follower(owner.open(port, "/v1/updates/stream?after=" + seen.cursor()))) {
                updates(String.valueOf(seen.cursor())).forEach(_ -> {
                    Follower.Event event = last.nextChange();
                    seen.take(new CutConnection.Event(event.id(), event.type(), event.data()));
                });
            }
            seen.agreesWith(truth);
            return seen.count();
        }

        private void writeWhileItFollows(Future<?> device) {
            try {
                while (!device.isDone()) {
                    change();
                    if (chance.nextInt(2) == 0) {
                        awaitDevice(device);
                    }
                }
            } finally {
                over = true;
                device.cancel(true);
            }
        }

        private Void followAndBreak(int wanted) {
            while (cuts.get() < wanted && !over) {
                CutConnection connection = new CutConnection(1 + (fate.nextInt(3) == 0 ? fate.nextInt(4) : 0),
                        fate.nextBoolean(), seen::take);
                LiveStream stream = streams.open(reader);
                try {
                    stream.follow(Cursor.parse(String.valueOf(seen.cursor()), owner.id),
                            new EventWriter(connection, mapper));
                } catch (IOException cut) {
                    cuts.incrementAndGet();
                } finally {
                    streams.leave(stream);
                }
            }
            return null;
        }

        private void awaitDevice(Future<?> device) {
            long head = changes.head(owner.id).seq();
            long deadline = System.nanoTime() + AT_ONCE.toNanos();
            while (!device.isDone() && seen.reached() < head) {
                assertThat(System.nanoTime()).as("told of %d but not of %d", seen.reached(), head)
                        .isLessThan(deadline);
                LockSupport.parkNanos(500_000);
            }
        }

        private void change() {
            Person friend = friends.get(chance.nextInt(FRIENDS));
            switch (chance.nextInt(20)) {
                case 0, 1, 2, 3, 4, 5, 6, 7 -> sent.add(new Sent(friend.id, friend.sends(owner, "to you"), friend));
                case 8, 9 -> sent.add(new Sent(friend.id, owner.sends(friend, "from me"), owner));
                case 10 -> sendToGroup(chance.nextInt(4) == 0 ? owner : friends.get(chance.nextInt(MEMBERS)));
                case 11, 12 -> ofOne(this::read);
                case 13 -> ofOne(this::edit);
                case 14, 15 -> ofOne(it -> leaves(it, owner.delete(it.message(it.chat))));
                case 16 -> ofOne(it -> leaves(it, it.author.delete(it.message(chatOf(it)) + "?forEveryone=true")));
                case 17 -> ofOne(it -> ok(owner.put(it.chat("/marks"), "{\"archived\":" + chance.nextBoolean() + "}")));
                case 18 -> ofOne(it -> empties(it, owner.delete(it.chat("/messages"))));
                default -> ofOne(it -> empties(it, owner.delete(it.chat(it.chat.equals(group) ? "/messages" : ""))));
            }
        }

        private void ofOne(Consumer<Sent> act) {
            if (!sent.isEmpty()) {
                act.accept(sent.get(chance.nextInt(sent.size())));
            }
        }

        private void sendToGroup(Person member) {
            Answer answer = member.send(group, UUID.randomUUID(), "to all");
            ok(answer);
            sent.add(new Sent(group, answer.text("/id"), member));
        }

        private void read(Sent any) {
            Sent last = sent.reversed().stream().filter(it -> it.chat.equals(any.chat)).findFirst().orElse(any);
            ok(owner.put(last.chat("/read"), "{\"upTo\":\"" + last.id + "\"}"));
        }

        private void edit(Sent it) {
            ok(it.author.patch(it.message(chatOf(it)), "{\"text\":\"changed " + chance.nextInt() + "\"}"));
        }

        private void leaves(Sent it, Answer answer) {
            ok(answer);
            sent.remove(it);
        }

        private void empties(Sent it, Answer answer) {
            ok(answer);
            sent.removeIf(other -> other.chat.equals(it.chat));
        }

        private UUID chatOf(Sent it) {
            return it.author == owner || it.chat.equals(group) ? it.chat : owner.id;
        }

        private static void ok(Answer answer) {
            assertThat(answer.status()).as(answer.json().toString()).isBetween(200, 204);
        }

        private List<JsonNode> updates(String after) {
            List<JsonNode> all = new ArrayList<>();
            Answer batch = owner.get("/v1/updates?limit=100&after=" + after);
            batch.json().path("updates").forEach(all::add);
            while (batch.json().path("more").asBoolean()) {
                batch = owner.get("/v1/updates?limit=100&after=" + batch.text("/cursor"));
                batch.json().path("updates").forEach(all::add);
            }
            return all;
        }
    }
}
