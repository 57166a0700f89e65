package dev.lethe.events;

import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// The wire name of each event. A class may be renamed, its wire name never.
public final class EventTypes {

    private static final Map<Class<? extends Event>, String> NAMES = Map.ofEntries(
            Map.entry(AccountEvent.AccountRegistered.class, "account.registered"),
            Map.entry(AccountEvent.NumberChanged.class, "account.number-changed"),
            Map.entry(AccountEvent.AccountErased.class, "account.erased"),
            Map.entry(AccountEvent.ErasureCompleted.class, "account.erasure-completed"),
            Map.entry(LedgerEvent.ErasureRecorded.class, "ledger.recorded"),
            Map.entry(AnswerEvent.ErasureAnswered.class, "erasure.answered"),
            Map.entry(DeletionEvent.MessagesDeleted.class, "deletion.messages"),
            Map.entry(DeletionEvent.ChatCleared.class, "deletion.chat-cleared"),
            Map.entry(DeletionEvent.ChatDeleted.class, "deletion.chat"),
            Map.entry(DeletionEvent.GroupDissolved.class, "deletion.group"),
            Map.entry(DeletionEvent.ContactsDeleted.class, "deletion.contacts"),
            Map.entry(DeletionEvent.ContactConsentWithdrawn.class, "deletion.contact-consent"),
            Map.entry(DeletionEvent.SessionsEnded.class, "deletion.sessions"),
            Map.entry(DeletionEvent.AccountDeletionVetoed.class, "deletion.account-vetoed"),
            Map.entry(DeletionEvent.NumberLeft.class, "deletion.number"),
            Map.entry(DeletionEvent.SelfDestructChosen.class, "deletion.self-destruct"),
            Map.entry(DeletionEvent.SessionIdleChosen.class, "deletion.session-idle"),
            Map.entry(DeletionEvent.PasswordRemoved.class, "deletion.password"),
            Map.entry(DeletionEvent.RecoveryAddressRemoved.class, "deletion.recovery-address"),
            Map.entry(DeletionEvent.PasswordRemovalRefused.class, "deletion.password-refused"),
            Map.entry(MediaEvent.ReferencesConfirmed.class, "media.references-confirmed"),
            Map.entry(MediaEvent.ReferencesReleased.class, "media.references-released"),
            Map.entry(MailboxEvent.MailboxesChanged.class, "mailbox.advanced"),
            Map.entry(NoticeEvent.NoticePosted.class, "notice.posted"));

    private static final Map<String, Class<? extends Event>> CLASSES = NAMES.keySet().stream()
            .collect(Collectors.toUnmodifiableMap(NAMES::get, Function.identity()));

    private EventTypes() {
    }

    /// The wire name of an event's class.
    public static String nameOf(Class<? extends Event> type) {
        String name = NAMES.get(type);
        if (name == null) {
            throw new IllegalArgumentException("no wire name for " + type.getSimpleName());
        }
        return name;
    }

    /// The class behind a wire name, if this build knows it.
    public static Optional<Class<? extends Event>> classOf(String name) {
        return Optional.ofNullable(CLASSES.get(name));
    }

    /// Every wire name.
    public static Stream<String> names() {
        return CLASSES.keySet().stream().sorted();
    }
}
