package dev.lethe.endtoend;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpRequest.BodyPublishers;
import java.util.List;
import java.util.UUID;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

import dev.lethe.client.Contacts.Entry;
import dev.lethe.client.Contacts.Settings;
import dev.lethe.client.Messages;
import dev.lethe.client.Messages.Chat;
import dev.lethe.client.MyAccount.DeletionOutcome;

/// P9: who registers a number of an erased account begins with nothing.
class SameNumberStory {

    private static final String WORD = "heirloom";
    private static final String EXPORT = """
            {"name": "An heirloom", "type": "personal_chat", "id": 4242, "messages": [
              {"id": 1, "type": "message", "date_unixtime": "1577934245", "from": "Ada", "from_id": "user1",
               "text": "the heirloom of long ago"}]}""";

    @Test
    @Tag("case-11")
    void theSameNumberIsANewAccountThatInheritsNothing() throws Exception {
        Person alice = Person.called("Alice");
        Person bob = Person.called("Bob");
        List<UUID> chats = live(alice, bob);
        DeletionOutcome outcome = alice.deletesAccount();

        Person heir = Person.withNumber("Somebody", alice.number());

        assertThat(heir.session().registered()).isTrue();
        assertThat(heir.id()).isNotEqualTo(alice.id());
        assertInheritedNothing(heir, chats);
        Erasures.isComplete(alice.id(), outcome);
        assertInheritedNothing(heir, chats);
        heir.session().contacts().giveConsent();
        assertThat(heir.session().contacts().list(null, 50).contacts()).isEmpty();
    }

    /// Leaves something of every kind.
    ///
    /// @return the chats
    private static List<UUID> live(Person alice, Person bob) {
        alice.session().contacts().giveConsent();
        alice.session().contacts().sync(List.of(new Entry(bob.number(), "Heirloom Bob", "")));
        alice.session().contacts().set(new Settings("nobody"));
        alice.messages().importExport(BodyPublishers.ofString(EXPORT));
        bob.sends("an heirloom for you", alice);
        assertThat(alice.messages().search(WORD).hits()).hasSize(2);
        List<UUID> chats = chatsOf(alice);
        assertThat(chats).hasSizeGreaterThan(1).contains(bob.id());
        return chats.stream().filter(chat -> !chat.equals(Messages.SERVICE_CHAT)).toList();
    }

    private static void assertInheritedNothing(Person heir, List<UUID> chats) {
        assertThat(chatsOf(heir)).doesNotContainAnyElementsOf(chats);
        for (UUID chat : chats) {
            assertThat(heir.chat(chat)).isEmpty();
        }
        assertThat(heir.messages().search(WORD).hits()).isEmpty();
        assertThat(heir.session().contacts().consent().given()).isFalse();
        assertThat(heir.session().contacts().list(null, 50).contacts()).isEmpty();
        assertThat(heir.session().contacts().settings()).isEqualTo(new Settings("everybody", "everybody"));
        assertThat(heir.session().account().sessions()).hasSize(1);
        assertThat(heir.session().account().me().firstName()).isEqualTo("Somebody");
    }

    private static List<UUID> chatsOf(Person person) {
        return person.messages().chats(null, 100).chats().stream().map(Chat::id).toList();
    }
}
