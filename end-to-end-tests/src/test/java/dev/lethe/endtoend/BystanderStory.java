package dev.lethe.endtoend;

import static dev.lethe.test.Eventually.eventually;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import java.util.stream.Stream;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

import dev.lethe.client.Contacts.Contact;
import dev.lethe.client.Contacts.Entry;
import dev.lethe.client.Messages.Draft;
import dev.lethe.client.MyAccount.DeletionOutcome;
import dev.lethe.client.ProblemException;
import dev.lethe.client.Search;
import dev.lethe.client.Search.Found;

/// P10: whoever deletes an account takes nothing of anybody else along, nor gets in their way.
class BystanderStory {

    private static final int LINES = 40;

    private final Person alice = Person.called("Alice");
    private final Person bob = Person.called("Bob");
    private final Person carol = Person.called("Carol");
    private final List<String> written = new ArrayList<>();
    private final AtomicInteger refused = new AtomicInteger();

    @Test
    @Tag("case-10")
    void deletingAnAccountTouchesNothingOfAnybodyElse() throws Exception {
        List<UUID> files = talk();
        List<String> texts = bob.textsWith(alice);
        List<Contact> contacts = contacts();
        long last = Stores.count("message", "select max(seq) from message where owner_id = ?", bob.id());
        List<String> rows = rowsOfBob(last);

        List<AtomicInteger> acts = new ArrayList<>();
        try (Meanwhile meanwhile = new Meanwhile()) {
            acts.add(meanwhile.again(this::write));
            acts.add(meanwhile.again(() -> assertThat(bob.textsWith(alice)).endsWith(texts.toArray(String[]::new))));
            acts.add(meanwhile.again(() -> assertThat(found()).isEqualTo(2 * LINES)));
            acts.add(meanwhile.again(() -> assertThat(contents(files)).containsExactly("hers", "his")));
            eventually(() -> assertThat(acts).allSatisfy(done -> assertThat(done.get()).isPositive()));
            DeletionOutcome outcome = alice.deletesAccount();
            Erasures.isComplete(alice.id(), outcome);
            eventually(() -> assertThat(refused.get()).isPositive());
        }

        assertThat(acts).allSatisfy(done -> assertThat(done.get()).isGreaterThan(3));
        assertThat(bob.textsWith(alice)).isEqualTo(Stream.concat(written.reversed().stream(), texts.stream()).toList());
        assertThat(found()).isEqualTo(2 * LINES);
        assertThat(contents(files)).containsExactly("hers", "his");
        eventually(() -> assertThat(contacts()).isEqualTo(contacts.stream().map(this::withoutAlice).toList()));
        assertThat(rowsOfBob(last)).isEqualTo(rows);
    }

    /// @return a file that Alice sent to Bob, and one that he sent to her
    private List<UUID> talk() {
        IntStream.range(0, LINES).forEach(i -> {
            alice.sends("lantern of Alice " + i, bob);
            bob.sends("lantern of Bob " + i, alice);
            bob.sends("to Carol " + i, carol);
        });
        bob.session().contacts().giveConsent();
        bob.session().contacts().sync(List.of(new Entry(alice.number(), "Ally", ""),
                new Entry(carol.number(), "Caro", "")));
        eventually(() -> assertThat(contacts()).extracting(Contact::accountId).containsExactlyInAnyOrder(alice.id(),
                carol.id()));
        List<UUID> files = List.of(sendFile("hers", alice, bob), sendFile("his", bob, alice));
        eventually(() -> assertThat(Stores.count("media",
                "select count(*) from file_reference where holder_id = ? and expires_at is not null", bob.id()))
                .isZero());
        return files;
    }

    private static UUID sendFile(String content, Person from, Person to) {
        var file = from.session().files().upload(content.getBytes(StandardCharsets.UTF_8), "note.txt", "text/plain");
        from.messages().send(to.id(), Draft.ofFile(file, null));
        return file.id();
    }

    /// Succeeds, or is told that Alice is gone.
    private void write() {
        String text = "meanwhile " + (written.size() + refused.get());
        try {
            bob.sends(text, alice);
            written.add(text);
        } catch (ProblemException problem) {
            assertThat(problem.code()).isEqualTo("partner-deleted");
            refused.incrementAndGet();
        }
    }

    private int found() {
        int hits = 0;
        String cursor = null;
        do {
            Found page = bob.messages().search(Search.of("lantern").in(alice.id()), cursor, 100);
            hits += page.hits().size();
            cursor = page.next();
        } while (cursor != null);
        return hits;
    }

    private List<String> contents(List<UUID> files) throws Exception {
        List<String> contents = new ArrayList<>();
        for (UUID file : files) {
            try (InputStream download = bob.session().files().download(file)) {
                contents.add(new String(download.readAllBytes(), StandardCharsets.UTF_8));
            }
        }
        return contents;
    }

    private List<Contact> contacts() {
        return bob.session().contacts().list(null, 50).contacts();
    }

    private Contact withoutAlice(Contact contact) {
        return alice.id().equals(contact.accountId())
                ? new Contact(contact.id(), contact.number(), contact.firstName(), contact.lastName(), null)
                : contact;
    }

    /// Digests of what Bob has, sealed as it is: messages up to some point, contacts, files. Who uploaded a file is left
    /// out, since that is hers, and goes with her.
    private List<String> rowsOfBob(long last) throws Exception {
        return List.of(Stores.text("message", """
                select md5(string_agg(m::text, '|' order by m.id)) from message m
                where owner_id = ? and kind <> 'notice' and seq <= ?""", bob.id(), last),
                Stores.text("contact",
                        "select md5(string_agg(c::text, '|' order by c.id)) from contact c where owner_id = ?",
                        bob.id()),
                Stores.text("media",
                        """
                                select md5(string_agg(r::text || (to_jsonb(f) - 'uploader_id')::text, '|' order by r.file_id, r.message_id))
                                from file_reference r join file f on f.id = r.file_id where r.holder_id = ?""",
                        bob.id()));
    }
}
