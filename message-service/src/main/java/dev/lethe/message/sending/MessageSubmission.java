package dev.lethe.message.sending;

import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

import org.jspecify.annotations.Nullable;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.stereotype.Component;

import dev.lethe.message.MessageProblems;
import dev.lethe.message.history.CopyBudget;
import dev.lethe.message.history.Message;
import dev.lethe.message.history.MessageBody.FileDetails;
import dev.lethe.message.history.MessageOpening;
import dev.lethe.message.history.MessageSeal;
import dev.lethe.message.history.MissingMailboxException;
import dev.lethe.message.mailbox.ChatId;
import dev.lethe.message.mailbox.Dated;
import dev.lethe.message.mailbox.Mailboxes;
import dev.lethe.message.mailbox.MessageId;
import dev.lethe.message.mailbox.SlowerClock;
import dev.lethe.message.membership.Audience;
import dev.lethe.message.membership.Audiences;
import dev.lethe.message.sending.SendLocks.Last;
import dev.lethe.message.sending.Submission.Addressed;
import dev.lethe.message.sending.Submission.Leased;
import dev.lethe.platform.failpoint.Failpoints;
import dev.lethe.platform.problem.PlatformProblems;
import dev.lethe.platform.problem.Problem;
import dev.lethe.platform.vault.KeyLookup;
import dev.lethe.platform.vault.KeyUnreachableException;
import dev.lethe.platform.vault.Reader;
import dev.lethe.platform.vault.Vault;

/// Sends a message: fetches keys, leases files, appends, and answers a retry with what stands of the message by then.
@Component
class MessageSubmission {
    /// A group may change again and again while a send waits for its writer.
    private static final int TRIES = 16;
    private static final Duration HEADSTART = Duration.ofMillis(250);

    private final Vault vault;
    private final SendWriters writers;
    private final Audiences audiences;
    private final Mailboxes mailboxes;
    private final SendLocks sends;
    private final FileLeases leases;
    private final MessageSeal seal;
    private final MessageOpening opening;
    private final SlowerClock clock;
    private final CopyBudget budget;

    MessageSubmission(Vault vault, SendWriters writers, Audiences audiences, Mailboxes mailboxes, SendLocks sends,
            FileLeases leases, MessageSeal seal, MessageOpening opening, SlowerClock clock, CopyBudget budget) {
        this.vault = vault;
        this.writers = writers;
        this.audiences = audiences;
        this.mailboxes = mailboxes;
        this.sends = sends;
        this.leases = leases;
        this.seal = seal;
        this.opening = opening;
        this.clock = clock;
        this.budget = budget;
    }

    Message submit(Submission submission) {
        if (submission.chat().equals(ChatId.SERVICE)) {
            throw MessageProblems.CHAT_READ_ONLY.asProblem();
        }
        for (int attempt = 0; attempt < TRIES; attempt++) {
            Audience audience;
            try {
                audience = audiences.of(submission.sender(), submission.chat());
                if (attempt == 0) {
                    budget.spend(submission.sender(), audience.holders().size());
                }
            } catch (Problem refused) {
                // whoever left since, or has spent all, may still ask what became of a send
                return sentBefore(submission).map(sent -> standing(submission, sent)).orElseThrow(() -> refused);
            }
            Outcome outcome = attempt(submission, audience, vault.keys(audience.holders(), Reader.MESSAGE),
                    HEADSTART.multipliedBy(attempt));
            if (!(outcome instanceof Outcome.Outrun)) {
                return answer(submission, outcome);
            }
            audiences.forget(submission.chat());
        }
        throw PlatformProblems.UNAVAILABLE.asProblem().retryAfter(Duration.ofSeconds(1));
    }

    /// The id under which the same was sent before.
    ///
    /// @throws Problem when its client id was used for something else
    Optional<Dated> sentBefore(Submission submission) {
        return sends.find(submission.sender(), submission.clientId()).map(known -> {
            if (!Arrays.equals(submission.digest(seal, vault.key(submission.sender())), known.digest())) {
                throw MessageProblems.CLIENT_ID_USED.asProblem();
            }
            return known.dated();
        });
    }

