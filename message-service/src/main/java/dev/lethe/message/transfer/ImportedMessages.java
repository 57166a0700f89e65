package dev.lethe.message.transfer;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.BiConsumer;

import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

import dev.lethe.message.history.ChatOrder;
import dev.lethe.message.history.Copy;
import dev.lethe.message.history.Removed;
import dev.lethe.message.mailbox.MessageId;
import dev.lethe.message.mailbox.SqlArrays;

/// Writes imported copies where no other message is, and moves or removes staged ones.
@Repository
class ImportedMessages {
    /// @param file      the one that it holds
    /// @param moreFiles others, by the places of their paths in the message
    /// @param body null when it is long; then it is read alone, or a batch would take too much memory
    record Standing(MessageId id, UUID chat, boolean imported, @Nullable UUID file, List<@Nullable UUID> moreFiles,
            byte @Nullable [] body) {
        static Standing of(ResultSet row, int number) throws SQLException {
            return new Standing(new MessageId(row.getLong("id")), row.getObject("chat_id", UUID.class),
                    row.getBoolean("imported"), row.getObject("file_id", UUID.class),
                    SqlArrays.uuids(row, "more_files"), row.getBytes("body"));
        }

        @Override
        public String toString() {
            return "Standing[redacted]";
        }
    }

    /// A message and all files that it holds.
    record WithFiles(MessageId id, List<UUID> files) {
        static WithFiles of(ResultSet row, int number) throws SQLException {
            return new WithFiles(new MessageId(row.getLong("id")),
                    SqlArrays.uuids(row, "files").stream().filter(Objects::nonNull).distinct().toList());
        }
    }

    /// A copy on its way, and the files that it holds beside its own.
    record Staged(Copy copy, List<@Nullable UUID> moreFiles) {}

    /// Ids from the first up to the last.
    record Window(long first, long last) {}

    private record Counted(long messages, long last) {}

    private static final int SHORT = 4_096;
    private static final int SLICE = 10_000;
    private static final String STANDING = """
            m.id, m.chat_id, m.kind = 'imported' as imported, m.file_id, m.more_files,
            case when octet_length(m.body) <= %d then m.body end as body
            """.formatted(SHORT);

    private final JdbcClient jdbc;

