package dev.lethe.launcher.demo;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;

import dev.lethe.client.Contacts.Contact;
import dev.lethe.client.Contacts.Entry;
import dev.lethe.client.Files;
import dev.lethe.client.Lethe;
import dev.lethe.client.Lethe.DeviceLink;
import dev.lethe.client.Lethe.Erasure;
import dev.lethe.client.LetheSession;
import dev.lethe.client.Messages.Chat;
import dev.lethe.client.Messages.Draft;
import dev.lethe.client.Messages.Message;
import dev.lethe.client.MyAccount;
import dev.lethe.client.MyAccount.DeletionOutcome;
import dev.lethe.client.MyAccount.DeletionRequest;
import dev.lethe.client.MyAccount.DeletionScope;
import dev.lethe.client.MyAccount.MailedCode;
import dev.lethe.client.ProblemException;
import dev.lethe.client.generated.ApiException;
import dev.lethe.client.generated.account.SessionsApi;

/// From sign-in to a signed erasure receipt.
final class Story {

    private static final int BATCH = 1_000;
    private static final String HELLO = "Ben! You made it. Look what I brought back from the river.";

    private final Stage stage;
    private final Lethe lethe;
    private final DemoInput input;
    private final ReceiptFolder receipts;
    private final Cast cast;
    private final String password = UUID.randomUUID().toString();

    Story(Stage stage, Lethe lethe, DemoInput input, ReceiptFolder receipts, Cast cast) {
        this.stage = stage;
        this.lethe = lethe;
        this.input = input;
        this.receipts = receipts;
        this.cast = cast;
    }

    /// Plays it to the end, and answers where the receipt is.
    Path play() {
        stage.chapter("Two people meet");
        LetheSession phone = signIn(cast.alice());
        contacts(phone);
        LetheSession bens = signIn(cast.ben());
        stage.step("Alice is told that Ben is here", () -> joined(phone, bens.accountId()),
                _ -> "by the name that she gave him");
        stage.chapter("They talk");
        int imported = importHistory(phone);
        talk(phone, bens);
        stage.chapter("A third one joins them");
        Outing outing = new Outing(stage, phone, bens, signIn(cast.nour()));
        UUID group = outing.play();
        stage.chapter("She looks back on another device");
        LetheSession tablet = link(phone);
        stage.step("Both devices are listed", () -> sessions(tablet), sessions -> sessions + " sessions");
        lookBack(tablet, bens.accountId(), imported);
        stage.chapter("She sets a password, and forgets it");
        password(phone);
        stage.chapter("They forget");
        forget(phone, tablet, bens);
        stage.chapter("She leaves for good");
        return leave(phone, tablet, bens, () -> outing.owner(group));
    }

    private LetheSession signIn(Actor actor) {
        return stage.step(actor + " signs in by SMS code", () -> actor.signsIn(lethe, actor + "'s phone"),
                session -> session.registered() ? "a new account" : "an account that was there");
    }

    /// The tablet shows a code, and the phone lets it in.
    private LetheSession link(LetheSession phone) {
        DeviceLink link = stage.step("Her tablet shows a code", () -> lethe.requestDeviceLink("Alice's tablet"),
                DeviceLink::code);
        stage.step("Her phone sees which device asks, and lets it in", () -> {
            String name = phone.account().askingDevice(link.code()).deviceName();
            phone.account().approveDevice(link.code());
            return name;
        }, name -> name + ", without a text");
        return stage.step("The tablet is signed in", () -> lethe.startLinkedSession(link.requestId()),
                session -> session.accountId().equals(phone.accountId()) ? "the same account" : "another account");
    }

    private void contacts(LetheSession phone) {
        stage.step("Without consent no contact is taken", () -> refused(() -> phone.contacts().sync(List.of())),
                code -> "refused: " + code);
        stage.step("Alice gives consent", () -> phone.contacts().giveConsent(), _ -> "recorded");
        stage.step("Alice syncs her address book", () -> sync(phone), words -> words);
    }

    private String sync(LetheSession phone) throws IOException {
        List<Entry> book = new ArrayList<>(input.addressBook());
        book.add(new Entry(cast.ben().telephone().number(), "Benjamin", "from the boat"));
        int kept = 0;
        int rejected = 0;
        for (int from = 0; from < book.size(); from += BATCH) {
            var synced = phone.contacts().sync(book.subList(from, Math.min(book.size(), from + BATCH)));
            kept += synced.contacts().size();
            rejected += synced.rejected().size();
        }
        return "%d kept, %d refused; only number, first and last name were sent".formatted(kept, rejected);
    }

    private static Contact joined(LetheSession phone, UUID bensAccount) throws InterruptedException {
        Actor.notice(phone, "contact-joined");
        return Patience.await(Duration.ofSeconds(20), "the contact to name its account",
                () -> phone.contacts().list(null, 100).contacts().stream()
                        .filter(contact -> bensAccount.equals(contact.accountId())).findFirst());
    }