    private Outcome attempt(Submission submission, Audience audience, Map<UUID, KeyLookup> keys, Duration headstart) {
        try {
            Addressed ready = submission.to(audience, keys, seal, leased(submission, audience, keys, headstart));
            try {
                return appended(ready, keys);
            } catch (MissingMailboxException _) {
                mailboxes.create(audience.holders()
                        .stream()
                        .filter(holder -> keys.get(holder) instanceof KeyLookup.Present)
                        .toList());
                return appended(ready, keys);
            }
        } catch (KeyUnreachableException _) {
            // a key was revoked while it was in use; asked again, the keyholders say why
            return new Outcome.Outrun();
        }
    }

    private Outcome appended(Addressed ready, Map<UUID, KeyLookup> keys) {
        try {
            return writers.append(ready, keys);
        } catch (DuplicateKeyException _) {
            // an imported message stands under the id that was chosen, or the same send went ahead
            return new Outcome.Outrun();
        }
    }

    // Leases name the message, so its id is chosen before the mailboxes are locked; a known send and one that
    // cannot succeed need none. In a busy group others may go ahead meanwhile, so each further try looks ahead further.
    private @Nullable Leased leased(Submission submission, Audience audience, Map<UUID, KeyLookup> keys,
            Duration headstart) {
        if (submission.file() == null || sends.find(submission.sender(), submission.clientId()).isPresent()) {
            return null;
        }
        List<UUID> holders = audience.holders().stream()
                .filter(holder -> keys.get(holder) instanceof KeyLookup.Present).toList();
        boolean hopeless = !audience.isGroup() && holders.size() < audience.holders().size();
        if (hopeless) {
            return null;
        }
        Last last = sends.lastOf(holders);
        MessageId earliest = MessageId.earliestAt(clock.now(last.time()).plus(headstart));
        MessageId id = new MessageId(Math.max(earliest.value(), last.id() + 1));
        FileDetails file = leases.take(submission, holders, id);
        Failpoints.reach("message.after-lease");
        return new Leased(id, file);
    }

    private Message answer(Submission submission, Outcome outcome) {
        return switch (outcome) {
            case Outcome.Sent(Dated dated) -> sent(submission, dated);
            case Outcome.SentBefore(Dated dated) -> standing(submission, dated);
            case Outcome.ClientIdUsed _ -> throw MessageProblems.CLIENT_ID_USED.asProblem();
            case Outcome.SenderErased _ -> throw PlatformProblems.UNAUTHENTICATED.asProblem();
            case Outcome.PartnerErased _ -> throw MessageProblems.PARTNER_DELETED.asProblem();
            case Outcome.NoSuchAccount _ -> throw noSuchAccount(submission);
            case Outcome.Outrun _ -> throw PlatformProblems.unavailable();
        };
    }

    private Message sent(Submission submission, Dated dated) {
        Failpoints.reach("message.after-commit");
        if (submission.file() != null) {
            // its name, type and size are media-service's, not the sender's
            return standing(submission, dated);
        }
        return Message.of(submission.chat().value(), dated, submission.kind(),
                new Message.Author(submission.sender(), null), submission.file(), submission.body());
    }

    /// What stands now of a message that was sent before: a retry brings no word back that is gone.
    Message standing(Submission submission, Dated dated) {
        return opening.standing(submission.sender(), submission.chat(), dated, submission.kind());
    }

    private Problem noSuchAccount(Submission submission) {
        if (audiences.wasGroupOf(submission.sender(), submission.chat())) {
            return MessageProblems.NOT_A_MEMBER.asProblem();
        }
        boolean imported = sends.isImportedChat(submission.sender(), submission.chat().value());
        return imported ? MessageProblems.CHAT_READ_ONLY.asProblem() : MessageProblems.CHAT_NOT_FOUND.asProblem();
    }
}
