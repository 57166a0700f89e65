package dev.lethe.message.deletion;

import java.util.List;
import java.util.UUID;
import java.util.function.IntSupplier;

import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

import dev.lethe.message.history.Holders;
import dev.lethe.message.history.Holders.Holder;
import dev.lethe.message.history.MessageDeletion;
import dev.lethe.message.history.Messages;
import dev.lethe.message.mailbox.ChatId;
import dev.lethe.message.mailbox.ChatKind;
import dev.lethe.message.mailbox.Mailbox;
import dev.lethe.message.mailbox.Mailboxes;
import dev.lethe.message.mailbox.MessageId;
import dev.lethe.platform.failpoint.Failpoints;

/// Works clearings off, a bounded number of rows of one mailbox in each transaction. Two may work on the same
/// chat at once: each step looks anew at what is left.
@Component
class ClearingWork {
    private static final int AT_ONCE = 1_000;

    private final Clearings clearings;
    private final EmptiedChats chats;
    private final Messages messages;
    private final Holders holders;
    private final Mailboxes mailboxes;
    private final MessageDeletion deletion;
    private final TransactionTemplate transaction;

    ClearingWork(Clearings clearings, EmptiedChats chats, Messages messages, Holders holders, Mailboxes mailboxes,
            MessageDeletion deletion, TransactionTemplate transaction) {
        this.clearings = clearings;
        this.chats = chats;
        this.messages = messages;
        this.holders = holders;
        this.mailboxes = mailboxes;
        this.deletion = deletion;
        this.transaction = transaction;
    }

    /// Answers what it removed itself.
    Cleared workOff(UUID owner, ChatId chat) {
        Cleared cleared = Cleared.NOTHING;
        Clearing clearing = clearings.find(owner, chat);
        while (clearing != null) {
            Clearing current = clearing;
            int others = takeBack(current);
            cleared = cleared.plus(untilNone(() -> removeSome(current)), others);
            clearing = transaction.execute(_ -> end(current));
        }
        return cleared;
    }

    // From the others first: who they are is found by what the owner still has.
    private int takeBack(Clearing clearing) {
        MessageId from = clearing.othersFrom();
        ChatKind kind = messages.kindOf(clearing.owner(), clearing.chat()).orElse(null);
        if (from == null || kind == null) {
            return 0;
        }
        int taken = 0;
        for (Holder holder : holders.of(clearing.owner(), kind, clearing.chat(), from, clearing.upTo())) {
            if (!holder.owner().equals(clearing.owner())) {
                taken += untilNone(() -> takeBackSome(clearing, from, holder));
            }
        }
        return taken;
    }

    private int takeBackSome(Clearing clearing, MessageId from, Holder holder) {
        Mailbox mailbox = mailboxes.lockLiving(holder.owner());
        if (mailbox == null) {
            return 0;
        }
        List<Long> ids = chats.written(clearing.owner(), holder, from, clearing.upTo(), AT_ONCE);
        clearings.touch(clearing);
        return ids.isEmpty() ? 0 : deletion.takeBack(mailbox, holder.chat(), clearing.owner(), ids);
    }

    private int removeSome(Clearing clearing) {
        Mailbox mailbox = mailboxes.lockLiving(clearing.owner());
        if (mailbox == null) {
            return 0;
        }
        var removed = chats.removeOldest(clearing, AT_ONCE);
        clearings.touch(clearing);
        if (clearing.chat().equals(ChatId.SERVICE)) {
            deletion.finish(mailbox, clearing.chat(), removed);
        } else {
            deletion.leave(mailbox, clearing.chat(), removed);
        }
        return removed.size();
    }

    private int untilNone(IntSupplier batch) {
        int all = 0;
        int done;
        do {
            done = transaction.execute(_ -> batch.getAsInt());
            all += done;
            Failpoints.reach("clearing.after-batch");
        } while (done > 0);
        return all;
    }

    // Answers what is left to do when more was asked for meanwhile.
    private @Nullable Clearing end(Clearing clearing) {
        Mailbox mailbox = mailboxes.lockLiving(clearing.owner());
        Clearing now = clearings.find(clearing.owner(), clearing.chat());
        if (mailbox == null || now == null) {
            return null;
        }
        if (!now.equals(clearing)) {
            return now;
        }
        clearings.end(clearing);
        if (clearing.wholeChat() && chats.leaveList(clearing.owner(), clearing.chat())) {
            deletion.leaveChat(mailbox, clearing.chat());
        }
        return null;
    }
}