    private int importHistory(LetheSession phone) {
        return stage.step("Alice imports " + input.exportName(),
                () -> phone.messages().importExport(input.exportBody()),
                brought -> "%d chats, %d messages, %d skipped%s".formatted(brought.chats(), brought.messages(),
                        brought.skipped(), brought.leftOut().isEmpty() ? ""
                                : "; left out: " + String.join(", ", brought.leftOut())))
                .messages();
    }

    private void talk(LetheSession phone, LetheSession bens) {
        UUID alicesAccount = phone.accountId();
        stage.step("Alice writes to Ben", () -> phone.messages().send(bens.accountId(), HELLO),
                message -> "message " + message.id());
        stage.step("Ben reads it", () -> Actor.message(bens, alicesAccount, HELLO), _ -> "his own copy, under his key");
        stage.step("Ben answers, twice by mistake", () -> answer(bens, alicesAccount),
                once -> once ? "sent once: the client id is the same" : "");
        Files.File photo = stage.step("Alice sends a photo", () -> sendPhoto(phone, bens.accountId()),
                file -> "%,d bytes, sealed in segments".formatted(file.size()));
        stage.step("Ben downloads the photo", () -> download(bens, alicesAccount), bytes -> "the same %,d bytes"
                .formatted(bytes));
        stage.step("A part of the photo is enough", () -> part(bens, photo.id()), bytes -> bytes + " bytes by range");
    }

    private static boolean answer(LetheSession bens, UUID alicesAccount) {
        Draft draft = Draft.ofText("It is beautiful. Is that the ferry?");
        Message first = bens.messages().send(alicesAccount, draft);
        Message second = bens.messages().send(alicesAccount, draft);
        DemoException.unless(first.id().equals(second.id()), "a message sent again was sent twice");
        return true;
    }

    private Files.File sendPhoto(LetheSession phone, UUID bensAccount) throws IOException {
        Files.File file = phone.files().upload(input.photo(), "river.png", "image/png");
        phone.messages().send(bensAccount, Draft.ofFile(file, "The river in the evening"));
        return file;
    }

    private int download(LetheSession bens, UUID alicesAccount) throws Exception {
        Message message = Actor.message(bens, alicesAccount, "The river in the evening");
        DemoException.unless(message.file() != null, "the message has no file");
        UUID file = Objects.requireNonNull(message.file()).id();
        return Patience.await(Duration.ofSeconds(10), "the photo", () -> same(bens, file));
    }

