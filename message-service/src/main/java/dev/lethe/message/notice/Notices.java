package dev.lethe.message.notice;

import java.sql.Timestamp;
import java.time.Instant;
import java.util.List;
import java.util.UUID;

import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

import dev.lethe.message.mailbox.TableWalk.Slice;

/// Which notices have arrived, for whom they are visible and when they end.
@Repository
class Notices {
    record Expired(UUID owner, long messageId, Instant at) {
        /// Before all others.
        static final Expired NONE = new Expired(new UUID(0, 0), 0, Instant.EPOCH);
    }

    private final JdbcClient jdbc;

    Notices(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    boolean hasArrived(UUID owner, UUID notice) {
        return jdbc.sql("select exists (select 1 from notice where owner_id = :owner and notice_id = :notice)")
                .param("owner", owner)
                .param("notice", notice)
                .query(Boolean.class)
                .single();
    }

    void add(UUID owner, UUID notice, long messageId, @Nullable Instant visibleBefore, @Nullable Instant expiresAt,
            Instant at) {
        jdbc.sql("""
                insert into notice (owner_id, notice_id, message_id, visible_before, expires_at, at)
                values (:owner, :notice, :message, :visibleBefore, :expiresAt, :at)
                """)
                .param("owner", owner)
                .param("notice", notice)
                .param("message", messageId)
                .param("visibleBefore", timestamp(visibleBefore), java.sql.Types.TIMESTAMP)
                .param("expiresAt", timestamp(expiresAt), java.sql.Types.TIMESTAMP)
                .param("at", timestamp(at))
                .update();
    }

    /// Some that have ended, in the order of their ends, behind one of them.
    List<Expired> expiredAt(Instant now, Expired last, int limit) {
        return jdbc.sql("""
                select owner_id, message_id, expires_at from notice
                 where expires_at <= :now and expires_at >= :at
                   and (expires_at, owner_id, message_id) > (:at, :owner, :message)
                 order by expires_at, owner_id, message_id
                 limit :limit
                """)
                .param("now", timestamp(now))
                .param("at", timestamp(last.at()))
                .param("owner", last.owner())
                .param("message", last.messageId())
                .param("limit", limit)
                .query((row, _) -> new Expired(row.getObject(1, UUID.class), row.getLong(2),
                        row.getTimestamp(3).toInstant()))
                .list();
    }

    void settle(Expired expired) {
        jdbc.sql("update notice set expires_at = null where owner_id = :owner and message_id = :message")
                .param("owner", expired.owner())
                .param("message", expired.messageId())
                .update();
    }

    /// Forgets notices that can neither arrive again nor hide a message, of those that stand in some blocks of their table.
    void forgetBefore(Instant time, Slice slice) {
        jdbc.sql("""
                delete from notice n
                 where n.ctid >= cast(:from as tid) and n.ctid < cast(:to as tid)
                   and n.at < :time and n.expires_at is null
                   and (n.visible_before is null
                        or not exists (select 1 from message m
                                        where m.owner_id = n.owner_id and m.id = n.message_id
                                       offset 0))
                """)
                .param("time", timestamp(time))
                .param("from", slice.from())
                .param("to", slice.to())
                .update();
    }

    private static @Nullable Timestamp timestamp(@Nullable Instant time) {
        return time == null ? null : Timestamp.from(time);
    }
}
