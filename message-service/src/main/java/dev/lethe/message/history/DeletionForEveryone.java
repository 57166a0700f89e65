package dev.lethe.message.history;

import java.time.Clock;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;

import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

import dev.lethe.message.MessageProblems;
import dev.lethe.message.MessageProperties;
import dev.lethe.message.history.Holders.Holder;
import dev.lethe.message.mailbox.ChatId;
import dev.lethe.message.mailbox.ChatKind;
import dev.lethe.message.mailbox.Mailbox;
import dev.lethe.message.mailbox.Mailboxes;
import dev.lethe.platform.caller.Caller;
import dev.lethe.platform.problem.PlatformProblems;
import dev.lethe.platform.problem.Problem;

/// Takes messages back from everybody who holds them: the caller's own ones, for as long as the operator allows.
@Component
class DeletionForEveryone {
    /// @param others copies that were removed from the mailboxes of others
    record Deleted(int mine, int others) {
        Deleted plus(Deleted more) {
            return new Deleted(mine + more.mine, others + more.others);
        }
    }

    // Rows in one transaction, so that no mailbox is locked for long.
    private static final int AT_ONCE = 1_000;

    private final Messages messages;
    private final Holders holders;
    private final Mailboxes mailboxes;
    private final MessageDeletion deletion;
    private final TransactionTemplate transaction;
    private final MessageProperties properties;
    private final CopyBudget budget;
    private final Clock clock;

    DeletionForEveryone(Messages messages, Holders holders, Mailboxes mailboxes, MessageDeletion deletion,
            TransactionTemplate transaction, MessageProperties properties, CopyBudget budget,
            Clock clock) {
        this.messages = messages;
        this.holders = holders;
        this.mailboxes = mailboxes;
        this.deletion = deletion;
        this.transaction = transaction;
        this.properties = properties;
        this.budget = budget;
        this.clock = clock;
    }

    /// Deletes all of the given messages or, when one of them is not covered, none. What is not there is passed
    /// over, so that a retry does what is left to do.
    ///
    /// @param ids as the caller named them; a problem tells their places
    Deleted delete(Caller caller, ChatId chat, List<Long> ids) {
        ChatKind kind = messages.kindOf(caller.accountId(), chat)
                .orElseThrow(MessageProblems.CHAT_NOT_FOUND::asProblem);
        if (kind != ChatKind.DIRECT && kind != ChatKind.GROUP) {
            return new Deleted(deletion.deleteForMe(caller, chat, ids), 0);
        }
        List<MessageRow> rows = messages.seen(caller, chat, ids);
        if (rows.isEmpty()) {
            return new Deleted(0, 0);
        }
        requireCovered(caller, rows, ids);
        List<Long> found = rows.stream().map(row -> row.id().value()).toList();
        List<Holder> all = holders.of(caller.accountId(), kind, chat, rows.getFirst().id(), rows.getLast().id());
        budget.spendOnTakingBack(caller.accountId(), found.size() * all.size());
        int atOnce = Math.max(1, AT_ONCE / all.size());
        Deleted deleted = new Deleted(0, 0);
        for (int from = 0; from < found.size(); from += atOnce) {
            List<Long> some = found.subList(from, Math.min(found.size(), from + atOnce));
            deleted = deleted.plus(transaction.execute(_ -> takeBack(caller, all, some)));
        }
        return deleted;
    }

    private void requireCovered(Caller caller, List<MessageRow> rows, List<Long> ids) {
        Instant since = properties.deletionForBoth().since(clock.instant());
        Map<Long, String> refused = new HashMap<>();
        for (MessageRow row : rows) {
            if (!caller.accountId().equals(row.author()) || row.kind() == MessageKind.EVENT) {
                refused.put(row.id().value(), "was not written by you");
            } else if (row.at().isBefore(since)) {
                refused.put(row.id().value(), "is too old");
            }
        }
        if (refused.isEmpty()) {
            return;
        }
        Problem problem = MessageProblems.NOT_COVERED.asProblem();
        for (int i = 0; i < ids.size(); i++) {
            String reason = refused.get(ids.get(i));
            if (reason != null) {
                problem.withField("ids[" + i + "]", reason);
            }
        }
        throw problem;
    }

    private Deleted takeBack(Caller caller, List<Holder> all, List<Long> ids) {
        UUID author = caller.accountId();
        Map<UUID, Mailbox> locked = mailboxes.lock(all.stream().map(Holder::owner).toList());
        Mailbox own = locked.get(author);
        if (own == null || own.erased()) {
            throw PlatformProblems.UNAUTHENTICATED.asProblem();
        }
        int mine = 0;
        int others = 0;
        for (Holder holder : all) {
            Mailbox mailbox = locked.get(holder.owner());
            if (mailbox != null && !mailbox.erased()) {
                int removed = deletion.takeBack(mailbox, holder.chat(), author, ids);
                mine += holder.owner().equals(author) ? removed : 0;
                others += holder.owner().equals(author) ? 0 : removed;
            }
        }
        return new Deleted(mine, others);
    }
}