    private Optional<Integer> same(LetheSession bens, UUID file) {
        try (InputStream stream = bens.files().download(file)) {
            byte[] bytes = stream.readAllBytes();
            DemoException.unless(Arrays.equals(bytes, input.photo()), "the photo is not the one that was sent");
            return Optional.of(bytes.length);
        } catch (ProblemException refused) {
            if (refused.status() == 404) {
                return Optional.empty();
            }
            throw refused;
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    private static int part(LetheSession bens, UUID file) throws IOException {
        try (InputStream stream = bens.files().download(file, 0, 7)) {
            return stream.readAllBytes().length;
        }
    }

    private void lookBack(LetheSession tablet, UUID bensAccount, int imported) {
        stage.step("She pages through what she imported", () -> walk(tablet, imported), words -> words);
        stage.step("She pages through the chat with Ben", () -> {
            AtomicInteger messages = new AtomicInteger();
            int pages = tablet.messages().walk(bensAccount, 2, _ -> messages.incrementAndGet());
            DemoException.unless(messages.get() == 3, "expected 3 messages, found " + messages.get());
            return "%d messages in %d pages".formatted(messages.get(), pages);
        }, words -> words);
    }

    private static int sessions(LetheSession tablet) throws ApiException {
        return Objects.requireNonNull(tablet.api(SessionsApi::new).listSessions().getSessions()).size();
    }

    private static String walk(LetheSession tablet, int imported) {
        AtomicInteger messages = new AtomicInteger();
        int chats = 0;
        int pages = 0;
        String cursor = null;
        do {
            var page = tablet.messages().chats(cursor, 100);
            for (Chat chat : page.chats()) {
                if (chat.kind().equals("imported")) {
                    chats++;
                    pages += tablet.messages().walk(chat.id(), 50, _ -> messages.incrementAndGet());
                }
            }
            cursor = page.next();
        } while (cursor != null);
        DemoException.unless(messages.get() == imported,
                "%d messages were imported, %d are there".formatted(imported, messages.get()));
        return "%d messages of %d chats in %d pages".formatted(messages.get(), chats, pages);
    }

    private void password(LetheSession phone) {
        MyAccount account = phone.account();
        Mailbox mailbox = cast.mailbox();
        stage.step("Alice sets a password with a hint",
                () -> account.setPassword(password, "what we saw that day", null), _ -> "asked for beside the code");
        MailedCode confirmation = stage.step("She names a recovery e-mail",
                () -> account.setRecoveryEmail(mailbox.address(), password),
                mailed -> "a code goes to " + mailed.sentTo());
        stage.step("She confirms it with the code from the mail",
                () -> account.confirmRecoveryEmail(confirmation.requestId(), mailbox.codeAfter(0)),
                address -> String.valueOf(address.email()));
        stage.step("Without the password she cannot remove it",
                () -> refused(() -> account.removePassword("blue heron on the river")), code -> "refused: " + code);
        int mails = mailbox.received();
        MailedCode recovery = stage.step("She has forgotten it, and asks for a code", account::recoverPassword,
                mailed -> "a mail goes to " + mailed.sentTo());
        stage.step("The code from the mail removes the password",
                () -> account.confirmPasswordRecovery(recovery.requestId(), mailbox.codeAfter(mails)),
                _ -> "and the recovery e-mail with it: "
                        + (account.recoveryEmail().email() == null ? "none" : "still there"));
    }

    private void forget(LetheSession phone, LetheSession tablet, LetheSession bens) {
        Message hers = stage.step("Alice deletes her first message", () -> delete(phone, bens.accountId()),
                _ -> "gone from both her devices");
        stage.step("Ben still has his copy", () -> Actor.message(bens, phone.accountId(), HELLO), _ -> "it is his");
        stage.step("Ben deletes it too", () -> bens.messages().delete(phone.accountId(), hers.id()),
                deleted -> "%d deleted; the last copy is gone".formatted(deleted));
        stage.step("It is nowhere any more", () -> deleteInVain(bens, phone.accountId(), hers),
                deleted -> "%d to delete; the other messages stay: ".formatted(deleted)
                        + tablet.messages().history(bens.accountId()).messages().size());
    }

    private static int deleteInVain(LetheSession bens, UUID alicesAccount, Message message)
            throws InterruptedException {
        int deleted = bens.messages().delete(alicesAccount, message.id());
        DemoException.unless(deleted == 0, "it was still there");
        return deleted;
    }

    private static Message delete(LetheSession phone, UUID bensAccount) throws InterruptedException {
        Message message = Actor.message(phone, bensAccount, HELLO);
        DemoException.unless(phone.messages().delete(bensAccount, message.id()) == 1, "nothing was deleted");
        return message;
    }

    private Path leave(LetheSession phone, LetheSession tablet, LetheSession bens, Stage.Act<String> groupOwner) {
        DeletionRequest request = stage.step("Alice asks for the end of her account",
                () -> phone.account().requestDeletion(), asked -> "a code comes by " + asked.delivery());
        String code = stage.step("The code comes inside the app", () -> deletionCode(phone),
                _ -> "in the service chat");
        DeletionOutcome outcome = stage.step("She confirms",
                () -> phone.account().confirmDeletion(request.requestId(), code, DeletionScope.OWN_COPIES),
                DeletionOutcome::state);
        stage.step("Both her devices are signed out", () -> refused(tablet.account()::me),
                refusal -> refusal + " on the tablet, " + refused(phone.account()::me) + " on the phone");
        Erasure erasure = stage.step("All stores and keyholders answer", () -> done(outcome.receiptId()),
                done -> done.witnesses().size() + " witnesses");
        stage.step("Ben sees a deleted account", () -> deleted(bens, phone.accountId()), words -> words);
        stage.step("The group goes on without her", groupOwner, owner -> owner + " owns it now");
        Path receipt = stage.step("The receipt is saved with the published keys",
                () -> receipts.save(erasure, lethe.publishedKeys()), Path::toString);
        stage.step("The receipt is verified, offline",
                () -> receipts.verify(receipt, phone.accountId(), outcome.salt()),
                verdict -> verdict.findings().size() + " claims hold");
        return receipt;
    }

    private static String deletionCode(LetheSession phone) throws InterruptedException {
        Message notice = Actor.notice(phone, "deletion-code");
        return Telephone.code(String.valueOf(notice.text()))
                .orElseThrow(() -> new DemoException("the notice holds no code"));
    }

    private Erasure done(UUID receiptId) throws InterruptedException {
        return Patience.await(Duration.ofSeconds(60), "the receipt", () -> Optional.of(lethe.erasure(receiptId))
                .filter(erasure -> erasure.state().equals("done") && erasure.receipt() != null));
    }

    private static String deleted(LetheSession bens, UUID alicesAccount) {
        var person = bens.account().person(alicesAccount);
        DemoException.unless(person.deleted() && person.firstName() == null, "the account still has a name");
        int kept = bens.messages().history(alicesAccount).messages().size();
        return "without a name; he keeps his %d copies".formatted(kept);
    }

    private static String refused(Runnable call) {
        try {
            call.run();
        } catch (ProblemException refused) {
            return refused.status() + " " + refused.code();
        }
        throw new DemoException("this should have been refused");
    }
}
