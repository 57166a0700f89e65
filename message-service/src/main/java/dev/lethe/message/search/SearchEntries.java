package dev.lethe.message.search;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Clock;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;

import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

import dev.lethe.message.history.ChatOrder;
import dev.lethe.message.history.MessageRow;
import dev.lethe.message.history.PageBytes;
import dev.lethe.message.history.Visibility;
import dev.lethe.message.mailbox.ChatId;
import dev.lethe.message.mailbox.SqlArrays;
import dev.lethe.message.search.Progress.Phase;
import dev.lethe.platform.caller.Caller;

/// The stored messages as searching sees them: by their entries, in bounded steps, without a lock.
@Repository
class SearchEntries {
    /// What a step has seen.
    ///
    /// @param seen   how many rows; fewer than allowed at the end of the range
    /// @param oldest the lowest id among them
    /// @param chats  which of the chats that were asked, counted from one, was the last to give any; 0 for a walk
    /// @param found  ids of those that may be hits, newest first
    record Looked(int seen, long oldest, int chats, List<Long> found) {
        static Looked of(ResultSet row, int number) throws SQLException {
            java.sql.Array found = row.getArray("found");
            List<Long> ids = found == null ? List.of() : Stream.of((Long[]) found.getArray())
                    .sorted(Comparator.reverseOrder()).toList();
            return new Looked(row.getInt("seen"), row.getLong("oldest"), row.getInt("chats"), ids);
        }
    }

    // What the planner would choose depends on statistics that know nothing of words: it is left no choice. And it looks
    // for a plan in the one partition that the owner's messages are in.
    static final String SETTLE = """
            select set_config('plan_cache_mode', 'force_custom_plan', true), set_config('jit', 'off', true),
                   set_config('max_parallel_workers_per_gather', '0', true),
                   set_config('enable_seqscan', 'off', true), set_config('enable_sort', 'off', true),
                   (select cast(cast(tableoid as regclass) as text)
                      from message
                     where owner_id = :owner
                     order by id desc
                     limit 1) as partition
            """;
    private static final String CHATS = "select chat_id from chat where owner_id = :owner";
    static final String ROWS = PageBytes.of("""
            select %s
              from message m
             where m.owner_id = :owner and m.id = any (:ids)
               and %s
            """.formatted(MessageRow.COLUMNS, Visibility.CONDITION), "m.id desc");

    private final JdbcClient jdbc;
    private final Clock clock;

    SearchEntries(JdbcClient jdbc, Clock clock) {
        this.jdbc = jdbc;
        this.clock = clock;
    }

    /// Fixes the plans of the transaction.
    ///
    /// @return where the owner's messages are, when there are any
    @Transactional(propagation = Propagation.MANDATORY)
    Optional<String> settle(UUID owner) {
        return jdbc.sql(SETTLE).param("owner", owner).query((row, _) -> Optional.ofNullable(row.getString("partition")))
                .single();
    }

    List<UUID> chats(UUID owner) {
        return jdbc.sql(CHATS).param("owner", owner).query((row, _) -> row.getObject(1, UUID.class)).list();
    }

    /// Looks at the next rows of the owner, or of one chat, going back from the given place.
    @Transactional(propagation = Propagation.MANDATORY)
    Looked walk(UUID owner, SearchQuery query, Keyed keyed, Progress progress, int rows) {
        return looked(walking(query, progress.phase(), keyed.partition()), owner, query, keyed, progress, rows);
    }

    /// Looks at rows that have the entries, up to a number of rows, in no order.
    @Transactional(propagation = Propagation.MANDATORY)
    Looked probe(UUID owner, SearchQuery query, Keyed keyed, Progress progress, int rows) {
        return looked(probing(query, progress.phase(), keyed.partition()), owner, query, keyed, progress, rows);
    }

    /// Those of the given messages that are still there and that the session sees, newest first, and no more at once
    /// than [PageBytes] allow.
    List<MessageRow> rows(Caller reader, Collection<Long> ids) {
        return jdbc.sql(ROWS)
                .param("owner", reader.accountId())
                .param("ids", SqlArrays.longs(ids, Long::longValue))
                .param("now", Timestamp.from(clock.instant()))
                .param("session", Timestamp.from(reader.sessionStartedAt()))
                .query(MessageRow::of)
                .list();
    }

