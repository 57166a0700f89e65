package dev.lethe.message.sending;

import java.util.Objects;
import java.util.UUID;

import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

import dev.lethe.message.MessageProblems;
import dev.lethe.message.history.Message;
import dev.lethe.message.history.MessageBody;
import dev.lethe.message.history.MessageBody.FileDetails;
import dev.lethe.message.history.MessageKind;
import dev.lethe.message.history.MessageOpening;
import dev.lethe.message.history.MessageRow;
import dev.lethe.message.history.MessageSeal;
import dev.lethe.message.history.Messages;
import dev.lethe.message.history.TextRules;
import dev.lethe.message.mailbox.ChatId;
import dev.lethe.message.mailbox.MessageId;
import dev.lethe.message.sending.Submission.Source;
import dev.lethe.platform.caller.Caller;
import dev.lethe.platform.problem.PlatformProblems;
import dev.lethe.platform.vault.SealBrokenException;
import dev.lethe.platform.vault.Vault;

/// Turns a draft into a submission: what it answers and what it passes on must stand among the sender's own
/// copies. A retry is not asked for them again, for they may be gone by then.
@Component
class Composition {
    /// @param body    what is written anew; null when a message is passed on
    /// @param file    the file it holds
    /// @param replyTo what it answers, as the device wrote it
    /// @param source  what is passed on
    record Draft(UUID clientId, ChatId chat, @Nullable MessageBody body, @Nullable UUID file,
            @Nullable String replyTo, @Nullable Source source) {
        @Override
        public String toString() {
            return "Draft[" + clientId + "]";
        }
    }

    private final MessageSubmission submission;
    private final SendLocks sends;
    private final Messages messages;
    private final MessageOpening opening;
    private final MessageSeal seal;
    private final Vault vault;
    private final ForwardPermissionsClient permissions;

    Composition(MessageSubmission submission, SendLocks sends, Messages messages, MessageOpening opening,
            MessageSeal seal, Vault vault, ForwardPermissionsClient permissions) {
        this.submission = submission;
        this.sends = sends;
        this.messages = messages;
        this.opening = opening;
        this.seal = seal;
        this.vault = vault;
        this.permissions = permissions;
    }

    Message send(Caller caller, Draft draft) {
        if (draft.replyTo() == null && draft.source() == null) {
            return submission.submit(submission(caller, draft, null, draft.body(), draft.file()));
        }
        boolean known = sends.find(caller.accountId(), draft.clientId()).isPresent();
        MessageId replyTo = replyTo(caller, draft, known);
        Message sent = draft.source() == null
                ? submission.submit(submission(caller, draft, replyTo, draft.body(), draft.file()))
                : passOn(caller, draft, replyTo, draft.source(), known);
        return replyTo == null ? sent : opening.quoting(caller.accountId(), sent);
    }

    private Message passOn(Caller caller, Draft draft, @Nullable MessageId replyTo, Source source, boolean known) {
        if (known) {
            Submission again = submission(caller, draft, replyTo, null, null);
            return submission.sentBefore(again).map(sent -> submission.standing(again, sent))
                    .orElseThrow(PlatformProblems::unavailable);
        }
        MessageRow row = messages.seen(caller, source.chat(), source.message())
                .orElseThrow(() -> MessageProblems.MESSAGE_NOT_FOUND.asProblem()
                        .withField("forward.messageId", "is no message that you hold in that chat"));
        UUID owner = caller.accountId();
        MessageBody body = forwardable(row, opened(owner, row));
        boolean holds = row.kind() == MessageKind.FILE || row.kind() == MessageKind.IMPORTED;
        UUID file = holds ? row.file() : null;
        return submission.submit(submission(caller, draft, replyTo, named(owner, body.passedOn(row.author())), file));
    }

    // One's own words are passed on in one's own name.
    private MessageBody named(UUID actor, MessageBody passedOn) {
        UUID first = passedOn.forwardedFrom();
        return first == null || first.equals(actor) || permissions.mayName(actor, first) ? passedOn
                : passedOn.unnamed();
    }

    private MessageBody opened(UUID owner, MessageRow row) {
        try {
            return seal.open(vault.key(owner), owner, row.id(), row.body());
        } catch (SealBrokenException _) {
            throw MessageProblems.NOT_FORWARDABLE.asProblem();
        }
    }

    private static MessageBody forwardable(MessageRow row, MessageBody body) {
        return switch (row.kind()) {
            case TEXT, FILE -> body;
            case IMPORTED -> imported(row, body);
            case NOTICE, EVENT, UNREADABLE -> throw MessageProblems.NOT_FORWARDABLE.asProblem();
        };
    }

    private static MessageBody imported(MessageRow row, MessageBody body) {
        String text = body.text();
        boolean file = row.file() != null && body.file() != null;
        TextRules rules = file ? TextRules.CAPTION : TextRules.MESSAGE;
        if (text == null ? !file : !rules.allows(text)) {
            throw MessageProblems.NOT_FORWARDABLE.asProblem();
        }
        return new MessageBody(text, file ? named(Objects.requireNonNull(body.file())) : null, null, null, null);
    }

    // Exports name files as they like; what is sent here has a name that could be sent, or none.
    private static FileDetails named(FileDetails file) {
        String name = file.name();
        return new FileDetails(name != null && TextRules.FILE_NAME.allows(name) ? name : null,
                TextRules.FILE_NAME.allows(file.type()) ? file.type() : "application/octet-stream", file.size());
    }

    private @Nullable MessageId replyTo(Caller caller, Draft draft, boolean known) {
        String text = draft.replyTo();
        if (text == null) {
            return null;
        }
        MessageId id = MessageId.parse(text);
        if (id == null || (!known && messages.seen(caller, draft.chat(), id).isEmpty())) {
            throw MessageProblems.MESSAGE_NOT_FOUND.asProblem()
                    .withField("replyTo", "is no message that you hold in this chat");
        }
        return id;
    }

    private static Submission submission(Caller caller, Draft draft, @Nullable MessageId replyTo,
            @Nullable MessageBody body, @Nullable UUID file) {
        MessageBody written = body == null ? MessageBody.EMPTY : body;
        return new Submission(caller.accountId(), draft.clientId(), draft.chat(), written.answering(replyTo), file,
                draft.source());
    }
}
