package dev.lethe.endtoend;

import static dev.lethe.test.Eventually.eventually;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;
import java.util.concurrent.locks.LockSupport;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

import dev.lethe.client.Contacts.Entry;
import dev.lethe.client.Files;
import dev.lethe.client.Lethe;
import dev.lethe.client.Messages.Draft;
import dev.lethe.client.MyAccount.DeletionOutcome;
import dev.lethe.client.MyAccount.DeletionRequest;
import dev.lethe.client.MyAccount.DeletionScope;
import dev.lethe.client.receipt.ReceiptVerifier;

/// Case 2: each process is killed once at each failpoint that a deletion makes it pass; the deletion gets done.
class FailpointStory {

    private static final Duration PASSED = Duration.ofSeconds(20);

    @AfterEach
    void disarmsAll() {
        Failpoint.PROCESSES.forEach(Failpoint::disarm);
    }

    @Test
    @Tag("case-2")
    void aDeletionSurvivesAKillOfEveryProcessAtEveryFailpointItPasses() throws Exception {
        Map<String, Deque<String>> left = failpointsOfADeletion();
        List<String> killed = new ArrayList<>();

        while (left.values().stream().anyMatch(names -> !names.isEmpty())) {
            Map<String, String> round = new LinkedHashMap<>();
            left.forEach((process, names) -> {
                if (!names.isEmpty()) {
                    round.put(process, names.removeFirst());
                }
            });
            killed.addAll(deletionWithKills(round));
        }

        assertThat(killed).hasSizeGreaterThan(20);
    }

    /// What the cascade of one rich account makes each process pass, learnt by doing one.
    private static Map<String, Deque<String>> failpointsOfADeletion() throws Exception {
        Map<String, Set<String>> before = new TreeMap<>();
        Victim victim = Victim.rich();
        for (String process : Failpoint.PROCESSES) {
            before.put(process, new HashSet<>(Failpoint.passed(process)));
        }
        DeletionOutcome outcome = victim.person().deletesAccount();
        Erasures.isComplete(victim.person().id(), outcome);
        Map<String, Deque<String>> names = new TreeMap<>();
        for (String process : Failpoint.PROCESSES) {
            names.put(process, new ArrayDeque<>(Failpoint.passed(process).stream()
                    .filter(name -> isOfTheCascade(name) || !before.getOrDefault(process, Set.of()).contains(name))
                    .toList()));
        }
        return names;
    }

    private static boolean isOfTheCascade(String name) {
        return name.startsWith("erasure.") || name.startsWith("inbox.") || name.startsWith("outbox.")
                || name.startsWith("account.erasure") || name.startsWith("account.keys")
                || name.startsWith("account.receipt") || name.startsWith("account.own")
                || name.startsWith("account.answer") || name.startsWith("key.after-destroy")
                || name.startsWith("media.erasure") || name.startsWith("media.release")
                || name.startsWith("media.removal");
    }

    private static List<String> deletionWithKills(Map<String, String> round) throws Exception {
        Victim victim = Victim.rich();
        DeletionRequest request = victim.person().asksForDeletion();
        String code = victim.person().deletionCode(request);
        Topics.awaitConsumed();
        round.forEach(Failpoint::arm);
        String token = victim.person().session().accessToken();
        confirm(victim.person(), request, code);
        List<String> killed = new ArrayList<>();
        reviveTheDead(round, killed, victim.person(), request, code);
        assertThat(AccountDeletionStory.raw("GET", "/v1/me", token)).isEqualTo(401);
        verify(victim, request);
        return killed;
    }

    private static void confirm(Person person, DeletionRequest request, String code) {
        try {
            person.session().account().confirmDeletion(request.requestId(), code, DeletionScope.OWN_COPIES);
        } catch (RuntimeException e) {
            assertThat(e).isNotNull();
        }
    }

    /// Restarts each process as it dies, until all have died or the cascade is through.
    private static void reviveTheDead(Map<String, String> round, List<String> killed, Person person,
            DeletionRequest request, String code) {
        Set<String> waiting = new HashSet<>(round.keySet());
        long end = System.nanoTime() + PASSED.toNanos();
        while (!waiting.isEmpty() && System.nanoTime() < end && !state(request.receiptId()).equals("done")) {
            boolean isAnyStarting = revive(waiting, round, killed);
            if (isAnyStarting) {
                end = System.nanoTime() + PASSED.toNanos();
            }
            LockSupport.parkNanos(Duration.ofMillis(250).toNanos());
        }
        Failpoint.PROCESSES.forEach(Failpoint::disarm);
        // one may have been on its way into death while it was disarmed
        eventually(Running.READY, () -> assertThat(revive(waiting, round, killed)).isFalse());
        confirm(person, request, code);
    }

    /// @return whether any process is not ready (again)
    private static boolean revive(Set<String> waiting, Map<String, String> round, List<String> killed) {
        for (String process : List.copyOf(waiting)) {
            if (!Running.suite().process(process).isAlive()) {
                Failpoint.revive(process);
                killed.add(process + "@" + round.get(process));
                waiting.remove(process);
            }
        }
        return Failpoint.PROCESSES.stream().anyMatch(process -> !Running.suite().process(process).isReady());
    }

    private static String state(UUID receipt) {
        try {
            return Lethe.at(Running.suite().gateway()).erasure(receipt).state();
        } catch (RuntimeException e) {
            return "unknown";
        }
    }

    private static void verify(Victim victim, DeletionRequest request) throws Exception {
        UUID account = victim.person().id();
        Erasures.isComplete(account, new DeletionOutcome(request.receiptId(), request.salt(), "executed", null));
        eventually(Erasures.BOUND, () -> assertThat(
                Stores.count("media", "select count(*) from file where id = ?", victim.file())).isZero());
        assertThat(victim.friend().textsWith(victim.person())).hasSize(3);
        Lethe lethe = Lethe.at(Running.suite().gateway());
        eventually(() -> assertThat(new ReceiptVerifier(lethe.publishedKeys())
                .verify(String.valueOf(lethe.erasure(request.receiptId()).receipt())).holds()).isTrue());
    }

    /// An account with something in every service.
    private record Victim(Person person, Person friend, UUID file) {

        static Victim rich() {
            Person person = Person.called("Victim");
            Person friend = Person.called("Friend");
            for (int i = 0; i < 3; i++) {
                person.sends("line " + i, friend);
            }
            Files.File file = person.session().files().upload("mine".getBytes(StandardCharsets.UTF_8), "a.txt",
                    "text/plain");
            person.messages().send(person.id(), Draft.ofFile(file, null));
            person.session().contacts().giveConsent();
            person.session().contacts().sync(List.of(new Entry(friend.number(), "Friend", "")));
            return new Victim(person, friend, file.id());
        }
    }
}
