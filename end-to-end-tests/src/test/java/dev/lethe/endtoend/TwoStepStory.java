package dev.lethe.endtoend;

import static dev.lethe.test.Eventually.eventually;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.time.Duration;
import java.util.concurrent.ThreadLocalRandom;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

import dev.lethe.client.Lethe;
import dev.lethe.client.LetheSession;
import dev.lethe.client.MyAccount.DeletionRequest;
import dev.lethe.client.MyAccount.DeletionScope;
import dev.lethe.client.MyAccount.MailedCode;
import dev.lethe.client.ProblemException;

/// P8: a password beside the code, and an e-mail for the day on which it is forgotten.
class TwoStepStory {

    private static final String PASSWORD = "four words of hers";

    private final Lethe lethe = Lethe.at(Doors.gateway());

    private static String unusedAddress() {
        return "ada%08d@grove.example.org".formatted(ThreadLocalRandom.current().nextInt(100_000_000));
    }

    private static ProblemException refused(Runnable act) {
        return catchThrowableOfType(ProblemException.class, act::run);
    }

    /// A sign-in of which the code was right.
    private String provenBy(Person person) {
        Person.SentCode sent = person.getsCode();
        ProblemException asked = refused(() -> lethe.signIn(sent.requestId(), sent.code(), "laptop"));
        assertThat(asked.code()).isEqualTo("password-required");
        assertThat(asked.text("hint")).isEqualTo("what we saw that day");
        return sent.requestId();
    }

    @Test
    void aPasswordIsAskedForAtTheDoorAndAtTheEnd() throws Exception {
        Person alice = Person.called("Alice");
        alice.setsPassword(PASSWORD, "what we saw that day");

        String requestId = provenBy(alice);
        assertThat(refused(() -> lethe.signInWithPassword(requestId, "blue heron on the river", "laptop")).code())
                .isEqualTo("password-wrong");
        LetheSession laptop = lethe.signInWithPassword(requestId, PASSWORD, "laptop");

        assertThat(laptop.accountId()).isEqualTo(alice.id());
        eventually(Duration.ofSeconds(40), () -> assertThat(alice.serviceMessage("password-tried")).contains("wrong"));
        DeletionRequest request = alice.asksForDeletion();
        String code = alice.deletionCode(request);
        assertThat(refused(() -> laptop.account().confirmDeletion(request.requestId(), code, DeletionScope.OWN_COPIES))
                .code()).isEqualTo("password-required");
        Erasures.isComplete(alice.id(), laptop.account().confirmDeletion(request.requestId(), code,
                DeletionScope.OWN_COPIES, PASSWORD));
    }

    @Test
    @Tag("anywhere")
    void aForgottenPasswordGoesByMailAtTheDoor() {
        Person alice = Person.called("Alice");
        String address = unusedAddress();
        alice.setsPassword(PASSWORD, "what we saw that day");
        alice.confirmsRecoveryEmail(address);
        assertThat(alice.session().account().recoveryEmail().email()).isEqualTo("a•••@g•••.org");

        String requestId = provenBy(alice);
        assertThat(lethe.requestRecoveryCode(requestId).sentTo()).isEqualTo("a•••@g•••.org");
        LetheSession laptop = lethe.signInWithRecoveryCode(requestId, Person.mailedCode(address, 1), "laptop");

        assertThat(laptop.accountId()).isEqualTo(alice.id());
        assertThat(laptop.account().password().set()).isFalse();
        assertThat(laptop.account().recoveryEmail().email()).isNull();
        laptop.account().setPassword("another heron on the river", null, null);
    }

    @Test
    @Tag("anywhere")
    void aForgottenPasswordGoesByMailOnADeviceThatIsSignedIn() {
        Person alice = Person.called("Alice");
        String address = unusedAddress();
        alice.setsPassword(PASSWORD, "what we saw that day");
        alice.confirmsRecoveryEmail(address);

        MailedCode mailed = alice.session().account().recoverPassword();
        alice.session().account().confirmPasswordRecovery(mailed.requestId(), Person.mailedCode(address, 1));

        assertThat(alice.signIn("laptop").accountId()).isEqualTo(alice.id());
    }

    @Test
    @Tag("case-45")
    void aForgottenPasswordWithoutMailWaitsAndIsKeptByAnotherDevice() throws Exception {
        Person alice = Person.called("Alice");
        LetheSession laptop = alice.signIn("laptop");
        alice.setsPassword(PASSWORD, "what we saw that day");

        assertThat(laptop.account().forgetPassword().state()).isEqualTo("scheduled");
        eventually(Duration.ofSeconds(40),
                () -> assertThat(alice.serviceMessage("password-forgotten")).contains("7 days"));
        assertThat(alice.session().account().keepPassword()).isOne();

        assertThat(alice.session().account().forgottenPassword().state()).isEqualTo("none");
        assertThat(alice.session().account().password().set()).isTrue();
        alice.session().account().forgetPassword();
        Stores.update("account", "update forgotten_password set removes_at = now() where account_id = ?", alice.id());
        eventually(Duration.ofSeconds(40), () -> assertThat(alice.session().account().password().set()).isFalse());
    }

    @Test
    @Tag("case-3")
    @Tag("case-28")
    void aMailThatIsOnItsWayOutlivesTheProcess() {
        Person alice = Person.called("Alice");
        String address = unusedAddress();
        alice.setsPassword(PASSWORD, "what we saw that day");

        MailedCode mailed = alice.session().account().setRecoveryEmail(address, PASSWORD);
        Running.killAndRestart("account-service");

        alice.session().account().confirmRecoveryEmail(mailed.requestId(), Person.mailedCode(address, 0));
        assertThat(alice.session().account().recoveryEmail().email()).isEqualTo("a•••@g•••.org");
    }
}
