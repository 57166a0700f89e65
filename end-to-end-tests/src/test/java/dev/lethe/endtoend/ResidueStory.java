package dev.lethe.endtoend;

import static dev.lethe.test.Eventually.eventually;
import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpRequest.BodyPublishers;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

import dev.lethe.client.Contacts.Entry;
import dev.lethe.client.Messages.Draft;
import dev.lethe.client.MyAccount.DeletionOutcome;
import dev.lethe.launcher.suite.Suite;
import dev.lethe.test.residue.Canary;
import dev.lethe.test.residue.ResidueScan;

/// P3 and case 53: whoever takes every disk, log and keyholder folder finds not one personal word in them.
class ResidueStory {

    private static final Canary NAME = Canary.random("name");
    private static final Canary CONTACT = Canary.random("contact");
    private static final Canary TEXT = Canary.random("text");
    private static final Canary REPLY = Canary.random("reply");
    private static final Canary FILE_NAME = Canary.random("file-name");
    private static final Canary FILE = Canary.random("file");
    private static final Canary DEVICE = Canary.random("device");
    private static final Canary TITLE = Canary.random("imported-title");
    private static final Canary IMPORTED = Canary.random("imported-text");
    private static final Canary SENDER = Canary.random("imported-sender");

    @Test
    @Tag("case-53")
    void noStoreLogOrBlobHoldsAnythingReadableInFlightOrAfterwards() throws Exception {
        Person alice = Person.called(NAME.value());
        Person bob = Person.called("Bob");
        live(alice, bob);
        assertThat(bob.textsWith(alice)).contains(TEXT.value());
        flush();
        scan(alice, bob);

        DeletionOutcome outcome = alice.deletesAccount();
        Erasures.isComplete(alice.id(), outcome);
        flush();
        scan(alice, bob);
        assertThat(bob.textsWith(alice)).contains(TEXT.value());
    }

    private static void live(Person alice, Person bob) {
        alice.signIn(DEVICE.value());
        alice.session().contacts().giveConsent();
        alice.session().contacts().sync(List.of(new Entry(bob.number(), CONTACT.value(), "B")));
        alice.sends(TEXT.value(), bob);
        bob.sends(REPLY.value(), alice);
        var file = alice.session().files().upload(FILE.value().repeat(5_000).getBytes(StandardCharsets.UTF_8),
                FILE_NAME.value() + ".txt", "text/plain");
        alice.messages().send(bob.id(), Draft.ofFile(file, null));
        alice.messages().importExport(BodyPublishers.ofString("""
                {"name": "%s", "type": "personal_chat", "id": 4242, "messages": [
                  {"id": 1, "type": "message", "date": "2020-01-02T03:04:05", "date_unixtime": "1577934245",
                   "from": "%s", "from_id": "user1", "text": "%s",
                   "text_entities": [{"type": "plain", "text": "%s"}]}]}""".formatted(TITLE.value(), SENDER.value(),
                IMPORTED.value(), IMPORTED.value())));
        eventually(() -> assertThat(alice.messages().chats(null, 50).chats())
                .anyMatch(chat -> TITLE.value().equals(chat.title())));
    }

    private static void scan(Person alice, Person bob) {
        List<Canary> canaries = new ArrayList<>(
                List.of(NAME, CONTACT, TEXT, REPLY, FILE_NAME, FILE, DEVICE, TITLE, IMPORTED, SENDER));
        canaries.addAll(Canary.ofNumber("alice", alice.number(), alice.number().substring(3)));
        canaries.addAll(Canary.ofNumber("bob", bob.number(), bob.number().substring(3)));
        Suite suite = Running.suite();
        ResidueScan scan = ResidueScan.lookingFor(canaries).folder("blobs", suite.dataFolder().resolve("blobs"))
                .folder("logs", suite.logFolder()).folder("run", suite.home().folder().resolve("run"))
                .folder("postgres", suite.postgres().dataFolder())
                .kafka("kafka", suite.dataFolder().resolve("kafka"));
        for (String keyholder : Stores.KEYHOLDERS) {
            scan = scan.folder(keyholder, suite.dataFolder().resolve(keyholder));
        }
        scan.run().assertClean();
    }

    /// Makes PostgreSQL write out what it holds in memory.
    private static void flush() throws Exception {
        try (Connection connection = Running.suite().postgres().connectAsAdministrator("postgres");
                Statement statement = connection.createStatement()) {
            statement.execute("checkpoint");
        }
    }
}
