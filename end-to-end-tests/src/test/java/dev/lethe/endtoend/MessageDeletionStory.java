package dev.lethe.endtoend;

import static dev.lethe.test.Eventually.eventually;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

import dev.lethe.client.Files;
import dev.lethe.client.Messages.Deleted;
import dev.lethe.client.Messages.Draft;
import dev.lethe.client.Messages.Message;
import dev.lethe.client.Messages.Quote;
import dev.lethe.client.Messages.Reach;
import dev.lethe.client.ProblemException;

/// P10: deleted is deleted, and what is yours stays yours.
class MessageDeletionStory {

    @Test
    @Tag("case-24")
    @Tag("case-25")
    void aPhotoLivesAsLongAsOneOfTheTwoKeepsIt() throws Exception {
        Person alice = Person.called("Alice");
        Person bob = Person.called("Bob");
        Files.File photo = alice.session().files().upload("a cat".getBytes(StandardCharsets.UTF_8), "cat.png",
                "image/png");
        Message sent = alice.messages().send(bob.id(), Draft.ofFile(photo, "my cat"));

        alice.deletes(sent, bob);
        assertThat(alice.chatWith(bob)).isEmpty();
        eventually(() -> assertThat(download(alice, photo)).isEqualTo(404));
        assertThat(bob.textsWith(alice)).containsExactly("my cat");
        assertThat(download(bob, photo)).isEqualTo(200);

        bob.deletes(bob.chatWith(alice).getFirst(), alice);
        assertThat(bob.chatWith(alice)).isEmpty();
        eventually(
                () -> assertThat(Stores.count("media", "select count(*) from file where id = ?", photo.id())).isZero());
        assertThat(Stores.count("message", "select count(*) from message where file_id = ?", photo.id())).isZero();
    }

    @Test
    @Tag("case-25")
    void aThousandPairsDeletedFromBothSidesAtOnceLeaveNothing() throws Exception {
        Person alice = Person.called("Alice");
        Person bob = Person.called("Bob");
        try (ExecutorService threads = Executors.newFixedThreadPool(8)) {
            List<Future<Message>> sends = IntStream.range(0, 1_000)
                    .mapToObj(i -> threads.submit(() -> alice.sends("pair " + i, bob))).toList();
            for (Future<Message> send : sends) {
                send.get();
            }
            Future<Integer> hers = threads.submit(() -> deleteAll(alice, bob));
            Future<Integer> his = threads.submit(() -> deleteAll(bob, alice));

            assertThat(hers.get()).isEqualTo(1_000);
            assertThat(his.get()).isEqualTo(1_000);
        }
        for (Person owner : List.of(alice, bob)) {
            assertThat(Stores.count("message", "select count(*) from message where owner_id = ? and kind <> 'notice'",
                    owner.id())).isZero();
        }
    }

    @Test
    @Tag("case-25")
    void whatAliceTakesBackIsGoneFromBoth() throws Exception {
        Person alice = Person.called("Alice");
        Person bob = Person.called("Bob");
        Files.File photo = alice.session().files().upload("a regret".getBytes(StandardCharsets.UTF_8), "regret.png",
                "image/png");
        Message sent = alice.messages().send(bob.id(), Draft.ofFile(photo, "look at me"));
        Message reply = bob.messages().send(alice.id(), Draft.ofText("Really?").answering(sent));

        Deleted deleted = alice.messages().deleteForEveryone(bob.id(), List.of(sent.id()));

        assertThat(deleted).isEqualTo(new Deleted(1, 1));
        assertThat(alice.textsWith(bob)).containsExactly("Really?");
        assertThat(bob.textsWith(alice)).containsExactly("Really?");
        assertThat(bob.chatWith(alice).getFirst().replyTo()).isEqualTo(new Quote(sent.id(), null, null, null));
        assertThatThrownBy(() -> alice.messages().deleteForEveryone(bob.id(), List.of(reply.id())))
                .isInstanceOfSatisfying(ProblemException.class,
                        problem -> assertThat(problem.code()).isEqualTo("deletion-not-covered"));
        eventually(
                () -> assertThat(Stores.count("media", "select count(*) from file where id = ?", photo.id())).isZero());
    }

    @Test
    @Tag("case-25")
    void aChatThatIsClearedForBothAndDeletedComesBackWithTheNextMessage() {
        Person alice = Person.called("Alice");
        Person bob = Person.called("Bob");
        IntStream.range(0, 30).forEach(i -> {
            alice.sends("from Alice " + i, bob);
            bob.sends("from Bob " + i, alice);
        });

        assertThat(alice.messages().clear(bob.id(), Reach.EVERYONE)).isEqualTo(new Deleted(60, 30));
        assertThat(bob.chatWith(alice)).hasSize(30);
        assertThat(alice.messages().deleteChat(bob.id(), Reach.ME)).isEqualTo(new Deleted(0, 0));
        assertThat(alice.messages().chats(null, 50).chats()).noneMatch(chat -> chat.id().equals(bob.id()));

        bob.sends("Still there?", alice);
        assertThat(alice.textsWith(bob)).containsExactly("Still there?");
    }

    private static int deleteAll(Person owner, Person other) {
        List<String> ids = owner.chatWith(other).stream().map(Message::id).toList();
        int deleted = 0;
        for (int from = 0; from < ids.size(); from += 100) {
            deleted += owner.messages().delete(other.id(), ids.subList(from, Math.min(ids.size(), from + 100)));
        }
        return deleted;
    }

    private static int download(Person person, Files.File file) throws Exception {
        return AccountDeletionStory.status(() -> {
            try (var bytes = person.session().files().download(file.id())) {
                return bytes.readAllBytes();
            }
        });
    }
}
