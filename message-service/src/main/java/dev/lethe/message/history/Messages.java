package dev.lethe.message.history;

import java.sql.Timestamp;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

import dev.lethe.message.mailbox.ChatId;
import dev.lethe.message.mailbox.ChatKind;
import dev.lethe.message.mailbox.Dated;
import dev.lethe.message.mailbox.MessageId;
import dev.lethe.message.mailbox.SqlArrays;
import dev.lethe.platform.caller.Caller;

/// The stored copies. Every statement names one owner, so it touches one partition.
@Repository
public class Messages {
    static final String OLDER = PageBytes.of("""
            select %s
              from message m
             where m.owner_id = :owner and %s
               and %s
             order by %s
             limit :limit
            """.formatted(MessageRow.COLUMNS, ChatOrder.BEFORE, Visibility.CONDITION, ChatOrder.NEWEST_FIRST),
            ChatOrder.NEWEST_FIRST);
    static final String NEWER = PageBytes.of("""
            select %s
              from message m
             where m.owner_id = :owner and %s
               and %s
             order by %s
             limit :limit
            """.formatted(MessageRow.COLUMNS, ChatOrder.AFTER, Visibility.CONDITION, ChatOrder.OLDEST_FIRST),
            ChatOrder.OLDEST_FIRST);
    static final String SEEN = """
            select %s
              from message m
             where m.owner_id = :owner and m.chat_id = :chat and m.id = any (:ids)
               and %s
             order by m.id
            """.formatted(MessageRow.COLUMNS, Visibility.CONDITION);
    static final String STANDING = """
            select %s
              from message m
             where m.owner_id = :owner and m.id = any (:ids)
            """.formatted(MessageRow.COLUMNS);
    // Ids that are ahead are passed over until the time fits, but not without end.
    static final String FIRST_AT = """
            select m.id
              from (select m.id, m.ahead
                      from message m
                     where m.owner_id = :owner and %s
                     order by %s
                     limit 100000) m
             where %s > :at and (m.ahead is not null or m.id < :future)
             limit 1
            """.formatted(ChatOrder.AFTER, ChatOrder.OLDEST_FIRST, Dated.TIME);
    static final String LAST = """
            select m.id
              from message m
             where m.owner_id = :owner and m.chat_id >= :chat and m.chat_id <= :chat
             order by %s
             limit 1
            """.formatted(ChatOrder.NEWEST_FIRST);
    static final String CHANGED = PageBytes.of("""
            select %s
              from message m
             where m.owner_id = :owner and m.seq > :at
               and %s
             order by m.seq
             limit :limit
            """.formatted(MessageRow.COLUMNS, Visibility.CONDITION), "m.seq");
    static final String DELETE = """
            delete from message m
             where m.owner_id = :owner and m.chat_id = :chat and m.id = any (:ids)
               and %s
            returning m.id, m.file_id, m.more_files
            """.formatted(Visibility.CONDITION);
    static final String DELETE_WRITTEN = """
            delete from message m
             where m.owner_id = :owner and m.chat_id = :chat and m.id = any (:ids) and m.author_id = :author
            returning m.id, m.file_id, m.more_files
            """;

    private static final Duration TOLERATED = Duration.ofMinutes(5);

    private final JdbcClient jdbc;
    private final Clock clock;

    Messages(JdbcClient jdbc, Clock clock) {
        this.jdbc = jdbc;
        this.clock = clock;
    }

    /// Newest first, and no more at once than [PageBytes] allow.
    List<MessageRow> olderThan(Caller reader, ChatId chat, long id, int limit) {
        return page(OLDER, reader, id, limit).param("chat", chat.value()).query(MessageRow::of).list();
    }

    /// Oldest first, and no more at once than [PageBytes] allow.
    public List<MessageRow> newerThan(Caller reader, ChatId chat, long id, int limit) {
        return page(NEWER, reader, id, limit).param("chat", chat.value()).query(MessageRow::of).list();
    }

    /// The place of the first message of a chat that was sent at or after a moment; behind the last one where there is none.
    MessageId placeOf(UUID owner, ChatId chat, Instant time) {
        MessageId earliest = MessageId.earliestAt(time);
        return jdbc.sql(FIRST_AT)
                .param("owner", owner)
                .param("chat", chat.value())
                .param("at", earliest.value() - 1)
                .param("future", MessageId.earliestAt(clock.instant().plus(TOLERATED)).value())
                .query(Long.class)
                .optional()
                .or(() -> jdbc.sql(LAST)
                        .param("owner", owner)
                        .param("chat", chat.value())
                        .query(Long.class)
                        .optional()
                        .map(last -> Math.max(earliest.value(), last + 1)))
                .map(MessageId::new)
                .orElse(earliest);
    }

    /// Those whose last change is later than the given one, in the order of their changes, and no more at once than [PageBytes]
    /// allow.
    public List<MessageRow> changedAfter(Caller reader, long seq, int limit) {
        return page(CHANGED, reader, seq, limit).query(MessageRow::of).list();
    }

