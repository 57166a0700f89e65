package dev.lethe.message.deletion;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.sql.Types;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;

import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

import dev.lethe.message.mailbox.ChatId;
import dev.lethe.message.mailbox.MessageId;

/// What is left to be emptied. Rows change under the lock of their owner's mailbox.
@Repository
class Clearings {
    private final JdbcClient jdbc;
    private final Clock clock;

    Clearings(JdbcClient jdbc, Clock clock) {
        this.jdbc = jdbc;
        this.clock = clock;
    }

    /// Notes it; one that is under way already grows by it.
    @Transactional(propagation = Propagation.MANDATORY)
    void put(Clearing clearing) {
        insert(clearing, clock.instant(), """
                on conflict (owner_id, chat_id) do update
                   set up_to_id = greatest(c.up_to_id, excluded.up_to_id),
                       whole_chat = c.whole_chat or excluded.whole_chat,
                       others_from_id = coalesce(least(c.others_from_id, excluded.others_from_id),
                                                 c.others_from_id, excluded.others_from_id),
                       session_start = least(c.session_start, excluded.session_start),
                       touched_at = excluded.touched_at
                """);
    }

    /// Whether an import that is under way makes the chat again. Only its owner's deletion ended the one before, and that
    /// was carried out before the import was let in.
    boolean isMadeByAnImport(UUID owner, ChatId chat) {
        return jdbc
                .sql("""
                        select exists (select from import_chat where owner_id = :owner and chat_id = :chat and staged_id = :chat)""")
                .param("owner", owner)
                .param("chat", chat.value())
                .query(Boolean.class)
                .single();
    }

    /// Notes it for whoever has time, unless one is under way.
    @Transactional(propagation = Propagation.MANDATORY)
    void leave(Clearing clearing) {
        insert(clearing, Instant.EPOCH, "on conflict do nothing");
    }

    private void insert(Clearing clearing, Instant touched, String onConflict) {
        MessageId others = clearing.othersFrom();
        jdbc.sql("""
                insert into chat_clearing as c
                       (owner_id, chat_id, up_to_id, whole_chat, others_from_id, session_start, touched_at)
                values (:owner, :chat, :upTo, :whole, :others, :session, :touched)
                """ + onConflict)
                .param("owner", clearing.owner())
                .param("chat", clearing.chat().value())
                .param("upTo", clearing.upTo().value())
                .param("whole", clearing.wholeChat())
                .param("others", others == null ? null : others.value(), Types.BIGINT)
                .param("session", Timestamp.from(clearing.sessionStart()))
                .param("touched", Timestamp.from(touched))
                .update();
    }

    @Nullable
    Clearing find(UUID owner, ChatId chat) {
        return jdbc.sql("""
                select owner_id, chat_id, up_to_id, whole_chat, others_from_id, session_start
                  from chat_clearing
                 where owner_id = :owner and chat_id = :chat
                """).param("owner", owner).param("chat", chat.value()).query(Clearings::of).optional().orElse(null);
    }

    /// Shows that it goes on.
    void touch(Clearing clearing) {
        jdbc.sql("update chat_clearing set touched_at = :now where owner_id = :owner and chat_id = :chat")
                .param("now", Timestamp.from(clock.instant()))
                .param("owner", clearing.owner())
                .param("chat", clearing.chat().value())
                .update();
    }

    void end(Clearing clearing) {
        jdbc.sql("delete from chat_clearing where owner_id = :owner and chat_id = :chat")
                .param("owner", clearing.owner())
                .param("chat", clearing.chat().value())
                .update();
    }

    /// Takes over those that have made no progress for so long.
    List<Clearing> takeAbandoned(Duration after) {
        Instant now = clock.instant();
        return jdbc.sql("""
                update chat_clearing set touched_at = :now
                 where (owner_id, chat_id) in (select owner_id, chat_id
                                                 from chat_clearing
                                                where touched_at < :before
                                                limit 100
                                                  for update skip locked)
                returning owner_id, chat_id, up_to_id, whole_chat, others_from_id, session_start
                """)
                .param("now", Timestamp.from(now))
                .param("before", Timestamp.from(now.minus(after)))
                .query(Clearings::of)
                .list();
    }

    private static Clearing of(ResultSet row, int number) throws SQLException {
        Long others = row.getObject("others_from_id", Long.class);
        return new Clearing(row.getObject("owner_id", UUID.class), new ChatId(row.getObject("chat_id", UUID.class)),
                new MessageId(row.getLong("up_to_id")), row.getBoolean("whole_chat"),
                others == null ? null : new MessageId(others),
                row.getTimestamp("session_start").toInstant());
    }
}
