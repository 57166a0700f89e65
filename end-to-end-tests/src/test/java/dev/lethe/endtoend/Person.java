package dev.lethe.endtoend;

import static dev.lethe.test.Eventually.eventually;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.atomic.AtomicReference;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import dev.lethe.client.Lethe;
import dev.lethe.client.LetheSession;
import dev.lethe.client.Messages;
import dev.lethe.client.Messages.Message;
import dev.lethe.client.MyAccount.DeletionOutcome;
import dev.lethe.client.MyAccount.DeletionRequest;
import dev.lethe.client.MyAccount.DeletionScope;
import dev.lethe.client.MyAccount.NumberChange;
import dev.lethe.client.ProblemException;

/// Somebody with a number, who uses the suite through the public API.
final class Person {

    private static final Pattern CODE = Pattern.compile("\\b(\\d{6})\\b");

    private final String name;
    private String number;
    private LetheSession session;

    private Person(String name, String number, boolean quiet) {
        this.name = name;
        this.number = number;
        this.session = signIn("phone", quiet);
    }

    /// Registers with a number nobody had before.
    static Person called(String name) {
        return new Person(name, unusedNumber(), false);
    }

    /// Registers, or signs in, with a number.
    static Person withNumber(String name, String number) {
        return new Person(name, number, false);
    }

    /// Registers with a number, and nobody is told.
    static Person joiningQuietly(String name, String number) {
        return new Person(name, number, true);
    }

    String name() {
        return name;
    }

    String number() {
        return number;
    }

    UUID id() {
        return session.accountId();
    }

    LetheSession session() {
        return session;
    }

    Messages messages() {
        return session.messages();
    }

    /// Signs in once more, from another device.
    LetheSession signIn(String device) {
        return signIn(device, false);
    }

    private LetheSession signIn(String device, boolean quiet) {
        Stores.passAMinuteSinceLastCode();
        Lethe lethe = Lethe.at(Running.suite().gateway());
        int before = Running.suite().smsInbox().messagesTo(number).size();
        Lethe.CodeRequest request = lethe.requestCode(number);
        AtomicReference<String> code = new AtomicReference<>();
        eventually(() -> {
            var inbox = Running.suite().smsInbox().messagesTo(number);
            assertThat(inbox).hasSizeGreaterThan(before);
            code.set(codeIn(inbox.getLast().text()));
        });
        return quiet ? lethe.signInQuietly(request.requestId(), code.get(), device, name, "Tester")
                : lethe.signIn(request.requestId(), code.get(), device, name, "Tester");
    }

    /// Is let in by this person's first device, from another one.
    LetheSession letsIn(String device) {
        Lethe lethe = Lethe.at(Running.suite().gateway());
        Lethe.DeviceLink link = lethe.requestDeviceLink(device);
        assertThat(session.account().askingDevice(link.code()).deviceName()).isEqualTo(device);
        assertThat(session.account().approveDevice(link.code())).isEqualTo("approved");
        return lethe.startLinkedSession(link.requestId());
    }

    /// Moves the account to a number nobody had before, by the code inside the account and the one that comes as a text.
    void movesTo(String next) {
        NumberChange change = session.account().requestNumberChange(next);
        AtomicReference<String> oldCode = new AtomicReference<>();
        AtomicReference<String> newCode = new AtomicReference<>();
        eventually(() -> {
            oldCode.set(codeIn(serviceMessage("number-code")));
            newCode.set(codeIn(Running.suite().smsInbox().messagesTo(next).getLast().text()));
        });
        assertThat(session.account().confirmNumberChange(change.requestId(), oldCode.get(), newCode.get()))
                .isEqualTo(next);
        number = next;
    }

    static String unusedNumber() {
        return "+491512" + ThreadLocalRandom.current().nextInt(1_000_000, 9_999_999);
    }

    Message sends(String text, Person to) {
        return messages().send(to.id(), text);
    }

    /// Everything in the chat with somebody, newest first; nothing if there is no such chat.
    List<Message> chatWith(Person other) {
        return chat(other.id());
    }

    List<Message> chat(UUID chatId) {
        List<Message> all = new ArrayList<>();
        try {
            messages().walk(chatId, 100, all::add);
        } catch (ProblemException problem) {
            assertThat(problem.code()).isEqualTo("chat-not-found");
        }
        return all;
    }

    List<String> textsWith(Person other) {
        return chatWith(other).stream().map(message -> String.valueOf(message.text())).toList();
    }

    void deletes(Message message, Person inChatWith) {
        assertThat(messages().delete(inChatWith.id(), message.id())).isOne();
    }

    DeletionRequest asksForDeletion() {
        return session.account().requestDeletion();
    }

    /// The code that arrived in the service chat, or by SMS if that is how it was sent.
    String deletionCode(DeletionRequest request) {
        AtomicReference<String> code = new AtomicReference<>();
        eventually(Duration.ofSeconds(40), () -> code.set(codeIn(request.delivery().equals("app")
                ? serviceMessage("deletion-code")
                : Running.suite().smsInbox().messagesTo(number).getLast().text())));
        return code.get();
    }

    DeletionOutcome deletesAccount() {
        DeletionRequest request = asksForDeletion();
        DeletionOutcome outcome = session.account().confirmDeletion(request.requestId(), deletionCode(request),
                DeletionScope.OWN_COPIES);
        assertThat(outcome.state()).isEqualTo("executed");
        return outcome;
    }

    String serviceMessage(String kind) {
        return chat(Messages.SERVICE_CHAT).stream()
                .filter(message -> message.notice() != null && message.notice().kind().equalsIgnoreCase(kind))
                .map(message -> String.valueOf(message.text())).findFirst()
                .orElseThrow(() -> new AssertionError("no notice " + kind));
    }

    private static String codeIn(String text) {
        Matcher matcher = CODE.matcher(text);
        assertThat(matcher.find()).as("a code of six digits").isTrue();
        return matcher.group(1);
    }

    @Override
    public String toString() {
        return "Person[" + name + "]";
    }
}
