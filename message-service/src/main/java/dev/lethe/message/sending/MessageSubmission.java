package dev.lethe.message.sending;

import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;

import org.springframework.dao.DuplicateKeyException;
import org.springframework.stereotype.Component;

import dev.lethe.message.MessageProblems;
import dev.lethe.message.history.Message;
import dev.lethe.message.mailbox.ChatId;
import dev.lethe.message.mailbox.Mailboxes;
import dev.lethe.message.mailbox.MessageId;
import dev.lethe.platform.failpoint.Failpoints;
import dev.lethe.platform.problem.PlatformProblems;
import dev.lethe.platform.problem.Problem;
import dev.lethe.platform.vault.KeyLookup;
import dev.lethe.platform.vault.KeyUnreachableException;
import dev.lethe.platform.vault.Reader;
import dev.lethe.platform.vault.Vault;

/// Sends a message: fetches keys, leases files, appends, and answers the same to every retry.
@Component
class MessageSubmission {
    private static final int TRIES = 5;

    private final Vault vault;
    private final MessageAppend append;
    private final Mailboxes mailboxes;
    private final SendLocks sends;
    private final FileLeases leases;
    private final Clock clock;

    MessageSubmission(Vault vault, MessageAppend append, Mailboxes mailboxes, SendLocks sends, FileLeases leases,
            Clock clock) {
        this.vault = vault;
        this.append = append;
        this.mailboxes = mailboxes;
        this.sends = sends;
        this.leases = leases;
        this.clock = clock;
    }

    Message submit(Submission submission) {
        if (submission.chat().equals(ChatId.SERVICE)) {
            throw MessageProblems.CHAT_READ_ONLY.asProblem();
        }
        for (int attempt = 0; attempt < TRIES; attempt++) {
            Outcome outcome = attempt(submission, vault.keys(submission.holders(), Reader.MESSAGE));
            if (!(outcome instanceof Outcome.Outrun)) {
                return answer(submission, outcome);
            }
        }
        throw PlatformProblems.UNAVAILABLE.asProblem().retryAfter(Duration.ofSeconds(1));
    }

    private Outcome attempt(Submission submission, Map<UUID, KeyLookup> keys) {
        Submission ready = submission.file() == null ? submission : leased(submission, keys);
        try {
            return appended(ready, keys);
        } catch (MissingMailboxException _) {
            mailboxes.create(submission.holders()
                    .stream()
                    .filter(holder -> keys.get(holder) instanceof KeyLookup.Present)
                    .toList());
            return appended(ready, keys);
        }
    }

    private Outcome appended(Submission ready, Map<UUID, KeyLookup> keys) {
        try {
            return append.append(List.of(ready), keys).getFirst();
        } catch (DuplicateKeyException _) {
            // an imported message stands under the id that was chosen, or the same send went ahead
            return new Outcome.Outrun();
        } catch (KeyUnreachableException _) {
            // a key was revoked while it was in use; asked again, the keyholders say why
            return new Outcome.Outrun();
        }
    }

    // Leases name the message, so its id is chosen before the mailboxes are locked; a known send and one that
    // cannot succeed need none.
    private Submission leased(Submission submission, Map<UUID, KeyLookup> keys) {
        boolean known = sends.find(submission.sender(), submission.clientId()).isPresent();
        boolean hopeless = !keys.values().stream().allMatch(KeyLookup.Present.class::isInstance);
        if (known || hopeless) {
            return submission;
        }
        long last = sends.lastIdOf(submission.holders());
        MessageId id = new MessageId(Math.max(MessageId.earliestAt(clock.instant()).value(), last + 1));
        leases.take(submission, id);
        Failpoints.reach("message.after-lease");
        return submission.leasedAs(id);
    }

    private Message answer(Submission submission, Outcome outcome) {
        return switch (outcome) {
            case Outcome.Sent(MessageId id) -> sent(submission, id);
            case Outcome.ClientIdUsed _ -> throw MessageProblems.CLIENT_ID_USED.asProblem();
            case Outcome.SenderErased _ -> throw PlatformProblems.UNAUTHENTICATED.asProblem();
            case Outcome.PartnerErased _ -> throw MessageProblems.PARTNER_DELETED.asProblem();
            case Outcome.NoSuchAccount _ -> throw noSuchAccount(submission);
            case Outcome.Outrun _ -> throw PlatformProblems.unavailable();
        };
    }

    private static Message sent(Submission submission, MessageId id) {
        Failpoints.reach("message.after-commit");
        return Message.of(submission.chat().value(), id, submission.kind(),
                new Message.Author(submission.sender(), null), submission.file(), submission.body());
    }

    private Problem noSuchAccount(Submission submission) {
        boolean imported = sends.isImportedChat(submission.sender(), submission.chat().value());
        return imported ? MessageProblems.CHAT_READ_ONLY.asProblem() : MessageProblems.CHAT_NOT_FOUND.asProblem();
    }
}
