package dev.lethe.endtoend;

import static dev.lethe.test.Eventually.eventually;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;

import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import dev.lethe.client.Contacts.Entry;
import dev.lethe.client.Messages;
import dev.lethe.client.MyAccount.DeletionOutcome;
import dev.lethe.launcher.process.ManagedProcess;

/// Brokers repeat themselves, lose their place and go away; none of it brings anybody back.
class ReplayStory {

    @Test
    @Tag("case-7")
    @Tag("case-17")
    void oldEventsOfAnErasedAccountChangeNothing() throws Exception {
        Person alice = Person.called("Alice");
        Person bob = Person.called("Bob");
        bob.session().contacts().giveConsent();
        bob.session().contacts().sync(List.of(new Entry(alice.number(), "Ally", "")));
        alice.sends("hello", bob);
        DeletionOutcome outcome = alice.deletesAccount();
        Erasures.isComplete(alice.id(), outcome);
        Topics.awaitConsumed();
        List<ConsumerRecord<String, byte[]>> hers = new ArrayList<>(Topics.everything().stream()
                .filter(record -> record.key().equals(alice.id().toString())).toList());
        assertThat(hers).extracting(ConsumerRecord::topic).contains("lethe.account.v1", "lethe.erasure-ledger.v1",
                "lethe.erasure-answer.v1");
        List<String> before = digestsWhileNoCodeGoes();

        Collections.shuffle(hers, new Random(3));
        Topics.repeat(hers);
        Topics.repeat(hers.reversed());

        assertThat(Stores.tracesOf(alice.id())).isEmpty();
        assertThat(digests()).isEqualTo(before);
    }

    @Test
    @Tag("case-18")
    void readingEverythingAgainFromTheBeginningChangesNothing() throws Exception {
        Person alice = Person.called("Alice");
        Person bob = Person.called("Bob");
        alice.sends("hello", bob);
        DeletionOutcome outcome = alice.deletesAccount();
        Erasures.isComplete(alice.id(), outcome);
        Topics.awaitConsumed();
        List<String> before = digestsWhileNoCodeGoes();

        for (String service : Stores.SERVICES) {
            ManagedProcess process = Running.suite().process(service + "-service");
            process.kill();
            Stores.update(service, "update inbox_position set next_offset = 0");
            Running.restart(process);
        }
        Topics.awaitConsumed();

        assertThat(digests()).isEqualTo(before);
        assertThat(Stores.tracesOf(alice.id())).isEmpty();
        assertThat(bob.textsWith(alice)).containsExactly("hello");
    }

    @ParameterizedTest
    @ValueSource(strings = {"outbox.before-publish", "outbox.after-publish"})
    @Tag("case-28")
    @Tag("case-29")
    void anEventWhosePublisherIsKilledHasExactlyOneEffect(String failpoint) throws Exception {
        Person alice = Person.called("Alice");
        String number = Person.unusedNumber();
        alice.session().contacts().giveConsent();
        alice.session().contacts().sync(List.of(new Entry(number, "Late", "Comer")));
        Failpoint.arm("account-service", failpoint);
        try {
            Person.withNumber("Late", number);
        } catch (RuntimeException | AssertionError e) {
            assertThat(e).isNotNull();
        }
        Failpoint.awaitDeathAndRestart("account-service");

        eventually(Duration.ofSeconds(30), () -> assertThat(alice.serviceMessage("contact-joined")).contains("Late"));
        Topics.awaitConsumed();
        assertThat(alice.chat(Messages.SERVICE_CHAT))
                .filteredOn(message -> String.valueOf(message.text()).contains("Late Comer")).hasSize(1);
    }

    @Test
    @Tag("case-4")
    void aDeletionWhileTheBrokerIsDownIsAcceptedAndFinishesAfterwards() throws Exception {
        Person alice = Person.called("Alice");
        Person bob = Person.called("Bob");
        alice.sends("hello", bob);
        Running.suite().kafka().kill();
        DeletionOutcome outcome;
        try {
            outcome = alice.deletesAccount();
            eventually(Duration.ofSeconds(2), () -> assertThat(
                    AccountDeletionStory.raw("GET", "/v1/chats", alice.session().accessToken())).isEqualTo(401));
        } finally {
            Running.restart(Running.suite().kafka());
        }
        Erasures.isComplete(alice.id(), outcome);
        assertThat(bob.textsWith(alice)).containsExactly("hello");
    }

    /// Codes in service chats go by themselves after minutes, which may be now.
    private static List<String> digestsWhileNoCodeGoes() throws Exception {
        Stores.update("message",
                "update notice set expires_at = expires_at + interval '1 hour' where expires_at is not null");
        return digests();
    }

    private static List<String> digests() throws Exception {
        List<String> digests = new ArrayList<>();
        for (String service : Stores.SERVICES) {
            digests.add(service + "\n" + Stores.digest(service));
        }
        return digests;
    }
}