    /// Step one: rows by primary key, newest first, each held against the entries of its chat.
    static String walking(SearchQuery query, Phase phase, String partition) {
        boolean inOneChat = query.chat() != null;
        return """
                select count(*) as seen, min(r.id) as oldest, 0 as chats, array_agg(r.id) filter (where %s) as found
                  from (select m.id, m.chat_id, m.author_id, m.kind, m.tokens
                          from %s m
                         where m.owner_id = :owner and %s
                         order by %s
                         limit :rows) r
                  left join (select chat_id, cast(beginnings as tsquery) as beginnings, cast(wholes as tsquery) as wholes
                               from unnest(cast(:chats as uuid[]), :beginnings, :wholes)
                                    as c (chat_id, beginnings, wholes)
                             offset 0) c
                         on c.chat_id = r.chat_id
                """
                .formatted(fits(query) + " and c.chat_id is not null" + holds(query, phase), partition,
                        inOneChat ? ChatOrder.BEFORE + " and (m.chat_id, m.id) >= (:chat, :oldest)"
                                : "m.id < :at and m.id >= :oldest",
                        inOneChat ? ChatOrder.NEWEST_FIRST : "m.id desc");
    }

    /// Step two: the index, one chat at a time. The partition is named, and the conditions of other indexes
    /// stand outside, so that no other index fits. Only what is asked for is read of a row: most stand alone on their page.
    static String probing(SearchQuery query, Phase phase, String partition) {
        String entries = phase == Phase.WHOLES ? "wholes" : "beginnings";
        boolean withoutWholes = phase == Phase.BEGINNINGS;
        return """
                select count(*) as seen, min(r.id) as oldest, max(r.chat) as chats, array_agg(r.id)
                       filter (where r.owner_id = :owner and r.id >= :oldest and r.id < :at and %s%s) as found
                  from (select m.*, c.wholes, c.chat
                          from unnest(cast(:chats as uuid[]), :%s, :wholes) with ordinality
                               as c (chat_id, entries, wholes, chat)
                         cross join lateral (
                               select m.owner_id, m.id, m.chat_id%s%s
                                 from %s m
                                where m.tokens @@ cast(c.entries as tsquery)
                               offset 0) m
                         where m.chat_id = c.chat_id
                         limit :rows) r
                """.formatted(fits(query), withoutWholes ? " and not r.tokens @@ cast(r.wholes as tsquery)" : "",
                entries, query.from() == null && query.media() == null ? "" : ", m.author_id, m.kind",
                withoutWholes ? ", m.tokens" : "", partition);
    }

    private static String fits(SearchQuery query) {
        return (query.from() == null ? "true" : "r.author_id = :from")
                + (query.media() == null ? "" : " and r.kind in ('file', 'imported')");
    }

    private static String holds(SearchQuery query, Phase phase) {
        if (!query.hasEntries()) {
            return "";
        }
        return switch (phase) {
            case ALL -> " and r.tokens @@ c.beginnings";
            case WHOLES -> " and r.tokens @@ c.wholes";
            case BEGINNINGS -> " and r.tokens @@ c.beginnings and not r.tokens @@ c.wholes";
        };
    }

    private Looked looked(String sql, UUID owner, SearchQuery query, Keyed keyed, Progress progress, int rows) {
        ChatId chat = query.chat();
        return jdbc.sql(sql)
                .param("owner", owner)
                .param("chat", chat == null ? null : chat.value())
                .param("from", query.from())
                .param("oldest", query.oldest())
                .param("at", Math.min(progress.before(), query.newest()))
                .param("chats", SqlArrays.uuids(keyed.chats()))
                .param("beginnings", keyed.beginnings())
                .param("wholes", keyed.wholes())
                .param("rows", rows)
                .query(Looked::of)
                .single();
    }

    /// Where the owner's messages are, in which chats, and what finds messages in each, null where no words are looked for.
    record Keyed(String partition, List<UUID> chats, @Nullable String[] beginnings, @Nullable String[] wholes) {
        @Override
        public String toString() {
            return "Keyed[" + chats.size() + "]";
        }
    }
}
