package dev.lethe.message.erasure;

import java.util.List;
import java.util.Optional;
import java.util.UUID;

import org.springframework.core.annotation.Order;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

import dev.lethe.message.MessageProperties;
import dev.lethe.message.history.ChatOrder;
import dev.lethe.message.history.MessageDeletion;
import dev.lethe.message.mailbox.ChatId;
import dev.lethe.message.mailbox.Mailbox;
import dev.lethe.message.mailbox.Mailboxes;
import dev.lethe.message.mailbox.MessageId;
import dev.lethe.platform.erasure.ErasureContext;
import dev.lethe.platform.erasure.ErasureStep;
import dev.lethe.platform.failpoint.Failpoints;

/// With `forEveryone`: takes back what the account has sent, as far as "delete for both" reaches. It
/// finds the receivers by the account's own chats and groups, so it comes before those go.
@Component
@Order(1)
class CopiesOfOthers implements ErasureStep {
    /// @param chat as the receiver has it
    private record Receiver(UUID account, ChatId chat) {}

    private final JdbcClient jdbc;
    private final Mailboxes mailboxes;
    private final MessageDeletion deletion;
    private final MessageProperties properties;

    CopiesOfOthers(JdbcClient jdbc, Mailboxes mailboxes, MessageDeletion deletion, MessageProperties properties) {
        this.jdbc = jdbc;
        this.mailboxes = mailboxes;
        this.deletion = deletion;
        this.properties = properties;
    }

    @Override
    public String item() {
        return "copies-of-others";
    }

    @Override
    public int eraseBatch(ErasureContext context, int limit) {
        if (!context.forEveryone()) {
            return 0;
        }
        MessageId since = MessageId.earliestAt(properties.deletionForBoth().since(context.erasedAt()));
        Failpoints.reach("erasure.copies-of-others");
        // A receiver may lose its copies before its mailbox is locked; then the next one is asked.
        int takenBack = 0;
        Optional<Receiver> receiver = nextReceiver(context.subject(), since);
        while (takenBack == 0 && receiver.isPresent()) {
            takenBack = takeBack(receiver.get(), context.subject(), since, limit);
            receiver = takenBack == 0 ? nextReceiver(context.subject(), since) : receiver;
        }
        return takenBack;
    }

    private Optional<Receiver> nextReceiver(UUID author, MessageId since) {
        return jdbc.sql("""
                select r.account_id, r.chat_id
                  from (select chat_id as account_id, owner_id as chat_id
                          from chat
                         where owner_id = :author and kind = 'direct'
                        union all
                        select other.account_id, other.chat_id
                          from membership own
                          join membership other on other.chat_id = own.chat_id
                         where own.account_id = :author and other.account_id <> :author
                        union all
                        select chat_id, owner_id
                          from gone
                         where owner_id = :author and whole_chat
                        union all
                        select other.account_id, other.chat_id
                          from gone own
                          join membership other on other.chat_id = own.chat_id
                         where own.owner_id = :author and own.whole_chat and other.account_id <> :author) r
                  join mailbox b on b.id = r.account_id and b.state = 'live'
                 where exists (select 1
                                 from message m
                                where m.owner_id = r.account_id and m.chat_id = r.chat_id and m.author_id = :author
                                  and m.id >= :since)
                 limit 1
                """)
                .param("author", author)
                .param("since", since.value())
                .query((row, _) -> new Receiver(row.getObject("account_id", UUID.class),
                        new ChatId(row.getObject("chat_id", UUID.class))))
                .optional();
    }

    private int takeBack(Receiver receiver, UUID author, MessageId since, int limit) {
        Mailbox mailbox = mailboxes.lockLiving(receiver.account());
        if (mailbox == null) {
            // erased in this moment: its copies go with it
            return 0;
        }
        List<Long> ids = jdbc.sql("""
                select m.id
                  from message m
                 where m.owner_id = :owner and %s and m.author_id = :author
                 order by %s
                 limit :limit
                """.formatted(ChatOrder.AFTER, ChatOrder.OLDEST_FIRST))
                .param("owner", receiver.account())
                .param("chat", receiver.chat().value())
                .param("author", author)
                .param("at", since.value() - 1)
                .param("limit", limit)
                .query((row, _) -> row.getLong(1))
                .list();
        return deletion.delete(mailbox, receiver.chat(), ids);
    }
}
