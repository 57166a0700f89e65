package dev.lethe.message.deletion;

import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.UUID;

import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

import dev.lethe.events.DeletionEvent;
import dev.lethe.events.DeletionEvent.ChatCleared;
import dev.lethe.events.DeletionEvent.ChatDeleted;
import dev.lethe.message.MessageProblems;
import dev.lethe.message.MessageProperties;
import dev.lethe.message.history.Messages;
import dev.lethe.message.mailbox.ChatId;
import dev.lethe.message.mailbox.ChatKind;
import dev.lethe.message.mailbox.Mailbox;
import dev.lethe.message.mailbox.Mailboxes;
import dev.lethe.message.mailbox.MessageId;
import dev.lethe.platform.caller.Caller;
import dev.lethe.platform.failpoint.Failpoints;
import dev.lethe.platform.outbox.Outbox;
import dev.lethe.platform.problem.PlatformProblems;

/// Empties a chat, or deletes it, up to the last message that it holds at this moment. What is to be done is
/// decided and remembered in one transaction; then it is done, here or by whoever finds it undone.
@Component
class ChatClearing {
    /// What goes.
    enum Extent {
        MESSAGES, WHOLE_CHAT
    }

    /// Whose copies go.
    enum Reach {
        MINE, EVERYONE
    }

    private final Mailboxes mailboxes;
    private final Messages messages;
    private final EmptiedChats chats;
    private final Clearings clearings;
    private final ClearingWork work;
    private final Outbox outbox;
    private final TransactionTemplate transaction;
    private final MessageProperties properties;
    private final Clock clock;

    ChatClearing(Mailboxes mailboxes, Messages messages, EmptiedChats chats, Clearings clearings, ClearingWork work,
            Outbox outbox, TransactionTemplate transaction, MessageProperties properties, Clock clock) {
        this.mailboxes = mailboxes;
        this.messages = messages;
        this.chats = chats;
        this.clearings = clearings;
        this.work = work;
        this.outbox = outbox;
        this.transaction = transaction;
        this.properties = properties;
        this.clock = clock;
    }

    Cleared clear(Caller caller, ChatId chat, Extent extent, Reach reach) {
        transaction.executeWithoutResult(_ -> begin(caller, chat, extent, reach));
        Failpoints.reach("clearing.after-begin");
        return work.workOff(caller.accountId(), chat);
    }

    private void begin(Caller caller, ChatId chat, Extent extent, Reach reach) {
        UUID owner = caller.accountId();
        Mailbox mailbox = mailboxes.lock(List.of(owner)).get(owner);
        if (mailbox == null) {
            throw MessageProblems.CHAT_NOT_FOUND.asProblem();
        }
        if (mailbox.erased()) {
            throw PlatformProblems.UNAUTHENTICATED.asProblem();
        }
        ChatKind kind = messages.kindOf(owner, chat).orElseThrow(MessageProblems.CHAT_NOT_FOUND::asProblem);
        requireFree(owner, chat, kind, extent);
        MessageId upTo = new MessageId(Math.max(mailbox.lastId(), chats.lastIdIn(owner, chat)));
        clearings.put(new Clearing(owner, chat, upTo, extent == Extent.WHOLE_CHAT, othersFrom(kind, reach),
                caller.sessionStartedAt()));
        // Of the service chat a session deletes what it sees, so its messages are remembered one by one.
        if (kind != ChatKind.SERVICE) {
            outbox.record(event(owner, chat, upTo, extent));
        }
    }

    private void requireFree(UUID owner, ChatId chat, ChatKind kind, Extent extent) {
        if (kind == ChatKind.GROUP && extent == Extent.WHOLE_CHAT && chats.isMember(owner, chat)) {
            throw MessageProblems.STILL_MEMBER.asProblem();
        }
        if (kind == ChatKind.IMPORTED && chats.isBeingImported(owner)) {
            throw MessageProblems.IMPORT_RUNNING.asProblem().retryAfter(Duration.ofSeconds(10));
        }
    }

    private @Nullable MessageId othersFrom(ChatKind kind, Reach reach) {
        boolean others = reach == Reach.EVERYONE && (kind == ChatKind.DIRECT || kind == ChatKind.GROUP);
        return others ? MessageId.earliestAt(properties.deletionForBoth().since(clock.instant())) : null;
    }

    private static DeletionEvent event(UUID owner, ChatId chat, MessageId upTo, Extent extent) {
        return switch (extent) {
            case MESSAGES -> new ChatCleared(owner, chat.value(), upTo.value());
            case WHOLE_CHAT -> new ChatDeleted(owner, chat.value(), upTo.value());
        };
    }
}
