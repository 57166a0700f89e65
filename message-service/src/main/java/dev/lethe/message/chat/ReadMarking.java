package dev.lethe.message.chat;

import java.util.List;
import java.util.Map;
import java.util.UUID;

import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

import dev.lethe.message.MessageProblems;
import dev.lethe.message.history.Messages;
import dev.lethe.message.mailbox.ChatId;
import dev.lethe.message.mailbox.Mailbox;
import dev.lethe.message.mailbox.Mailboxes;
import dev.lethe.platform.caller.Caller;
import dev.lethe.platform.problem.PlatformProblems;

/// Notes how far somebody has read, and shows it to the other side. Marks only move forward.
@Component
class ReadMarking {
    private final Mailboxes mailboxes;
    private final Messages messages;
    private final Chats chats;

    ReadMarking(Mailboxes mailboxes, Messages messages, Chats chats) {
        this.mailboxes = mailboxes;
        this.messages = messages;
        this.chats = chats;
    }

    /// Answers where the mark stands now.
    @Transactional
    public long markRead(Caller caller, ChatId chat, long upTo) {
        UUID reader = caller.accountId();
        if (!messages.chatExists(reader, chat)) {
            throw MessageProblems.CHAT_NOT_FOUND.asProblem();
        }
        Map<UUID, Mailbox> locked = mailboxes.lock(List.of(reader, chat.value()));
        Mailbox own = locked.get(reader);
        if (own == null || own.erased()) {
            throw PlatformProblems.UNAUTHENTICATED.asProblem();
        }
        if (chats.markRead(caller, chat, upTo, own.seq() + 1)) {
            mailboxes.setSeq(reader, own.seq() + 1);
        }
        long mark = chats.readUpTo(reader, chat);
        Mailbox partner = locked.get(chat.value());
        if (partner != null && !partner.erased() && !chat.isSavedMessagesOf(reader)) {
            showTo(partner, new ChatId(reader), mark);
        }
        return mark;
    }

    private void showTo(Mailbox partner, ChatId chat, long mark) {
        if (chats.markPartnerRead(partner.owner(), chat, mark, partner.seq() + 1)) {
            mailboxes.setSeq(partner.owner(), partner.seq() + 1);
        }
    }
}
