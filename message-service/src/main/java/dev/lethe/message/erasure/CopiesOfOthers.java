package dev.lethe.message.erasure;

import java.time.Duration;
import java.util.List;
import java.util.UUID;

import org.springframework.core.annotation.Order;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;

import dev.lethe.message.MessageProperties;
import dev.lethe.message.history.ChatOrder;
import dev.lethe.message.history.MessageDeletion;
import dev.lethe.message.mailbox.ChatId;
import dev.lethe.message.mailbox.Dated;
import dev.lethe.message.mailbox.Mailbox;
import dev.lethe.message.mailbox.Mailboxes;
import dev.lethe.message.mailbox.MessageId;
import dev.lethe.platform.erasure.ErasureContext;
import dev.lethe.platform.erasure.ErasureStep;
import dev.lethe.platform.failpoint.Failpoints;

/// With `forEveryone`: takes back what the account has sent, as far as "delete for both" reaches: texts and files, not what
/// happened in groups. It finds the receivers by their direct chats with the account and by the account's groups, so it
/// comes before those go.
@Component
@Order(1)
class CopiesOfOthers implements ErasureStep {
    /// @param chat as the receiver has it
    private record Receiver(UUID account, ChatId chat) {}

    // Direct chats are the receivers' own, for the author's may be gone. One look at a time for each receiver: as a join
    // over all messages it could be planned as a walk through every partition.
    static final String NEXT_RECEIVERS = """
            select r.account_id, r.chat_id
              from (select owner_id as account_id, chat_id
                      from chat
                     where chat_id = :author and kind = 'direct'
                    union
                    select other.account_id, other.chat_id
                      from membership own
                      join membership other on other.chat_id = own.chat_id
                     where own.account_id = :author and other.account_id <> :author
                    union
                    select other.account_id, other.chat_id
                      from gone own
                      join membership other on other.chat_id = own.chat_id
                     where own.owner_id = :author and own.whole_chat and other.account_id <> :author) r
              join mailbox b on b.id = r.account_id and b.state = 'live'
             cross join lateral (
                   select 1
                     from message m
                    where m.owner_id = r.account_id
                      and (m.chat_id, m.id) >= (r.chat_id, :since) and m.chat_id <= r.chat_id
                      and m.author_id = :author and m.kind in ('text', 'file') and %s >= :since
                    limit 1
                   offset 0) m
             where (r.account_id, r.chat_id) >= (:account, :chat)
             order by r.account_id, r.chat_id
             limit :many
            """.formatted(Dated.TIME);
    static final String WRITTEN = """
            select m.id
              from message m
             where m.owner_id = :owner and %s and m.author_id = :author and m.kind in ('text', 'file') and %s > :at
             order by %s
             limit :limit
            """.formatted(ChatOrder.AFTER, Dated.TIME, ChatOrder.OLDEST_FIRST);
    // mailboxes that are locked together, in the order of their owners
    private static final int AT_ONCE = 50;
    private static final Receiver FIRST = new Receiver(new UUID(0, 0), new ChatId(new UUID(0, 0)));

    private final JdbcClient jdbc;
    private final Mailboxes mailboxes;
    private final MessageDeletion deletion;
    private final MessageProperties properties;
    /// Where the last batch was: who comes before has no copies any more, and to look at all of them for each batch would
    /// take their number times itself.
    private final Cache<UUID, Receiver> reached = Caffeine.newBuilder().expireAfterWrite(Duration.ofMinutes(1)).build();

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
        Receiver after = reached.asMap().remove(context.subject());
        if (after == null) {
            return takeBackFrom(FIRST, context.subject(), since, limit);
        }
        int takenBack = takeBackFrom(after, context.subject(), since, limit);
        if (takenBack == 0) {
            // Whatever the last batch thought: nothing is left when nothing is found from the beginning on. Not in this
            // transaction, which may hold mailboxes further on.
            reached.invalidate(context.subject());
            return AGAIN;
        }
        return takenBack;
    }

    // A receiver may lose its copies before its mailbox is locked; then the next one is asked.
    private int takeBackFrom(Receiver from, UUID author, MessageId since, int limit) {
        int takenBack = 0;
        List<Receiver> receivers = nextReceivers(from, author, since);
        while (takenBack == 0 && !receivers.isEmpty()) {
            for (Receiver receiver : receivers) {
                if (takenBack < limit) {
                    takenBack += takeBack(receiver, author, since, limit - takenBack);
                    reached.put(author, receiver);
                }
            }
            receivers = takenBack > 0 ? List.of() : nextReceivers(receivers.getLast(), author, since);
        }
        return takenBack;
    }

    private List<Receiver> nextReceivers(Receiver from, UUID author, MessageId since) {
        return jdbc.sql(NEXT_RECEIVERS)
                .param("author", author)
                .param("since", since.value())
                .param("account", from.account())
                .param("chat", from.chat().value())
                .param("many", AT_ONCE)
                .query((row, _) -> new Receiver(row.getObject("account_id", UUID.class),
                        new ChatId(row.getObject("chat_id", UUID.class))))
                .list();
    }

    private int takeBack(Receiver receiver, UUID author, MessageId since, int limit) {
        Mailbox mailbox = mailboxes.lockLiving(receiver.account());
        if (mailbox == null) {
            // erased in this moment: its copies go with it
            return 0;
        }
        List<Long> ids = jdbc.sql(WRITTEN)
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
