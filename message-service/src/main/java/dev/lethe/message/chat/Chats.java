package dev.lethe.message.chat;

import java.sql.Timestamp;
import java.sql.Types;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.UUID;

import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

import dev.lethe.message.MessageProblems;
import dev.lethe.message.history.ChatOrder;
import dev.lethe.message.history.MessageRow;
import dev.lethe.message.history.PageBytes;
import dev.lethe.message.history.Visibility;
import dev.lethe.message.mailbox.ChatId;
import dev.lethe.message.mailbox.SqlArrays;
import dev.lethe.platform.caller.Caller;

/// The stored chats. Every statement names one owner, so it touches one partition of the messages.
@Repository
public class Chats {
    private static final String LAST = """
            left join lateral (
                select %1$s
                  from message m
                 where m.owner_id = :owner and m.chat_id >= c.chat_id and m.chat_id <= c.chat_id
                   and %2$s
                 order by %3$s
                 limit 1
            ) m on true
            """.formatted(MessageRow.COLUMNS, Visibility.CONDITION, ChatOrder.NEWEST_FIRST);
    private static final String SHOWN = """
            select s.*, (select count(*)
                           from (select 1
                                   from (select m.author_id
                                           from message m
                                          where m.owner_id = :owner
                                            and (m.chat_id, m.id) > (s.chat, s.read_up_to) and m.chat_id <= s.chat
                                            and s.chat_kind not in ('imported', 'saved')
                                            and %s
                                          order by %s
                                          limit 1000) w
                                  where w.author_id is distinct from :owner
                                  limit 100) u) as unread
            """.formatted(Visibility.CONDITION, ChatOrder.NEWEST_FIRST);
    // An older session may have read a notice that this one does not see; its mark then stands where this one's can.
    private static final String READ_UP_TO = """
            case when c.kind = 'service'
                      and exists (select 1
                                    from notice n
                                   where n.owner_id = c.owner_id
                                     and n.message_id = c.read_up_to
                                     and (n.expires_at <= :now or n.visible_before <= :session)
                                   offset 0)
                 then coalesce((select m.id
                                  from message m
                                 where m.owner_id = :owner
                                   and (m.chat_id, m.id) <= (c.chat_id, c.read_up_to) and m.chat_id >= c.chat_id
                                   and %s
                                 order by %s
                                 limit 1), 0)
                 else c.read_up_to
            end""".formatted(Visibility.CONDITION, ChatOrder.NEWEST_FIRST);
    private static final String FOUND = """
            c.chat_id as chat, c.kind as chat_kind, c.title, c.marks, %s as read_up_to, c.partner_read_up_to, c.seq as chat_seq,
            m.id, m.chat_id, m.author_id, m.kind, m.file_id, m.body, m.seq, m.ahead
            """
            .formatted(READ_UP_TO);
    static final String PAGE = shown("select " + FOUND + " from chat c " + LAST + """
             where c.owner_id = :owner
               and (coalesce(m.id, 0), c.chat_id) < (:activity, :chat)
             order by coalesce(m.id, 0) desc, c.chat_id desc
             limit :limit
            """, "coalesce(m.id, 0) desc, m.chat desc");
    // The latest messages name the latest chats, in their order, as far back as they go. What is older than the oldest of them is
    // in none of these chats last.
    static final String LATEST = """
            with walked as materialized (
                select m.chat_id, m.id
                  from message m
                 where m.owner_id = :owner and m.id <= :activity
                 order by m.id desc
                 limit 1000
            )
            """ + shown("select " + FOUND + """
             from (select distinct chat_id from walked) r
             join chat c on c.owner_id = :owner and c.chat_id = r.chat_id
            """ + LAST + """
             where m.id >= (select min(id) from walked)
               and (m.id, c.chat_id) < (:activity, :chat)
             order by m.id desc, c.chat_id desc
             limit :limit
            """, "m.id desc, m.chat desc");
    static final String CHANGED = shown("select " + FOUND + " from chat c " + LAST + """
             where c.owner_id = :owner and c.seq > :seq
             order by c.seq
             limit :limit
            """, "m.chat_seq");

    static final String MARK = """
            with latest as (
                select m.id
                  from message m
                 where m.owner_id = :owner and %s
                   and %s
                 order by %s
                 limit 1
            )
            update chat c
               set read_up_to = l.id, seq = :seq
              from latest l
             where c.owner_id = :owner and c.chat_id = :chat and c.read_up_to < l.id
            """.formatted(ChatOrder.UP_TO, Visibility.CONDITION, ChatOrder.NEWEST_FIRST);
    static final String AUTHORS_UP_TO = """
            select distinct m.author_id
              from (select m.author_id
                      from message m
                     where m.owner_id = :owner and %s
                       and (m.chat_id, m.id) > (:chat, (select read_up_to
                                                          from chat
                                                         where owner_id = :owner and chat_id = :chat))
                     order by %s
                     limit 1000) m
              join membership a on a.chat_id = :chat and a.account_id = m.author_id and a.to_id is null
             where m.author_id <> :owner
            """.formatted(ChatOrder.UP_TO, ChatOrder.NEWEST_FIRST);

    // so many that asking each for its last message costs more than a walk
    private static final int MANY = 300;

    private final JdbcClient jdbc;
    private final Clock clock;

    Chats(JdbcClient jdbc, Clock clock) {
        this.jdbc = jdbc;
        this.clock = clock;
    }

    private static String shown(String found, String order) {
        return SHOWN + " from (" + PageBytes.of(found, order) + ") s order by " + order.replace("m.", "s.");
    }

