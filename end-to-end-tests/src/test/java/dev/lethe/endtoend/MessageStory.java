package dev.lethe.endtoend;

import static dev.lethe.test.Eventually.eventually;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Objects;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

import dev.lethe.client.Contacts;
import dev.lethe.client.Files;
import dev.lethe.client.Messages.Chat;
import dev.lethe.client.Messages.Draft;
import dev.lethe.client.Messages.Marks;
import dev.lethe.client.Messages.Message;
import dev.lethe.client.Messages.Page;
import dev.lethe.client.ProblemException;

/// P2: what people do with messages beside sending them.
class MessageStory {

    @Test
    @Tag("anywhere")
    void aReplyQuotesWhatItAnswersAndFollowsItsEdits() {
        Person alice = Person.called("Alice");
        Person bob = Person.called("Bob");
        Message question = alice.sends("Dinner on Friday?", bob);
        bob.messages().send(alice.id(), Draft.ofText("Gladly").answering(question));

        Message edited = alice.messages().edit(bob.id(), question.id(), "Dinner on Saturday?");

        assertThat(edited.editedAt()).isNotNull();
        Message reply = alice.chatWith(bob).getFirst();
        assertThat(reply.text()).isEqualTo("Gladly");
        assertThat(Objects.requireNonNull(reply.replyTo()).text()).isEqualTo("Dinner on Saturday?");
        assertThat(bob.textsWith(alice)).containsExactly("Gladly", "Dinner on Saturday?");
        assertThatThrownBy(() -> bob.messages().edit(alice.id(), question.id(), "No dinner"))
                .isInstanceOfSatisfying(ProblemException.class,
                        problem -> assertThat(problem.code()).isEqualTo("not-yours"));
    }

    @Test
    @Tag("case-27")
    void aForwardedPhotoLivesAsLongAsSomebodyKeepsIt() throws Exception {
        Person alice = Person.called("Alice");
        Person bob = Person.called("Bob");
        Person carol = Person.called("Carol");
        Files.File photo = alice.session().files().upload("the sea".getBytes(StandardCharsets.UTF_8), "sea.png",
                "image/png");
        Message sent = alice.messages().send(bob.id(), Draft.ofFile(photo, "at the sea"));
        Message hisCopy = bob.chatWith(alice).getFirst();

        eventually(() -> bob.messages().send(carol.id(), Draft.ofForward(hisCopy)));
        Message hers = carol.chatWith(bob).getFirst();
        assertThat(hers.text()).isEqualTo("at the sea");
        assertThat(Objects.requireNonNull(hers.forwardedFrom()).id()).isEqualTo(alice.id());
        alice.messages().deleteForEveryone(bob.id(), List.of(sent.id()));
        bob.deletes(bob.chatWith(carol).getFirst(), carol);

        try (var bytes = carol.session().files().download(photo.id())) {
            assertThat(bytes.readAllBytes()).asString(StandardCharsets.UTF_8).isEqualTo("the sea");
        }
        carol.deletes(hers, bob);
        eventually(
                () -> assertThat(Stores.count("media", "select count(*) from file where id = ?", photo.id())).isZero());
    }

    @Test
    @Tag("anywhere")
    void whoDoesNotWantItIsNamedInNoForward() {
        Person alice = Person.called("Alice");
        Person bob = Person.called("Bob");
        Person carol = Person.called("Carol");
        alice.sends("off the record", bob);
        alice.session().contacts().set(new Contacts.Settings("everybody", "nobody"));

        bob.messages().send(carol.id(), Draft.ofForward(bob.chatWith(alice).getFirst()));

        Message hers = carol.chatWith(bob).getFirst();
        assertThat(hers.text()).isEqualTo("off the record");
        assertThat(hers.forwardedFrom()).isNull();
        assertThat(hers.forwarded()).isTrue();
    }

    @Test
    @Tag("anywhere")
    void aMessageIsFoundByItsPlaceAndByItsTime() {
        Person alice = Person.called("Alice");
        Message first = alice.sends("one", alice);
        Message second = alice.sends("two", alice);
        Message third = alice.sends("three", alice);

        Page around = alice.messages().historyAround(alice.id(), second.id(), 3);
        Page since = alice.messages().historyAt(alice.id(), second.at(), 1);

        assertThat(around.messages()).extracting(Message::id).containsExactly(third.id(), second.id(), first.id());
        assertThat(since.messages()).extracting(Message::id).containsAnyOf(first.id(), second.id());
        assertThat(alice.messages().historyAt(alice.id(), Instant.now().plusSeconds(60), 1).messages()).isEmpty();
    }

    @Test
    @Tag("anywhere")
    void aMutedChatIsMutedOnEveryDeviceOfItsOwnerAndNowhereElse() {
        Person alice = Person.called("Alice");
        Person bob = Person.called("Bob");
        alice.sends("hello", bob);
        Instant until = Instant.parse("2040-01-01T00:00:00Z");

        bob.messages().mark(alice.id(), new Marks(until, true));

        Chat his = chat(bob, alice);
        assertThat(his.mutedUntil()).isEqualTo(until);
        assertThat(his.archived()).isTrue();
        assertThat(chat(alice, bob).mutedUntil()).isNull();
    }

    private static Chat chat(Person owner, Person partner) {
        return owner.messages().chats(null, 50).chats().stream().filter(it -> it.id().equals(partner.id())).findFirst()
                .orElseThrow();
    }
}
