package dev.lethe.launcher.demo;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

import dev.lethe.client.Groups.Group;
import dev.lethe.client.Groups.Member;
import dev.lethe.client.LetheSession;
import dev.lethe.client.LiveUpdates;
import dev.lethe.client.Messages.Message;
import dev.lethe.client.Search;
import dev.lethe.client.Updates.Update;

/// Three people plan something in a group: everyone holds the history, sees a change, finds a word, and hears of an
/// answer without asking.
final class Outing {

    private static final String PLAN = "Saturday at nine by the ferry. Who brings lanterns?";
    private static final String CHANGED_PLAN = "Saturday at ten by the ferry. Who brings lanterns?";
    private static final String ANSWER = "I do, six of them.";
    private static final Duration PATIENCE = Duration.ofSeconds(20);

    private final Stage stage;
    private final LetheSession alice;
    private final LetheSession ben;
    private final LetheSession nour;

    Outing(Stage stage, LetheSession alice, LetheSession ben, LetheSession nour) {
        this.stage = stage;
        this.alice = alice;
        this.ben = ben;
        this.nour = nour;
    }

    /// Plays it, and answers which group it was.
    UUID play() {
        UUID group = stage.step("Alice makes a group with Ben, and adds Nour", this::create,
                made -> made.members().size() + " members, of whom she is the " + made.role()).id();
        Message plan = stage.step("She writes to it", () -> alice.messages().send(group, PLAN),
                message -> "message " + message.id());
        stage.step("Everyone has the history", () -> everyoneReads(group, PLAN),
                readers -> readers + " copies, each under its reader's key");
        stage.step("She changes what she wrote", () -> alice.messages().edit(group, plan.id(), CHANGED_PLAN),
                _ -> "ten, where it said nine");
        stage.step("Everyone sees the change", () -> everyoneReads(group, CHANGED_PLAN),
                _ -> "in the copies that they had");
        stage.step("Ben searches for \"lantern\"", () -> search(group),
                found -> found + " message found; nothing readable is stored for it");
        stage.step("Nour answers while Ben follows his live stream", () -> live(group),
                seconds -> "it came by itself, after %.2f s".formatted(seconds));
        return group;
    }

    private Group create() {
        UUID id = alice.groups().create("Lanterns", List.of(ben.accountId())).id();
        Group group = alice.groups().add(id, List.of(nour.accountId()));
        DemoException.unless(group.members().size() == 3, "not everyone is in the group");
        return group;
    }

    private int everyoneReads(UUID group, String text) throws InterruptedException {
        List<LetheSession> everyone = List.of(alice, ben, nour);
        for (LetheSession reader : everyone) {
            Actor.message(reader, group, text);
        }
        return everyone.size();
    }

    private int search(UUID group) throws InterruptedException {
        List<Search.Hit> hits = Patience.await(PATIENCE, "the message to be found",
                () -> Optional.of(ben.messages().search(Search.of("lantern").in(group), null, 10).hits())
                        .filter(found -> !found.isEmpty()));
        DemoException.unless(CHANGED_PLAN.equals(hits.getFirst().message().text()), "another message was found");
        return hits.size();
    }

    private double live(UUID group) throws InterruptedException {
        BlockingQueue<Update> heard = new LinkedBlockingQueue<>();
        try (LiveUpdates _ = ben.messages().updates().follow(batch -> heard.addAll(batch.updates()))) {
            long sent = System.nanoTime();
            nour.messages().send(group, ANSWER);
            long until = sent + PATIENCE.toNanos();
            Update update;
            do {
                update = heard.poll(until - System.nanoTime(), TimeUnit.NANOSECONDS);
                DemoException.unless(update != null, "the answer did not come by itself");
            } while (update != null && !isAnswer(update));
            return Duration.ofNanos(System.nanoTime() - sent).toMillis() / 1000.0;
        }
    }

    private static boolean isAnswer(Update update) {
        Message message = update.message();
        return message != null && ANSWER.equals(message.text());
    }

    /// Who owns the group now, seen by Ben.
    String owner(UUID group) {
        Member owner = ben.groups().get(group).members().stream().filter(member -> member.role().equals("owner"))
                .findFirst().orElseThrow(() -> new DemoException("nobody owns the group"));
        return Stream.of(ben, nour).filter(session -> session.accountId().equals(owner.id())).findFirst()
                .map(session -> session.equals(ben) ? "Ben" : "Nour")
                .orElseThrow(() -> new DemoException("somebody else owns the group"));
    }
}