    ImportedMessages(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /// Writes those whose ids are free. They take no number: nobody sees them before their chat.
    ///
    /// @return the ids written
    Set<Long> insertFree(UUID owner, List<Staged> staged) {
        List<Copy> copies = staged.stream().map(Staged::copy).toList();
        return new HashSet<>(jdbc.sql("""
                insert into message (owner_id, id, chat_id, kind, file_id, more_files, body, seq, tokens)
                select :owner, id, chat_id, 'imported', file_id, cast(more_files as uuid[]), body, 0,
                       cast(nullif(tokens, '') as tsvector)
                  from unnest(:ids, cast(:chats as uuid[]), cast(:files as uuid[]), cast(:moreFiles as text[]), :bodies,
                              :tokens) as f (id, chat_id, file_id, more_files, body, tokens)
                    on conflict do nothing
                returning id
                """)
                .param("owner", owner)
                .param("ids", SqlArrays.longs(copies, copy -> copy.id().value()))
                .param("chats", SqlArrays.texts(copies, Copy::chat))
                .param("files", SqlArrays.texts(copies, Copy::file))
                .param("moreFiles", SqlArrays.texts(staged, each -> SqlArrays.list(each.moreFiles())))
                .param("bodies", copies.stream().map(Copy::body).toArray(byte[][]::new))
                .param("tokens", SqlArrays.texts(copies, Copy::tokens))
                .query((row, _) -> row.getLong(1))
                .list());
    }

    List<Standing> standingAt(UUID owner, Collection<Long> ids) {
        return jdbc.sql("select " + STANDING + " from message m where m.owner_id = :owner and m.id = any (:ids)")
                .param("owner", owner)
                .param("ids", SqlArrays.longs(ids, Long::longValue))
                .query(Standing::of)
                .list();
    }

    /// The body of one of those; nothing when it has gone meanwhile.
    Optional<byte[]> body(UUID owner, Standing standing) {
        byte[] known = standing.body();
        return known != null ? Optional.of(known)
                : jdbc.sql("select body from message where owner_id = :owner and id = :id")
                        .param("owner", owner)
                        .param("id", standing.id().value())
                        .query((row, _) -> row.getBytes(1))
                        .optional();
    }

    /// What stands on the places that begin at these ids, each with the beginning.
    void standingFrom(UUID owner, Collection<Long> beginnings, BiConsumer<Long, Standing> reader) {
        jdbc.sql("select b.id as beginning, s.* from unnest(:beginnings) as b (id) cross join lateral (select "
                + STANDING
                + """
                                  from message m
                                 where m.owner_id = :owner and m.id >= b.id and m.id < b.id + :slots
                                 order by m.id
                                 limit :slots) s
                        """)
                .param("owner", owner)
                .param("beginnings", SqlArrays.longs(beginnings, Long::longValue))
                .param("slots", Places.SLOTS)
                .query((row, number) -> {
                    reader.accept(row.getLong("beginning"), Standing.of(row, number));
                    return number;
                })
                .list();
    }

    /// Ids of messages that have left some chats lately, from the first up to the last.
    List<Long> goneFrom(UUID owner, Collection<UUID> chats, long first, long last) {
        return jdbc
                .sql("""
                        select i.id
                          from gone g
                         cross join lateral unnest(g.ids) as i (id)
                         where g.owner_id = :owner and g.chat_id = any (cast(:chats as uuid[])) and i.id between :first and :last
                        """)
                .param("owner", owner)
                .param("chats", SqlArrays.uuids(chats))
                .param("first", first)
                .param("last", last)
                .query((row, _) -> row.getLong(1))
                .list();
    }

    /// Those of a chat within a window of ids that may have one of these numbers, by number.
    Map<Long, List<Standing>> standingNear(UUID owner, UUID chat, Window window, Collection<Long> numbered) {
        Map<Long, List<Standing>> found = new HashMap<>();
        jdbc.sql("select n.number, " + STANDING
                + """
                          from unnest(:numbers) as n (number)
                          join message m on %s = n.number
                         where m.owner_id = :owner and (m.chat_id, m.id) >= (:chat, :first) and (m.chat_id, m.id) <= (:chat, :last)
                         order by m.id
                        """
                        .formatted(Places.NUMBERED))
                .param("owner", owner)
                .param("chat", chat)
                .param("first", window.first())
                .param("last", window.last())
                .param("numbers", SqlArrays.longs(numbered, Long::longValue))
                .query((row, number) -> found.computeIfAbsent(row.getLong("number"), _ -> new ArrayList<>())
                        .add(Standing.of(row, number)))
                .list();
        return found;
    }

    /// Those of a chat that hold files, from behind an id, in order.
    List<WithFiles> withFiles(UUID owner, UUID chat, long after, int limit) {
        return jdbc.sql("""
                select m.id, array_append(m.more_files, m.file_id) as files
                  from message m
                 where m.owner_id = :owner and %s and (m.file_id is not null or m.more_files is not null)
                 order by %s
                 limit :limit
                """.formatted(ChatOrder.AFTER, ChatOrder.OLDEST_FIRST))
                .param("owner", owner)
                .param("chat", chat)
                .param("at", after)
                .param("limit", limit)
                .query(WithFiles::of)
                .list();
    }

    /// How many messages an import has staged.
    int count(ImportJob job) {
        return jdbc.sql("""
                select count(*)
                  from import_chat c
                  join message m on m.owner_id = c.owner_id and m.chat_id = c.staged_id
                 where c.owner_id = :owner and m.owner_id = :owner and c.job_id = :job
                """).param("owner", job.owner()).param("job", job.id()).query(Integer.class).single();
    }

    /// How many messages somebody holds, staged ones too, counted not much further than asked. Millions take longer than a
    /// transaction may, so each slice is one.
    @Transactional(propagation = Propagation.NEVER)
    public long held(UUID owner, long most) {
        long held = 0;
        Counted slice = new Counted(SLICE, Long.MIN_VALUE);
        while (slice.messages() == SLICE && held <= most) {
            slice = count(owner, slice.last());
            held += slice.messages();
        }
        return held;
    }

    private Counted count(UUID owner, long after) {
        return jdbc.sql("""
                select count(*) as messages, coalesce(max(id), 0) as last
                  from (select id from message where owner_id = :owner and id > :after order by id limit :slice) m
                """)
                .param("owner", owner)
                .param("after", after)
                .param("slice", SLICE)
                .query(Counted.class)
                .single();
    }

    /// Lets go of a file that cannot be had; nobody has seen it with these messages yet.
    void dropFile(UUID owner, UUID file, Collection<MessageId> ids) {
        jdbc.sql("""
                update message set file_id = nullif(file_id, :file), more_files = array_replace(more_files, :file, null)
                 where owner_id = :owner and id = any (:ids)
                """)
                .param("owner", owner)
                .param("file", file)
                .param("ids", SqlArrays.longs(ids, MessageId::value))
                .update();
    }

    /// Moves up to `limit` messages into another chat of the owner.
    ///
    /// @return those, with the files that they hold
    List<Removed> move(UUID owner, UUID from, UUID to, int limit) {
        return jdbc.sql("""
                update message set chat_id = :to where owner_id = :owner and id = any (:ids)
                returning id, file_id, more_files
                """)
                .param("owner", owner)
                .param("to", to)
                .param("ids", oldest(owner, from, limit))
                .query(Removed::of)
                .list();
    }

    // Ids and not a join: that is sometimes planned as a walk through the whole partition.
    private long[] oldest(UUID owner, UUID chat, int limit) {
        return SqlArrays.longs(jdbc.sql("""
                select m.id from message m
                 where m.owner_id = :owner and m.chat_id >= :chat and m.chat_id <= :chat
                 order by %s
                 limit :limit
                """.formatted(ChatOrder.OLDEST_FIRST))
                .param("owner", owner)
                .param("chat", chat)
                .param("limit", limit)
                .query((row, _) -> row.getLong(1))
                .list(), Long::longValue);
    }

    /// Removes up to `limit` messages that an import has staged, of whatever chats.
    ///
    /// @return how many
    int removeStaged(ImportJob job, int limit) {
        List<Long> ids = jdbc.sql("""
                select s.id
                  from import_chat c
                 cross join lateral (
                       select m.id from message m
                        where m.owner_id = :owner and m.chat_id >= c.staged_id and m.chat_id <= c.staged_id
                        order by m.chat_id, m.id
                        limit :limit) s
                 where c.owner_id = :owner and c.job_id = :job
                 limit :limit
                """)
                .param("owner", job.owner())
                .param("job", job.id())
                .param("limit", limit)
                .query((row, _) -> row.getLong(1))
                .list();
        return jdbc.sql("delete from message where owner_id = :owner and id = any (:ids)")
                .param("owner", job.owner())
                .param("ids", SqlArrays.longs(ids, Long::longValue))
                .update();
    }
}
