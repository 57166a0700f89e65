package dev.lethe.endtoend;

import static dev.lethe.test.Eventually.eventually;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

import dev.lethe.client.Contacts;
import dev.lethe.client.Contacts.Entry;
import dev.lethe.client.Messages;
import dev.lethe.client.MyAccount.DeletionOutcome;
import dev.lethe.client.ProblemException;

/// P7: number and names only, after consent, and gone with it.
class ContactStory {

    @Test
    @Tag("anywhere")
    void nothingIsTakenWithoutConsent() {
        Person alice = Person.called("Alice");

        assertThatThrownBy(() -> alice.session().contacts().sync(List.of(new Entry("+4915112345678", "Bob", ""))))
                .isInstanceOfSatisfying(ProblemException.class, p -> assertThat(p.status()).isEqualTo(403));
    }

    @Test
    @Tag("anywhere")
    void iAmToldWhenAContactJoinsByTheNameIGave() {
        Person alice = Person.called("Alice");
        String number = Person.unusedNumber();
        alice.session().contacts().giveConsent();
        Contacts.Synced synced = alice.session().contacts().sync(List.of(new Entry(number, "Bobby", "Tables")));
        assertThat(synced.contacts()).singleElement().satisfies(contact -> assertThat(contact.accountId()).isNull());

        Person bob = Person.withNumber("Robert", number);

        eventually(() -> assertThat(alice.serviceMessage("contact-joined")).contains("Bobby Tables")
                .doesNotContain("Robert"));
        eventually(() -> assertThat(alice.session().contacts().list(null, 50).contacts()).singleElement()
                .satisfies(contact -> assertThat(contact.accountId()).isEqualTo(bob.id())));
        assertThat(bob.chat(Messages.SERVICE_CHAT)).noneMatch(m -> String.valueOf(m.text()).contains("Alice"));
    }

    @Test
    void nobodyIsToldOfAContactThatJoinsQuietly() throws Exception {
        Person alice = Person.called("Alice");
        String number = Person.unusedNumber();
        alice.session().contacts().giveConsent();
        alice.session().contacts().sync(List.of(new Entry(number, "Bobby", "Tables")));

        Person bob = Person.joiningQuietly("Robert", number);

        eventually(() -> assertThat(alice.session().contacts().list(null, 50).contacts()).singleElement()
                .satisfies(contact -> assertThat(contact.accountId()).isEqualTo(bob.id())));
        Topics.awaitConsumed();
        assertThat(alice.chat(Messages.SERVICE_CHAT))
                .noneMatch(message -> String.valueOf(message.text()).contains("Bobby"));
    }

    @Test
    void withdrawingConsentWipesEveryContact() throws Exception {
        Person alice = Person.called("Alice");
        alice.session().contacts().giveConsent();
        alice.session().contacts().sync(List.of(new Entry("+4915112345678", "Bob", ""),
                new Entry("+4915112345679", "Carol", "")));

        int deleted = alice.session().contacts().withdrawConsent();

        assertThat(deleted).isEqualTo(2);
        assertThat(Stores.count("contact", "select count(*) from contact where owner_id = ?", alice.id())).isZero();
        assertThat(alice.session().contacts().consent().given()).isFalse();
    }

    @Test
    void aDeletedAccountIsNoLongerMatchedButTheNameStaysMine() {
        Person bob = Person.called("Bob");
        Person alice = Person.called("Alice");
        alice.session().contacts().giveConsent();
        alice.session().contacts().sync(List.of(new Entry(bob.number(), "Bobby", "")));
        DeletionOutcome outcome = bob.deletesAccount();
        Erasures.receipt(bob.id(), outcome);

        eventually(() -> assertThat(alice.session().contacts().list(null, 50).contacts()).singleElement()
                .satisfies(contact -> {
                    assertThat(contact.firstName()).isEqualTo("Bobby");
                    assertThat(contact.accountId()).isNull();
                }));
    }

    @Test
    @Tag("anywhere")
    void wrongNumbersAreRejectedOneByOne() {
        Person alice = Person.called("Alice");
        alice.session().contacts().giveConsent();

        Contacts.Synced synced = alice.session().contacts().sync(List.of(new Entry("no number", "A", ""),
                new Entry("+4915112345678", "B", ""), new Entry("+49", "C", "")));

        assertThat(synced.contacts()).hasSize(1);
        assertThat(synced.rejected()).extracting(Contacts.Rejection::index).containsExactly(0, 2);
    }
}
