package dev.lethe.endtoend;

import static dev.lethe.test.Eventually.eventually;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Locale;

import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

import dev.lethe.client.Lethe;
import dev.lethe.client.Lethe.DeviceLink;
import dev.lethe.client.LetheSession;
import dev.lethe.client.MyAccount;
import dev.lethe.client.ProblemException;

/// A second device comes in without a text, by the word of the first.
@Tag("anywhere")
class LinkedDeviceStory {

    private final Lethe lethe = Lethe.at(Doors.gateway());

    @Test
    void aSecondDeviceIsLetInByTheFirst() {
        Person alice = Person.called("Alice");
        Person bob = Person.called("Bob");
        alice.sends("from the phone", bob);
        int texts = Doors.textsTo(alice.number()).size();
        DeviceLink link = lethe.requestDeviceLink("Alice's tablet");
        assertProblem(() -> lethe.startLinkedSession(link.requestId()), "device-link-pending");

        assertThat(alice.session().account().askingDevice(link.code().toLowerCase(Locale.ROOT)).deviceName())
                .isEqualTo("Alice's tablet");
        alice.session().account().approveDevice(link.code());
        LetheSession tablet = lethe.startLinkedSession(link.requestId());

        assertThat(tablet.accountId()).isEqualTo(alice.id());
        assertThat(tablet.messages().history(bob.id()).messages()).hasSize(1);
        tablet.messages().send(bob.id(), "from the tablet");
        assertThat(alice.textsWith(bob)).containsExactly("from the tablet", "from the phone");
        assertThat(tablet.account().sessions()).extracting(MyAccount.Session::deviceName).containsExactly("phone",
                "Alice's tablet");
        eventually(() -> assertThat(alice.serviceMessage("new-session")).contains("“Alice's tablet”"));
        assertThat(Doors.textsTo(alice.number())).hasSize(texts);
        assertProblem(() -> lethe.startLinkedSession(link.requestId()), "device-link-used");
        alice.session().account().endSession(tablet.sessionId());
        eventually(() -> assertThatThrownBy(tablet.account()::me).isInstanceOf(ProblemException.class));
    }

    @Test
    void aDeviceThatIsRefusedStaysOut() {
        Person alice = Person.called("Alice");
        DeviceLink link = lethe.requestDeviceLink("Eve's laptop");

        assertThat(alice.session().account().refuseDevice(link.code())).isEqualTo("refused");

        assertProblem(() -> lethe.startLinkedSession(link.requestId()), "device-link-refused");
        assertThat(alice.session().account().sessions()).hasSize(1);
    }

    private static void assertProblem(ThrowingCallable call, String code) {
        assertThatThrownBy(call).isInstanceOfSatisfying(ProblemException.class,
                it -> assertThat(it.code()).isEqualTo(code));
    }
}
