package dev.lethe.message.editing;

import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.UUID;

import org.springframework.stereotype.Component;

import dev.lethe.message.MessageProblems;
import dev.lethe.message.MessageProperties;
import dev.lethe.message.history.CopyBudget;
import dev.lethe.message.history.Holders;
import dev.lethe.message.history.Holders.Holder;
import dev.lethe.message.history.Message;
import dev.lethe.message.history.MessageKind;
import dev.lethe.message.history.MessageRow;
import dev.lethe.message.history.Messages;
import dev.lethe.message.mailbox.ChatId;
import dev.lethe.message.mailbox.ChatKind;
import dev.lethe.message.mailbox.MessageId;
import dev.lethe.platform.caller.Caller;
import dev.lethe.platform.problem.PlatformProblems;
import dev.lethe.platform.vault.KeyLookup;
import dev.lethe.platform.vault.KeyUnreachableException;
import dev.lethe.platform.vault.Reader;
import dev.lethe.platform.vault.SealBrokenException;
import dev.lethe.platform.vault.Vault;

/// Changes what a message says, for as long as the operator allows: in all copies at once, or in none when a
/// key cannot be had.
@Component
class MessageEditing {
    private static final int TRIES = 3;

    private final Messages messages;
    private final Holders holders;
    private final Vault vault;
    private final Rewriting rewriting;
    private final CopyBudget budget;
    private final MessageProperties properties;
    private final Clock clock;

    MessageEditing(Messages messages, Holders holders, Vault vault, Rewriting rewriting, CopyBudget budget,
            MessageProperties properties, Clock clock) {
        this.messages = messages;
        this.holders = holders;
        this.vault = vault;
        this.rewriting = rewriting;
        this.budget = budget;
        this.properties = properties;
        this.clock = clock;
    }

    Message edit(Caller caller, ChatId chat, MessageId id, Change change) {
        ChatKind kind = messages.kindOf(caller.accountId(), chat)
                .orElseThrow(MessageProblems.CHAT_NOT_FOUND::asProblem);
        requireEditable(caller, messages.seen(caller, chat, id)
                .orElseThrow(MessageProblems.MESSAGE_NOT_FOUND::asProblem), change);
        List<Holder> all = holders.stillThere(caller.accountId(), kind, chat, id);
        budget.spend(caller.accountId(), all.size());
        List<UUID> owners = all.stream().map(Holder::owner).toList();
        for (int attempt = 0; attempt < TRIES; attempt++) {
            Map<UUID, KeyLookup> keys = vault.keys(owners, Reader.MESSAGE);
            try {
                return rewriting.rewrite(caller, kind, id, change, all, keys);
            } catch (KeyUnreachableException _) {
                // a key was revoked while it was in use; asked again, the keyholders say why
            } catch (SealBrokenException _) {
                throw MessageProblems.NOT_EDITABLE.asProblem();
            }
        }
        throw PlatformProblems.unavailable();
    }

    private void requireEditable(Caller caller, MessageRow row, Change change) {
        switch (row.kind()) {
            case NOTICE, IMPORTED, EVENT, UNREADABLE -> throw MessageProblems.CHAT_READ_ONLY.asProblem();
            case TEXT, FILE -> requireOwn(caller, row);
        }
        if (row.kind() != change.of()) {
            throw PlatformProblems.INVALID_REQUEST.asProblem()
                    .withField(change.of() == MessageKind.TEXT ? "text" : "caption",
                            "does not go with this kind of message");
        }
    }

    private void requireOwn(Caller caller, MessageRow row) {
        if (!caller.accountId().equals(row.author())) {
            throw MessageProblems.NOT_YOURS.asProblem();
        }
        if (row.at().isBefore(properties.editWindow().since(clock.instant()))) {
            throw MessageProblems.EDIT_TOO_LATE.asProblem();
        }
    }
}
