package dev.lethe.message.history;

import java.util.Collection;
import java.util.List;
import java.util.UUID;

import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

import dev.lethe.events.DeletionEvent.MessagesDeleted;
import dev.lethe.message.MessageProblems;
import dev.lethe.message.mailbox.ChatId;
import dev.lethe.message.mailbox.Mailbox;
import dev.lethe.message.mailbox.Mailboxes;
import dev.lethe.message.mailbox.MessageId;
import dev.lethe.platform.caller.Caller;
import dev.lethe.platform.failpoint.Failpoints;
import dev.lethe.platform.outbox.Outbox;
import dev.lethe.platform.problem.PlatformProblems;

/// Deletes copies out of one mailbox, with everything that hangs on them: the devices are told, files
/// are let go, and the deletion is remembered for longer than any backup that could bring it back.
@Component
public class MessageDeletion {
    private final Mailboxes mailboxes;
    private final Messages messages;
    private final FileReleases files;
    private final Outbox outbox;

    MessageDeletion(Mailboxes mailboxes, Messages messages, FileReleases files, Outbox outbox) {
        this.mailboxes = mailboxes;
        this.messages = messages;
        this.files = files;
        this.outbox = outbox;
    }

    /// Deletes the caller's own copies.
    ///
    /// @return how many there were
    @Transactional
    public int deleteForMe(Caller caller, ChatId chat, Collection<Long> ids) {
        UUID owner = caller.accountId();
        if (!messages.chatExists(owner, chat)) {
            throw MessageProblems.CHAT_NOT_FOUND.asProblem();
        }
        Mailbox mailbox = mailboxes.lockLiving(owner);
        if (mailbox == null) {
            throw PlatformProblems.UNAUTHENTICATED.asProblem();
        }
        return finish(mailbox, chat, messages.delete(caller, chat, ids));
    }

    /// Deletes the given copies without a caller, because their time is over.
    @Transactional(propagation = Propagation.MANDATORY)
    public int delete(Mailbox mailbox, ChatId chat, Collection<Long> ids) {
        return finish(mailbox, chat, messages.delete(mailbox.owner(), chat, ids));
    }

    /// Deletes those of the given copies that the given account wrote, because it takes them back.
    @Transactional(propagation = Propagation.MANDATORY)
    public int takeBack(Mailbox mailbox, ChatId chat, UUID author, Collection<Long> ids) {
        return finish(mailbox, chat, messages.deleteWrittenBy(author, mailbox.owner(), chat, ids));
    }

    /// Deletes again what a restored backup brought back; does nothing when it is gone already.
    @Transactional(propagation = Propagation.MANDATORY)
    void deleteAgain(MessagesDeleted deletion) {
        Mailbox mailbox = mailboxes.lockLiving(deletion.ownerId());
        if (mailbox != null) {
            ChatId chat = new ChatId(deletion.chatId());
            leave(mailbox, chat, messages.delete(mailbox.owner(), chat, deletion.ids()));
        }
    }

    /// Does what hangs on copies that were removed from a locked mailbox, and remembers their deletion.
    ///
    /// @return how many they are
    @Transactional(propagation = Propagation.MANDATORY)
    public int finish(Mailbox mailbox, ChatId chat, List<Removed> removed) {
        if (!removed.isEmpty()) {
            outbox.record(new MessagesDeleted(mailbox.owner(), chat.value(),
                    removed.stream().map(copy -> copy.id().value()).toList()));
            leave(mailbox, chat, removed);
            Failpoints.reach("message.after-delete");
        }
        return removed.size();
    }

    /// Does what hangs on copies that were removed from a locked mailbox, whose deletion is remembered elsewhere.
    @Transactional(propagation = Propagation.MANDATORY)
    public void leave(Mailbox mailbox, ChatId chat, List<Removed> removed) {
        if (removed.isEmpty()) {
            return;
        }
        List<MessageId> ids = removed.stream().map(Removed::id).toList();
        messages.recordGone(mailbox.owner(), mailbox.seq() + 1, chat, ids);
        mailboxes.setSeq(mailbox.owner(), mailbox.seq() + 1);
        files.release(mailbox.owner(), removed);
    }

    /// Tells devices that a chat has left the list of a locked mailbox.
    @Transactional(propagation = Propagation.MANDATORY)
    public void leaveChat(Mailbox mailbox, ChatId chat) {
        messages.recordChatGone(mailbox.owner(), mailbox.seq() + 1, chat);
        mailboxes.setSeq(mailbox.owner(), mailbox.seq() + 1);
    }
}
