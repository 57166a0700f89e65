package dev.lethe.endtoend;

import static dev.lethe.test.Eventually.eventually;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import org.jspecify.annotations.Nullable;

import dev.lethe.client.Lethe;
import dev.lethe.client.LetheSession;
import dev.lethe.client.Messages;
import dev.lethe.client.Messages.Message;
import dev.lethe.client.MyAccount.DeletionOutcome;
import dev.lethe.client.MyAccount.DeletionRequest;
import dev.lethe.client.MyAccount.DeletionScope;
import dev.lethe.client.MyAccount.MailedCode;
import dev.lethe.client.MyAccount.NumberChange;
import dev.lethe.client.ProblemException;

/// Somebody with a number, who uses the suite through the public API.
public final class Person {

    private static final AtomicLong NUMBERS = new AtomicLong(ThreadLocalRandom.current().nextLong(9_000_000));
    private static final Pattern CODE = Pattern.compile("\\b(\\d{6})\\b");
    private static final Pattern MAILED_CODE = Pattern.compile("\\b(\\d{8})\\b");

    private final String name;
    private String number;
    private LetheSession session;
    private @Nullable String password;
    private @Nullable Instant lastCode;

    private Person(String name, String number, boolean quiet) {
        this.name = name;
        this.number = number;
        this.session = signIn("phone", quiet);
    }

    /// Registers with a number nobody had before.
    public static Person called(String name) {
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

    public String number() {
        return number;
    }

    public UUID id() {
        return session.accountId();
    }

    public LetheSession session() {
        return session;
    }

    public Messages messages() {
        return session.messages();
    }

    /// Signs in once more, from another device.
    public LetheSession signIn(String device) {
        return signIn(device, false);
    }

    private LetheSession signIn(String device, boolean quiet) {
        SentCode sent = getsCode();
        Lethe lethe = Lethe.at(Doors.gateway());
        return quiet ? lethe.signInQuietly(sent.requestId(), sent.code(), device, name, "Tester")
                : lethe.signIn(sent.requestId(), sent.code(), device, name, "Tester");
    }

    /// A code that came to the number.
    record SentCode(String requestId, String code) {}

    SentCode getsCode() {
        passAMinuteSinceLastCode();
        int before = Doors.textsTo(number).size();
        Lethe.CodeRequest request = Lethe.at(Doors.gateway()).requestCodeByText(number);
        AtomicReference<String> code = new AtomicReference<>();
        eventually(() -> {
            var inbox = Doors.textsTo(number);
            assertThat(inbox).hasSizeGreaterThan(before);
            code.set(codeIn(inbox.getLast().text()));
        });
        return new SentCode(request.requestId(), code.get());
    }

    /// Stories do not wait for it where they reach the database.
    private void passAMinuteSinceLastCode() {
        if (!Doors.areElsewhere()) {
            Stores.passAMinuteSinceLastCode();
            return;
        }
        Instant next = lastCode == null ? Instant.now() : lastCode.plusSeconds(61);
        eventually(Duration.ofSeconds(70), () -> assertThat(Instant.now()).isAfterOrEqualTo(next));
        lastCode = Instant.now();
    }

    /// Is asked for it beside the code from now on.
    public void setsPassword(String chosen, String hint) {
        session.account().setPassword(chosen, hint, password);
        password = chosen;
    }

    /// Names a recovery address, and confirms it by the code that is mailed.
    public void confirmsRecoveryEmail(String address) {
        MailedCode mailed = session.account().setRecoveryEmail(address, String.valueOf(password));
        session.account().confirmRecoveryEmail(mailed.requestId(), mailedCode(address, 0));
    }

    /// The code in the mail to an address that follows the first `before` ones.
    static String mailedCode(String address, int before) {
        AtomicReference<String> code = new AtomicReference<>();
        eventually(() -> {
            var mails = Doors.mailsTo(address);
            assertThat(mails).hasSizeGreaterThan(before);
            Matcher matcher = MAILED_CODE.matcher(mails.get(before).text());
            assertThat(matcher.find()).as("a code of eight digits").isTrue();
            code.set(matcher.group(1));
        });
        return code.get();
    }

    /// Is let in by this person's first device, from another one.
    public LetheSession letsIn(String device) {
        Lethe lethe = Lethe.at(Doors.gateway());
        Lethe.DeviceLink link = lethe.requestDeviceLink(device);
        assertThat(session.account().askingDevice(link.code()).deviceName()).isEqualTo(device);
        assertThat(session.account().approveDevice(link.code())).isEqualTo("approved");
        return lethe.startLinkedSession(link.requestId());
    }

    /// Moves the account to a number nobody had before, by the codes that both numbers get as a text.
    void movesTo(String next) {
        NumberChange change = session.account().requestNumberChange(next);
        AtomicReference<String> oldCode = new AtomicReference<>();
        AtomicReference<String> newCode = new AtomicReference<>();
        eventually(() -> {
            oldCode.set(Doors.textsTo(number).stream().map(it -> it.text())
                    .filter(it -> it.contains("leave this number")).reduce((_, last) -> last).map(Person::codeIn)
                    .orElseThrow());
            newCode.set(codeIn(Doors.textsTo(next).getLast().text()));
        });
        assertThat(session.account().confirmNumberChange(change.requestId(), oldCode.get(), newCode.get()))
                .isEqualTo(next);
        number = next;
    }

    /// None comes twice, and neighbours are in different blocks.
    public static String unusedNumber() {
        return "+491512" + (1_000_000 + NUMBERS.getAndAdd(3_999_971) % 9_000_000);
    }

    public Message sends(String text, Person to) {
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
                : Doors.textsTo(number).getLast().text())));
        return code.get();
    }

    public DeletionOutcome deletesAccount() {
        DeletionRequest request = asksForDeletion();
        DeletionOutcome outcome = session.account().confirmDeletion(request.requestId(), deletionCode(request),
                DeletionScope.OWN_COPIES, password);
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