    /// Those of the given messages that stand in a chat and that the session sees.
    public List<MessageRow> seen(Caller reader, ChatId chat, Collection<Long> ids) {
        return jdbc.sql(SEEN)
                .param("owner", reader.accountId())
                .param("chat", chat.value())
                .param("ids", SqlArrays.longs(ids, Long::longValue))
                .param("now", Timestamp.from(clock.instant()))
                .param("session", Timestamp.from(reader.sessionStartedAt()))
                .query(MessageRow::of)
                .list();
    }

    /// One message, if it stands in a chat and the session sees it.
    public Optional<MessageRow> seen(Caller reader, ChatId chat, MessageId id) {
        return seen(reader, chat, List.of(id.value())).stream().findFirst();
    }

    /// Those of the given messages that stand in whichever chat.
    List<MessageRow> standing(UUID owner, Collection<MessageId> ids) {
        return jdbc.sql(STANDING)
                .param("owner", owner)
                .param("ids", SqlArrays.longs(ids, MessageId::value))
                .query(MessageRow::of)
                .list();
    }

    /// What a chat is; nothing when the owner has no such chat.
    public Optional<ChatKind> kindOf(UUID owner, ChatId chat) {
        return jdbc.sql("select kind from chat where owner_id = :owner and chat_id = :chat")
                .param("owner", owner)
                .param("chat", chat.value())
                .query((row, _) -> ChatKind.ofColumn(row.getString(1)))
                .optional();
    }

    public boolean chatExists(UUID owner, ChatId chat) {
        return jdbc.sql("select exists (select 1 from chat where owner_id = :owner and chat_id = :chat)")
                .param("owner", owner)
                .param("chat", chat.value())
                .query(Boolean.class)
                .single();
    }

    /// Deletes what the session can see of the given messages.
    @Transactional(propagation = Propagation.MANDATORY)
    List<Removed> delete(Caller reader, ChatId chat, Collection<Long> ids) {
        return delete(reader.accountId(), chat, ids, reader.sessionStartedAt());
    }

    /// Deletes the given messages, whoever may see them.
    @Transactional(propagation = Propagation.MANDATORY)
    List<Removed> delete(UUID owner, ChatId chat, Collection<Long> ids) {
        return jdbc.sql("""
                delete from message
                 where owner_id = :owner and chat_id = :chat and id = any (:ids)
                returning id, file_id, more_files
                """)
                .param("owner", owner)
                .param("chat", chat.value())
                .param("ids", ids.stream().mapToLong(Long::longValue).toArray())
                .query(Removed::of)
                .list();
    }

    /// Deletes those of the given messages that an account wrote.
    @Transactional(propagation = Propagation.MANDATORY)
    List<Removed> deleteWrittenBy(UUID author, UUID owner, ChatId chat, Collection<Long> ids) {
        return jdbc.sql(DELETE_WRITTEN)
                .param("owner", owner)
                .param("chat", chat.value())
                .param("author", author)
                .param("ids", SqlArrays.longs(ids, Long::longValue))
                .query(Removed::of)
                .list();
    }

    private List<Removed> delete(UUID owner, ChatId chat, Collection<Long> ids, Instant sessionStartedAt) {
        return jdbc.sql(DELETE)
                .param("owner", owner)
                .param("chat", chat.value())
                .param("ids", ids.stream().mapToLong(Long::longValue).toArray())
                .param("now", Timestamp.from(clock.instant()))
                .param("session", Timestamp.from(sessionStartedAt))
                .query(Removed::of)
                .list();
    }

    /// Tells devices what left.
    @Transactional(propagation = Propagation.MANDATORY)
    void recordGone(UUID owner, long seq, ChatId chat, Collection<MessageId> ids) {
        recordGone(owner, seq, chat, SqlArrays.longs(ids, MessageId::value), false);
    }

    /// Tells devices that a chat left with all that it held.
    @Transactional(propagation = Propagation.MANDATORY)
    void recordChatGone(UUID owner, long seq, ChatId chat) {
        recordGone(owner, seq, chat, new long[0], true);
    }

    private void recordGone(UUID owner, long seq, ChatId chat, long[] ids, boolean wholeChat) {
        jdbc.sql("""
                insert into gone (owner_id, seq, chat_id, ids, whole_chat, at)
                values (:owner, :seq, :chat, :ids, :wholeChat, :at)
                """)
                .param("owner", owner)
                .param("seq", seq)
                .param("chat", chat.value())
                .param("ids", ids)
                .param("wholeChat", wholeChat)
                .param("at", Timestamp.from(clock.instant()))
                .update();
    }

    /// When an import last brought messages into a chat.
    public Optional<Instant> importedAt(UUID owner, ChatId chat) {
        return jdbc.sql("""
                select imported_at from chat
                 where owner_id = :owner and chat_id = :chat and imported_at is not null
                """)
                .param("owner", owner)
                .param("chat", chat.value())
                .query((row, _) -> row.getTimestamp(1).toInstant())
                .optional();
    }

    private JdbcClient.StatementSpec page(String sql, Caller reader, long at, int limit) {
        return jdbc.sql(sql)
                .param("owner", reader.accountId())
                .param("at", at)
                .param("limit", limit)
                .param("now", Timestamp.from(clock.instant()))
                .param("session", Timestamp.from(reader.sessionStartedAt()));
    }
}
