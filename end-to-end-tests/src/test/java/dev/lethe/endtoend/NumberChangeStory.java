package dev.lethe.endtoend;

import static dev.lethe.test.Eventually.eventually;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;

import org.junit.jupiter.api.Test;

import dev.lethe.client.Contacts.Entry;
import dev.lethe.client.Messages;

/// An account moves to another number: chats and devices stay, who knows the number finds it by the new one, and nobody is
/// told.
class NumberChangeStory {

    @Test
    void anAccountMovesToAnotherNumberAndNobodyIsTold() {
        String next = Person.unusedNumber();
        Person bob = Person.called("Bob");
        Person alice = Person.called("Alice");
        String before = alice.number();
        // else Bob would have saved her number before she joined, and be told
        eventually(() -> assertThat(Stores.count("contact",
                "select count(*) from directory where account_id = ? and told_below is null", alice.id())).isOne());
        bob.session().contacts().giveConsent();
        bob.session().contacts().sync(List.of(new Entry(before, "Ally", ""), new Entry(next, "Ally", "at sea")));
        alice.sends("I have a new number", bob);
        eventually(() -> assertThat(accountOf(bob, before)).isEqualTo(alice.id().toString()));

        alice.movesTo(next);

        eventually(() -> assertThat(accountOf(bob, next)).isEqualTo(alice.id().toString()));
        assertThat(accountOf(bob, before)).isEqualTo("none");
        assertThat(bob.textsWith(alice)).containsExactly("I have a new number");
        assertThat(alice.session().account().me().number()).isEqualTo(next);
        assertThat(alice.signIn("tablet").accountId()).isEqualTo(alice.id());
        Person heir = Person.withNumber("Somebody", before);
        assertThat(heir.id()).isNotEqualTo(alice.id());
        assertThat(bob.chat(Messages.SERVICE_CHAT))
                .noneMatch(it -> it.notice() != null && alice.id().equals(it.notice().aboutAccountId()));
    }

    private static String accountOf(Person owner, String number) {
        return owner.session().contacts().list(null, 100).contacts().stream()
                .filter(it -> it.number().equals(number) && it.accountId() != null)
                .map(it -> String.valueOf(it.accountId())).findFirst().orElse("none");
    }
}
