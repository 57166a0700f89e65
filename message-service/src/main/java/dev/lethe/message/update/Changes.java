package dev.lethe.message.update;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.Arrays;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;

import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

import dev.lethe.message.mailbox.SqlArrays;
import dev.lethe.message.mailbox.TableWalk.Slice;
import dev.lethe.message.update.Update.Gone;

/// The numbers of changes, and what left.
@Repository
public class Changes {
    /// How far a mailbox has come.
    ///
    /// @param seq   the number of the last change
    /// @param floor from which number on nothing has been forgotten
    public record Head(UUID era, long seq, long floor) {}

    record GoneRow(long seq, Gone gone) {
        static GoneRow of(ResultSet row, int number) throws SQLException {
            Long[] ids = (Long[]) row.getArray("ids").getArray();
            return new GoneRow(row.getLong("seq"), new Gone(row.getObject("chat_id", UUID.class),
                    Arrays.stream(ids).map(id -> Long.toString(id)).toList(),
                    row.getBoolean("whole_chat") ? true : null));
        }
    }

    private final JdbcClient jdbc;

    Changes(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /// From its first question on, the transaction sees one state. Said here it costs one way to the database; as an attribute
    /// of the transaction it costs three, since the driver asks for the level before, sets it for the session, and sets it back.
    /// And it keeps its plans: to make them anew for each mailbox was half of PostgreSQL's work of a reading.
    @Transactional(propagation = Propagation.MANDATORY)
    void keepSnapshot() {
        jdbc.sql("""
                set transaction isolation level repeatable read;
                set local plan_cache_mode = force_generic_plan""").update();
    }

    public Head head(UUID owner) {
        return jdbc.sql("""
                select e.id as era, coalesce(m.seq, 0) as seq, coalesce(m.gone_floor, 0) as floor
                  from era e
                  left join mailbox m on m.id = :owner
                """)
                .param("owner", owner)
                .query((row, _) -> new Head(row.getObject("era", UUID.class), row.getLong("seq"),
                        row.getLong("floor")))
                .single();
    }

    /// The heads of several mailboxes; one that is not there is missing.
    public Map<UUID, Head> heads(Collection<UUID> owners) {
        Map<UUID, Head> heads = new HashMap<>();
        jdbc.sql("""
                select m.id, e.id as era, m.seq, m.gone_floor as floor
                  from mailbox m, era e
                 where m.id = any (cast(:owners as uuid[]))
                """)
                .param("owners", SqlArrays.uuids(owners))
                .query(row -> {
                    heads.put(row.getObject("id", UUID.class), new Head(row.getObject("era", UUID.class),
                            row.getLong("seq"), row.getLong("floor")));
                });
        return heads;
    }

    List<GoneRow> goneAfter(UUID owner, long seq, int limit) {
        return jdbc.sql("""
                select seq, chat_id, ids, whole_chat from gone
                 where owner_id = :owner and seq > :seq
                 order by seq
                 limit :limit
                """)
                .param("owner", owner)
                .param("seq", seq)
                .param("limit", limit)
                .query(GoneRow::of)
                .list();
    }

    List<UUID> ownersOfGoneBefore(Instant time, Instant chatTime, Slice slice) {
        return jdbc.sql("""
                select distinct owner_id from gone
                 where ctid >= cast(:from as tid) and ctid < cast(:to as tid)
                   and at < :time and (not whole_chat or at < :chatTime)
                """)
                .param("from", slice.from())
                .param("to", slice.to())
                .param("time", Timestamp.from(time))
                .param("chatTime", Timestamp.from(chatTime))
                .query((row, _) -> row.getObject(1, UUID.class))
                .list();
    }

    /// Forgets what left before the given time, and whole chats before another, and raises the floor, under the mailbox's
    /// lock.
    @Transactional(propagation = Propagation.MANDATORY)
    void forgetGoneBefore(UUID owner, Instant time, Instant chatTime) {
        jdbc.sql("""
                with forgotten as (
                    delete from gone
                     where owner_id = :owner and at < :time and (not whole_chat or at < :chatTime)
                    returning seq
                )
                update mailbox
                   set gone_floor = greatest(gone_floor, (select max(seq) from forgotten))
                 where id = :owner
                """)
                .param("owner", owner)
                .param("time", Timestamp.from(time))
                .param("chatTime", Timestamp.from(chatTime))
                .update();
    }

    /// Forgets sends that stand in some blocks of their table: those of before an id's time, and those that a wrong clock dated
    /// more than a day after another's.
    void forgetSends(long before, long now, Slice slice) {
        jdbc.sql("""
                delete from sent
                 where ctid >= cast(:from as tid) and ctid < cast(:to as tid)
                   and (id - (coalesce(ahead, 0) << 20) < :before
                        or id - ((coalesce(ahead, 0) + 86400000) << 20) > :now)
                """)
                .param("before", before)
                .param("now", now)
                .param("from", slice.from())
                .param("to", slice.to())
                .update();
    }
}
