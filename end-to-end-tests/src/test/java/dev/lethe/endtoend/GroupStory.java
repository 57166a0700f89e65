package dev.lethe.endtoend;

import static dev.lethe.test.Eventually.eventually;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.UUID;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

import dev.lethe.client.Contacts;
import dev.lethe.client.Groups.Group;
import dev.lethe.client.Messages;
import dev.lethe.client.Messages.Draft;
import dev.lethe.client.Messages.Message;
import dev.lethe.client.MyAccount.DeletionOutcome;
import dev.lethe.client.ProblemException;

/// Groups, from making one to the end of its owner's account.
class GroupStory {

    @Test
    @Tag("anywhere")
    void aGroupIsReadByThoseWhoAreInItWhileTheyAre() {
        Person alice = Person.called("Alice");
        Person bob = Person.called("Bob");
        Person carol = Person.called("Carol");
        UUID group = alice.session().groups().create("Walkers", List.of(bob.id())).id();
        alice.messages().send(group, "before Carol");
        alice.session().groups().add(group, List.of(carol.id()));
        bob.messages().send(group, "with all of us");
        bob.session().groups().remove(group, bob.id());

        carol.messages().send(group, "without Bob");

        assertThat(texts(alice, group)).containsExactly("without Bob", "with all of us", "before Carol");
        assertThat(texts(bob, group)).containsExactly("with all of us", "before Carol");
        assertThat(texts(carol, group)).containsExactly("without Bob", "with all of us");
        assertThatThrownBy(() -> bob.messages().send(group, "may I?"))
                .isInstanceOfSatisfying(ProblemException.class, p -> assertThat(p.code()).isEqualTo("not-a-member"));
    }

    @Test
    @Tag("anywhere")
    void nobodyIsAddedWhoDoesNotLetThem() {
        Person alice = Person.called("Alice");
        Person shy = Person.called("Shy");
        Person picky = Person.called("Picky");
        shy.session().contacts().set(new Contacts.Settings("nobody"));
        picky.session().contacts().set(new Contacts.Settings("contacts"));

        Group strangers = alice.session().groups().create("All welcome", List.of(shy.id(), picky.id()));
        picky.session().contacts().giveConsent();
        picky.session().contacts().sync(List.of(new Contacts.Entry(alice.number(), "Alice", null)));
        Group friends = alice.session().groups().add(strangers.id(), List.of(shy.id(), picky.id()));

        assertThat(strangers.notAdded()).containsExactlyInAnyOrder(shy.id(), picky.id());
        assertThat(friends.notAdded()).containsExactly(shy.id());
        assertThat(friends.members()).hasSize(2);
    }

    @Test
    void anErasedOwnersGroupPassesOnAtOnce() throws Exception {
        Person alice = Person.called("Alice");
        Person bob = Person.called("Bob");
        UUID group = alice.session().groups().create("Bereft", List.of(bob.id())).id();
        alice.messages().send(group, "farewell");

        DeletionOutcome outcome = alice.deletesAccount();

        eventually(() -> assertThat(bob.session().groups().get(group).role()).isEqualTo("owner"));
        Erasures.isComplete(alice.id(), outcome);
        assertThat(texts(bob, group)).containsExactly("farewell");
        bob.messages().send(group, "still here");
        bob.session().groups().remove(group, bob.id());
        assertThat(Stores.count("message", "select count(*) from group_chat where id = ?", group)).isZero();
    }

    @Test
    void aGroupThatItsOwnerEndsIsOverForAllAndGoesWithTheLastCopy() throws Exception {
        Person alice = Person.called("Alice");
        Person bob = Person.called("Bob");
        UUID group = alice.session().groups().create("Over", List.of(bob.id())).id();
        bob.messages().send(group, "it was fun");

        alice.session().groups().dissolve(group);

        assertThatThrownBy(() -> bob.messages().send(group, "already?"))
                .isInstanceOfSatisfying(ProblemException.class, p -> assertThat(p.code()).isEqualTo("not-a-member"));
        assertThat(texts(bob, group)).containsExactly("it was fun");
        alice.messages().deleteChat(group, Messages.Reach.ME);
        bob.messages().deleteChat(group, Messages.Reach.ME);
        assertThat(Stores.count("message", "select count(*) from membership where chat_id = ?", group)).isZero();
    }

    @Test
    @Tag("anywhere")
    void aFileInAGroupIsForThoseWhoWereInIt() throws Exception {
        Person alice = Person.called("Alice");
        Person bob = Person.called("Bob");
        Person carol = Person.called("Carol");
        UUID group = alice.session().groups().create("Sailors", List.of(bob.id())).id();
        byte[] sea = "the sea".getBytes(StandardCharsets.UTF_8);
        var photo = alice.session().files().upload(sea, "sea.png", "image/png");
        Message sent = alice.messages().send(group, Draft.ofFile(photo, "what a view"));
        alice.session().groups().add(group, List.of(carol.id()));

        try (var bytes = bob.session().files().download(photo.id())) {
            assertThat(bytes.readAllBytes()).isEqualTo(sea);
        }
        assertThatThrownBy(() -> carol.session().files().download(photo.id()).close())
                .isInstanceOfSatisfying(ProblemException.class, none -> assertThat(none.status()).isEqualTo(404));

        alice.messages().delete(group, sent.id());
        eventually(() -> assertThatThrownBy(() -> alice.session().files().download(photo.id()).close())
                .isInstanceOf(ProblemException.class));
        try (var bytes = bob.session().files().download(photo.id())) {
            assertThat(bytes.readAllBytes()).isEqualTo(sea);
        }
    }

    private static List<String> texts(Person reader, UUID group) {
        return reader.chat(group).stream().map(Message::text).filter(text -> text != null).toList();
    }
}
