package dev.lethe.message.deletion;

import java.sql.Timestamp;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

import dev.lethe.message.history.ChatOrder;
import dev.lethe.message.history.Holders.Holder;
import dev.lethe.message.history.Removed;
import dev.lethe.message.history.Visibility;
import dev.lethe.message.mailbox.ChatId;
import dev.lethe.message.mailbox.Dated;
import dev.lethe.message.mailbox.MessageId;
import dev.lethe.message.mailbox.SqlArrays;

/// The statements that empty a chat, each in one partition and of a bounded number of rows.
@Repository
class EmptiedChats {
    static final String OLDEST = """
            select m.id
              from message m
             where m.owner_id = :owner and %s
               and %s
             order by %s
             limit :limit
            """.formatted(ChatOrder.UP_TO, Visibility.CONDITION, ChatOrder.OLDEST_FIRST);
    // Ids and not a join: that is sometimes planned as a walk through the whole partition.
    static final String REMOVE = """
            delete from message m
             where m.owner_id = :owner and m.chat_id = :chat and m.id = any (:ids)
            returning m.id, m.file_id, m.more_files
            """;
    static final String WRITTEN = """
            select m.id
              from message m
             where m.owner_id = :owner and (m.chat_id, m.id) >= (:chat, :from) and %s
               and m.author_id = :author and m.kind in ('text', 'file') and %s >= :from
             order by %s
             limit :limit
            """.formatted(ChatOrder.UP_TO, Dated.TIME, ChatOrder.OLDEST_FIRST);

    private final JdbcClient jdbc;
    private final Clock clock;

    EmptiedChats(JdbcClient jdbc, Clock clock) {
        this.jdbc = jdbc;
        this.clock = clock;
    }

    /// The last message that a chat holds, 0 when there is none.
    long lastIdIn(UUID owner, ChatId chat) {
        return edge(owner, chat, ChatOrder.NEWEST_FIRST).orElse(0L);
    }

    /// The first message that a chat holds, `Long.MAX_VALUE` when there is none.
    long firstIdIn(UUID owner, ChatId chat) {
        return edge(owner, chat, ChatOrder.OLDEST_FIRST).orElse(Long.MAX_VALUE);
    }

    private Optional<Long> edge(UUID owner, ChatId chat, String order) {
        return jdbc.sql("""
                select m.id
                  from message m
                 where m.owner_id = :owner and m.chat_id >= :chat and m.chat_id <= :chat
                 order by %s
                 limit 1
                """.formatted(order)).param("owner", owner).param("chat", chat.value()).query(Long.class).optional();
    }

    /// Removes the oldest messages of a clearing.
    @Transactional(propagation = Propagation.MANDATORY)
    List<Removed> removeOldest(Clearing clearing, int limit) {
        List<Long> ids = jdbc.sql(OLDEST)
                .param("owner", clearing.owner())
                .param("chat", clearing.chat().value())
                .param("at", clearing.upTo().value())
                .param("limit", limit)
                .param("now", Timestamp.from(clock.instant()))
                .param("session", Timestamp.from(clearing.sessionStart()))
                .query((row, _) -> row.getLong(1))
                .list();
        return ids.isEmpty() ? List.of() : jdbc.sql(REMOVE)
                .param("owner", clearing.owner())
                .param("chat", clearing.chat().value())
                .param("ids", SqlArrays.longs(ids, Long::longValue))
                .query(Removed::of)
                .list();
    }

    /// What somebody wrote that still stands in another's mailbox.
    List<Long> written(UUID author, Holder holder, MessageId from, MessageId upTo, int limit) {
        return jdbc.sql(WRITTEN)
                .param("owner", holder.owner())
                .param("chat", holder.chat().value())
                .param("from", from.value())
                .param("at", upTo.value())
                .param("author", author)
                .param("limit", limit)
                .query((row, _) -> row.getLong(1))
                .list();
    }

    boolean isMember(UUID account, ChatId group) {
        return jdbc.sql("""
                select exists (select 1 from membership
                                where chat_id = :chat and account_id = :account and to_id is null)
                """).param("chat", group.value()).param("account", account).query(Boolean.class).single();
    }

    /// Whether an export is read or shown; one that waits for its content may find the chats changed.
    boolean isBeingImported(UUID owner) {
        return jdbc.sql("""
                select exists (select 1
                                 from import_job
                                where owner_id = :owner and state in ('reading', 'finishing', 'removing'))
                """)
                .param("owner", owner)
                .query(Boolean.class)
                .single();
    }

    /// Takes a chat without messages from the list, and with it who its owner was in the group.
    ///
    /// @return whether it was there and empty
    @Transactional(propagation = Propagation.MANDATORY)
    boolean leaveList(UUID owner, ChatId chat) {
        int left = jdbc.sql("""
                delete from chat c
                 where c.owner_id = :owner and c.chat_id = :chat
                   and not exists (select 1 from message m where m.owner_id = :owner and m.chat_id = :chat)
                """).param("owner", owner).param("chat", chat.value()).update();
        if (left > 0) {
            jdbc.sql("delete from membership where chat_id = :chat and account_id = :owner and to_id is not null")
                    .param("owner", owner)
                    .param("chat", chat.value())
                    .update();
        }
        return left > 0;
    }
}
