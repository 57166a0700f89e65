package dev.lethe.endtoend;

import static dev.lethe.test.Eventually.eventually;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
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
        int failpoints = left.values().stream().mapToInt(Deque::size).sum();
        assertThat(failpoints).isGreaterThan(50);

        int idle = 0;
        while (left.values().stream().anyMatch(names -> !names.isEmpty()) && idle < 2) {
            idle = deletionWithKills(left) == 0 ? idle + 1 : 0;
        }

        assertThat(left.values()).as("where nobody was killed").allSatisfy(names -> assertThat(names).isEmpty());
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

    /// Deletes one account. Each process dies at the first failpoint it has left, and whenever it is back at its next.
    ///
    /// @return how many died
    private static int deletionWithKills(Map<String, Deque<String>> left) throws Exception {
        Victim victim = Victim.rich();
        DeletionRequest request = victim.person().asksForDeletion();
        String code = victim.person().deletionCode(request);
        Topics.awaitConsumed();
        left.forEach((process, names) -> Failpoint.arm(process, next(names)));
        String token = victim.person().session().accessToken();
        confirm(victim.person(), request, code);
        int killed = killAndRevive(left, victim.person(), request, code);
        assertThat(AccountDeletionStory.raw("GET", "/v1/me", token)).isEqualTo(401);
        verify(victim, request);
        return killed;
    }

    private static String next(Deque<String> names) {
        return names.isEmpty() ? "" : names.getFirst();
    }

    private static void confirm(Person person, DeletionRequest request, String code) {
        try {
            person.session().account().confirmDeletion(request.requestId(), code, DeletionScope.OWN_COPIES);
        } catch (RuntimeException e) {
            assertThat(e).isNotNull();
        }
    }

    /// Restarts each process as it dies, until the cascade is through or nobody has died for a while.
    private static int killAndRevive(Map<String, Deque<String>> left, Person person, DeletionRequest request,
            String code) {
        Map<String, Deque<String>> spared = new TreeMap<>(left);
        int killed = 0;
        long end = System.nanoTime() + PASSED.toNanos();
        String state = state(request.receiptId());
        while (System.nanoTime() < end && !state.equals("done")) {
            List<String> dead = dead();
            dead.forEach(process -> revive(process, Objects.requireNonNull(left.get(process))));
            spared.keySet().removeAll(dead);
            killed += dead.size();
            if (!dead.isEmpty() || starting() > 0) {
                end = System.nanoTime() + PASSED.toNanos();
            } else if (state.equals("unknown")) {
                // the one who took the order died of it
                confirm(person, request, code);
            }
            LockSupport.parkNanos(Duration.ofMillis(250).toNanos());
            state = state(request.receiptId());
        }
        Failpoint.PROCESSES.forEach(Failpoint::disarm);
        eventually(Running.READY, () -> {
            // one may have been on its way into death while it was disarmed
            dead().forEach(process -> revive(process, new ArrayDeque<>()));
            assertThat(starting()).isZero();
        });
        confirm(person, request, code);
        // what the cascade did not pass this time waits for the next
        spared.values().stream().filter(names -> !names.isEmpty()).forEach(names -> names.addLast(names.removeFirst()));
        return killed;
    }

    private static List<String> dead() {
        return Failpoint.PROCESSES.stream().filter(process -> !Running.suite().process(process).isAlive()).toList();
    }

    private static void revive(String process, Deque<String> names) {
        names.pollFirst();
        Failpoint.revive(process, next(names));
    }

    private static long starting() {
        return Failpoint.PROCESSES.stream().filter(process -> !Running.suite().process(process).isReady()).count();
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
        // the bound is for suites of which all processes run; some have just come back
        Erasures.isComplete(account, new DeletionOutcome(request.receiptId(), request.salt(), "executed", null),
                Erasures.BOUND.multipliedBy(3));
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
