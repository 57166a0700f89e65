package dev.lethe.endtoend;

import static dev.lethe.test.Eventually.eventually;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.HashSet;
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
import dev.lethe.client.Messages.Message;
import dev.lethe.client.MyAccount.DeletionOutcome;
import dev.lethe.client.MyAccount.DeletionRequest;
import dev.lethe.client.MyAccount.DeletionScope;

/// Case 2: each process is killed once at each failpoint that a deletion makes it pass; the deletion gets done.
class FailpointStory {

    /// Longer than any pause of the cascade itself.
    private static final Duration PASSED = Duration.ofSeconds(35);

    @AfterEach
    void disarmsAll() {
        Failpoint.PROCESSES.forEach(Failpoint::disarm);
    }

    @Test
    @Tag("case-2")
    void aDeletionSurvivesAKillOfEveryProcessAtEveryFailpointItPasses() throws Exception {
        Map<String, List<String>> left = failpointsOfADeletion();
        assertThat(count(left)).isGreaterThan(50);

        int idle = 0;
        while (count(left) > 0 && idle < 2) {
            idle = deletionWithKills(left) == 0 ? idle + 1 : 0;
        }

        // one or two are passed only if events come in one of several orders, and two deletions did not pass them
        assertThat(count(left)).as("where nobody was killed: %s", left).isLessThanOrEqualTo(2);
    }

    private static int count(Map<String, List<String>> failpoints) {
        return failpoints.values().stream().mapToInt(List::size).sum();
    }

    /// What the cascade of one rich account makes each process pass, learnt by doing one.
    private static Map<String, List<String>> failpointsOfADeletion() throws Exception {
        Victim victim = Victim.rich();
        DeletionRequest request = victim.person().asksForDeletion();
        String code = victim.person().deletionCode(request);
        Topics.awaitConsumed();
        Map<String, Set<String>> before = new TreeMap<>();
        for (String process : Failpoint.PROCESSES) {
            before.put(process, new HashSet<>(Failpoint.passed(process)));
        }
        confirm(victim.person(), request, code);
        victim.isGone(request);
        Map<String, List<String>> names = new TreeMap<>();
        for (String process : Failpoint.PROCESSES) {
            names.put(process, Failpoint.passed(process).stream()
                    .filter(name -> isOfTheCascade(name) || !before.getOrDefault(process, Set.of()).contains(name))
                    .toList());
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

    /// Deletes one account. Each process dies wherever it has not died yet, and again as soon as it is back.
    ///
    /// @return how many died
    private static int deletionWithKills(Map<String, List<String>> left) throws Exception {
        Victim victim = Victim.rich();
        DeletionRequest request = victim.person().asksForDeletion();
        String code = victim.person().deletionCode(request);
        Topics.awaitConsumed();
        left.forEach(Failpoint::arm);
        String token = victim.person().session().accessToken();
        confirm(victim.person(), request, code);
        int killed = killAndRevive(victim.person(), request, code);
        left.replaceAll((process, _) -> Failpoint.armed(process));
        endKilling();
        confirm(victim.person(), request, code);
        assertThat(AccountDeletionStory.raw("GET", "/v1/me", token)).isEqualTo(401);
        victim.isGone(request);
        return killed;
    }

    private static void confirm(Person person, DeletionRequest request, String code) {
        try {
            person.session().account().confirmDeletion(request.requestId(), code, DeletionScope.FOR_EVERYONE);
        } catch (RuntimeException e) {
            assertThat(e).isNotNull();
        }
    }

    /// Restarts each process as it dies, until the cascade is through or nobody has died for a while.
    private static int killAndRevive(Person person, DeletionRequest request, String code) {
        int killed = 0;
        long end = System.nanoTime() + PASSED.toNanos();
        String state = state(request.receiptId());
        while (System.nanoTime() < end && !state.equals("done")) {
            List<String> dead = dead();
            dead.forEach(Failpoint::revive);
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
        return killed;
    }

    private static void endKilling() {
        Failpoint.PROCESSES.forEach(Failpoint::disarm);
        eventually(Running.READY, () -> {
            // one may have been on its way into death while it was disarmed
            dead().forEach(process -> {
                Failpoint.disarm(process);
                Failpoint.revive(process);
            });
            assertThat(starting()).isZero();
        });
    }

    private static List<String> dead() {
        return Failpoint.PROCESSES.stream().filter(process -> !Running.suite().process(process).isAlive()).toList();
    }

    private static long starting() {
        return Failpoint.PROCESSES.stream().filter(process -> !Running.suite().process(process).isReady()).count();
    }

    private static String state(UUID receipt) {
        try {
            return Lethe.at(Doors.gateway()).erasure(receipt).state();
        } catch (RuntimeException e) {
            return "unknown";
        }
    }

    /// An account with something in every service, and some of it with others.
    private record Victim(Person person, Person friend, UUID group, UUID file) {

        static Victim rich() {
            Person person = Person.called("Victim");
            Person friend = Person.called("Friend");
            for (int i = 0; i < 3; i++) {
                person.sends("line " + i, friend);
            }
            friend.sends("mine to keep", person);
            UUID group = person.session().groups().create("Theirs", List.of(friend.id())).id();
            person.messages().send(group, "to all");
            friend.messages().send(group, "kept by all");
            Files.File file = person.session().files().upload("mine".getBytes(StandardCharsets.UTF_8), "a.txt",
                    "text/plain");
            person.messages().send(person.id(), Draft.ofFile(file, null));
            // what the friend holds of it goes by an event, and by nothing else
            person.messages().send(friend.id(), Draft.ofFile(file, null));
            person.session().contacts().giveConsent();
            person.session().contacts().sync(List.of(new Entry(friend.number(), "Friend", "")));
            return new Victim(person, friend, group, file.id());
        }

        /// With nothing of hers left, and all of her friend's.
        void isGone(DeletionRequest request) throws Exception {
            // the bound is for suites of which all processes run; some have just come back
            Erasures.isComplete(person.id(), new DeletionOutcome(request.receiptId(), request.salt(), "executed", null),
                    Erasures.BOUND.multipliedBy(3));
            eventually(Erasures.BOUND,
                    () -> assertThat(Stores.count("media", "select count(*) from file where id = ?", file)).isZero());
            assertThat(friend.textsWith(person)).containsExactly("mine to keep");
            assertThat(friend.chat(group)).extracting(Message::text).containsOnlyOnce("kept by all")
                    .doesNotContain("to all");
            assertThat(friend.session().groups().get(group).role()).isEqualTo("owner");
        }
    }
}