    /// By last activity, latest first, from behind the given position, and no more at once than [PageBytes] allow. Of many chats the latest are found by the latest
    /// messages; only where these do not suffice is each chat asked for its last one.
    List<ChatRow> page(Caller reader, long activity, UUID chat, int limit) {
        if (hasMany(reader.accountId())) {
            List<ChatRow> latest = page(LATEST, reader, activity, chat, limit);
            if (latest.size() == limit || ChatRow.areFull(latest)) {
                return latest;
            }
        }
        return page(PAGE, reader, activity, chat, limit);
    }

    private boolean hasMany(UUID owner) {
        return jdbc.sql("select count(*) from (select 1 from chat where owner_id = :owner limit :many) c")
                .param("owner", owner)
                .param("many", MANY)
                .query(Integer.class)
                .single() == MANY;
    }

    private List<ChatRow> page(String sql, Caller reader, long activity, UUID chat, int limit) {
        return visible(sql, reader).param("activity", activity)
                .param("chat", chat)
                .param("limit", limit)
                .query(ChatRow::of)
                .list();
    }

    /// Those whose last change is later than the given one, in the order of their changes.
    public List<ChatRow> changedAfter(Caller reader, long seq, int limit) {
        return visible(CHANGED, reader).param("seq", seq).param("limit", limit).query(ChatRow::of).list();
    }

    /// Moves the reader's own mark forward, up to a message that exists and that the session sees.
    ///
    /// @return whether it moved
    @Transactional(propagation = Propagation.MANDATORY)
    boolean markRead(Caller reader, ChatId chat, long upTo, long seq) {
        return visible(MARK, reader)
                .param("chat", chat.value())
                .param("at", upTo)
                .param("seq", seq)
                .update() > 0;
    }

    /// Shows the partner how far the other side has read.
    ///
    /// @return whether that is news
    @Transactional(propagation = Propagation.MANDATORY)
    boolean markPartnerRead(UUID partner, ChatId chat, long upTo, long seq) {
        return jdbc.sql("""
                update chat
                   set partner_read_up_to = :upTo, seq = :seq
                 where owner_id = :partner and chat_id = :chat and partner_read_up_to < :upTo
                """)
                .param("partner", partner)
                .param("chat", chat.value())
                .param("upTo", upTo)
                .param("seq", seq)
                .update() > 0;
    }

    /// Some of those who live, have a direct chat with an erased account and have not been told that it is gone.
    public List<UUID> partnersToTell(UUID erased, int limit) {
        return jdbc.sql("""
                select c.owner_id
                  from chat c
                  join mailbox b on b.id = c.owner_id and b.state = 'live'
                 where c.chat_id = :erased and c.kind = 'direct' and not c.partner_gone
                 order by c.owner_id
                 limit :limit
                """)
                .param("erased", erased)
                .param("limit", limit)
                .query((row, _) -> row.getObject(1, UUID.class))
                .list();
    }

    /// Shows those chats anew.
    ///
    /// @param seqs by owner, the number of this change
    @Transactional(propagation = Propagation.MANDATORY)
    public void tellPartners(UUID erased, Map<UUID, Long> seqs) {
        List<Map.Entry<UUID, Long>> entries = List.copyOf(seqs.entrySet());
        jdbc.sql("""
                update chat c
                   set partner_gone = true, seq = t.seq
                  from unnest(cast(:owners as uuid[]), :seqs) as t (owner, seq)
                 where c.owner_id = t.owner and c.chat_id = :erased
                """)
                .param("erased", erased)
                .param("owners", SqlArrays.texts(entries, Map.Entry::getKey))
                .param("seqs", SqlArrays.longs(entries, Map.Entry::getValue))
                .update();
    }

    /// Who of a group wrote what the reader has not read yet, up to a message, as far as the last thousand go; nobody
    /// who is not in it any more.
    List<UUID> authorsUpTo(UUID reader, ChatId chat, long upTo) {
        return jdbc.sql(AUTHORS_UP_TO)
                .param("owner", reader)
                .param("chat", chat.value())
                .param("at", upTo)
                .query((row, _) -> row.getObject(1, UUID.class))
                .list();
    }

    /// What the owner has noted about a chat, sealed; null for nothing, and when there is no such chat.
    byte @Nullable [] marks(UUID owner, ChatId chat) {
        return jdbc.sql("select marks from chat where owner_id = :owner and chat_id = :chat and marks is not null")
                .param("owner", owner)
                .param("chat", chat.value())
                .query((row, _) -> row.getBytes(1))
                .optional()
                .orElse(null);
    }

    /// Notes what the owner has noted about a chat.
    ///
    /// @param marks sealed; null for nothing
    /// @return whether there is such a chat
    @Transactional(propagation = Propagation.MANDATORY)
    boolean setMarks(UUID owner, ChatId chat, byte @Nullable [] marks, long seq) {
        return jdbc.sql("update chat set marks = :marks, seq = :seq where owner_id = :owner and chat_id = :chat")
                .param("marks", marks, Types.BINARY)
                .param("seq", seq)
                .param("owner", owner)
                .param("chat", chat.value())
                .update() > 0;
    }

    /// Up to where the reader has read, as far as the session sees it.
    long readUpTo(Caller reader, ChatId chat) {
        return visible("select " + READ_UP_TO + " from chat c where c.owner_id = :owner and c.chat_id = :chat", reader)
                .param("chat", chat.value())
                .query(Long.class)
                .optional()
                .orElseThrow(MessageProblems.CHAT_NOT_FOUND::asProblem);
    }

    private JdbcClient.StatementSpec visible(String sql, Caller reader) {
        return jdbc.sql(sql)
                .param("owner", reader.accountId())
                .param("now", Timestamp.from(clock.instant()))
                .param("session", Timestamp.from(reader.sessionStartedAt()));
    }
}
