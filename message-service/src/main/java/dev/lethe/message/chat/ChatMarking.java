package dev.lethe.message.chat;

import java.util.List;
import java.util.UUID;
import java.util.function.UnaryOperator;

import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

import tools.jackson.databind.json.JsonMapper;

import dev.lethe.message.MessageProblems;
import dev.lethe.message.mailbox.ChatId;
import dev.lethe.message.mailbox.Mailbox;
import dev.lethe.message.mailbox.Mailboxes;
import dev.lethe.platform.caller.Caller;
import dev.lethe.platform.problem.PlatformProblems;
import dev.lethe.platform.vault.Place;
import dev.lethe.platform.vault.SealBrokenException;
import dev.lethe.platform.vault.SubjectKey;
import dev.lethe.platform.vault.Vault;

/// Notes which chats are muted or archived. Nobody but the owner learns of it.
@Component
class ChatMarking {
    private static final JsonMapper JSON = JsonMapper.builder().build();

    private final Vault vault;
    private final Mailboxes mailboxes;
    private final Chats chats;
    private final TransactionTemplate transaction;

    ChatMarking(Vault vault, Mailboxes mailboxes, Chats chats, TransactionTemplate transaction) {
        this.vault = vault;
        this.mailboxes = mailboxes;
        this.chats = chats;
        this.transaction = transaction;
    }

    /// Changes what is noted so far, all of it or a part.
    void mark(Caller caller, ChatId chat, UnaryOperator<ChatMarks> change) {
        UUID owner = caller.accountId();
        SubjectKey key = vault.key(owner);
        transaction.executeWithoutResult(_ -> write(owner, chat, key, change));
    }

    private void write(UUID owner, ChatId chat, SubjectKey key, UnaryOperator<ChatMarks> change) {
        Mailbox mailbox = mailboxes.lock(List.of(owner)).get(owner);
        if (mailbox != null && mailbox.erased()) {
            throw PlatformProblems.UNAUTHENTICATED.asProblem();
        }
        ChatMarks marks = change.apply(open(key, owner, chat.value(), chats.marks(owner, chat)));
        byte[] sealed = marks.equals(ChatMarks.NONE) ? null
                : key.seal(place(owner, chat.value()), JSON.writeValueAsBytes(marks));
        if (mailbox == null || !chats.setMarks(owner, chat, sealed, mailbox.seq() + 1)) {
            throw MessageProblems.CHAT_NOT_FOUND.asProblem();
        }
        mailboxes.setSeq(owner, mailbox.seq() + 1);
    }

    static ChatMarks open(SubjectKey key, UUID owner, UUID chat, byte @Nullable [] sealed) {
        try {
            return sealed == null ? ChatMarks.NONE
                    : JSON.readValue(key.open(place(owner, chat), sealed), ChatMarks.class);
        } catch (SealBrokenException _) {
            return ChatMarks.NONE;
        }
    }

    private static Place place(UUID owner, UUID chat) {
        return Place.of("chat", "marks", owner, chat);
    }
}
