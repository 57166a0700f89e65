package dev.lethe.endtoend;

import static dev.lethe.test.Eventually.eventually;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

import dev.lethe.client.LetheSession;
import dev.lethe.client.LiveUpdates;
import dev.lethe.client.Messages.Message;
import dev.lethe.client.Updates.Batch;

/// P2: what happens is on all devices at once, and nothing is missed.
class UpdateStory {

    @Test
    @Tag("anywhere")
    void aMessageIsThereAsSoonAsItIsSent() throws Exception {
        Person alice = Person.called("Alice");
        Person bob = Person.called("Bob");
        alice.sends("hello", bob);
        BlockingQueue<Message> heard = new LinkedBlockingQueue<>();

        try (LiveUpdates _ = follow(bob.session(), heard::add)) {
            for (int i = 0; i < 5; i++) {
                Message sent = alice.sends("line " + i, bob);
                Message received = heard.poll(2, TimeUnit.SECONDS);
                assertThat(received).isNotNull();
                assertThat(received == null ? "" : received.id()).isEqualTo(sent.id());
            }
        }
    }

    @Test
    void aDeviceMissesNothingWhileTheServiceIsAway() {
        Person alice = Person.called("Alice");
        Person bob = Person.called("Bob");
        List<String> sent = new ArrayList<>();
        List<String> heard = new CopyOnWriteArrayList<>();

        try (LiveUpdates _ = follow(bob.session(), message -> heard.add(message.id()))) {
            for (int round = 0; round < 2; round++) {
                for (int i = 0; i < 10; i++) {
                    sent.add(alice.sends("line " + i, bob).id());
                }
                Running.killAndRestart("message-service");
                sent.add(alice.sends("while Bob comes again", bob).id());
            }
            eventually(() -> assertThat(heard).isEqualTo(sent));
        }
    }

    @Test
    @Tag("anywhere")
    void aDeviceHearsNothingMoreOnceItIsSignedOut() throws Exception {
        Person alice = Person.called("Alice");
        Person bob = Person.called("Bob");
        LetheSession tablet = bob.signIn("tablet");
        List<String> heard = new CopyOnWriteArrayList<>();

        try (LiveUpdates following = follow(tablet, message -> heard.add(String.valueOf(message.text())))) {
            alice.sends("for all devices", bob);
            eventually(() -> assertThat(heard).contains("for all devices"));
            tablet.account().signOut();

            assertThat(following.awaitEnd(Duration.ofSeconds(5))).isTrue();
            alice.sends("for the phone", bob);
            assertThat(heard).doesNotContain("for the phone");
        }
    }

    private static LiveUpdates follow(LetheSession device, Consumer<Message> ear) {
        return device.messages().updates().follow(batch -> messages(batch).forEach(ear));
    }

    private static List<Message> messages(Batch batch) {
        List<Message> messages = new ArrayList<>();
        batch.updates().forEach(update -> {
            @Nullable
            Message message = update.message();
            if (message != null && message.notice() == null) {
                messages.add(message);
            }
        });
        return messages;
    }
}
