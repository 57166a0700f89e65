package dev.lethe.message.transfer;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Clock;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;

import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

import dev.lethe.message.mailbox.SqlArrays;

/// The chats of imports: under which ids they are staged, and how they come into their owner's list.
@Repository
class ImportedChats {
    /// @param chat   the id under which it will be seen
    /// @param staged the id under which its messages are written until then; the same for a new chat
    record StagedChat(UUID chat, UUID staged) {
        boolean isNew() { return chat.equals(staged); }

        static StagedChat of(ResultSet row, int number) throws SQLException {
            return new StagedChat(row.getObject("chat_id", UUID.class), row.getObject("staged_id", UUID.class));
        }
    }

    /// What a chat says of itself, sealed.
    record Described(StagedChat chat, byte @Nullable [] title, byte[] source) {
        @Override
        public String toString() {
            return "Described[redacted]";
        }
    }

    private final JdbcClient jdbc;
    private final Clock clock;

    ImportedChats(JdbcClient jdbc, Clock clock) {
        this.jdbc = jdbc;
        this.clock = clock;
    }

    /// Notes chats whose messages follow, or finds them where an earlier upload of the import left them.
    List<StagedChat> open(ImportJob job, Collection<UUID> ids) {
        of(job, """
                insert into import_chat (owner_id, job_id, chat_id, staged_id)
                select :owner, :job, n.id, case when c.chat_id is null then n.id else gen_random_uuid() end
                  from unnest(cast(:ids as uuid[])) as n (id)
                  left join chat c on c.owner_id = :owner and c.chat_id = n.id
                    on conflict do nothing
                """).param("ids", SqlArrays.uuids(ids)).update();
        return of(job, """
                select chat_id, staged_id from import_chat
                 where owner_id = :owner and job_id = :job and chat_id = any (cast(:ids as uuid[]))
                """).param("ids", SqlArrays.uuids(ids)).query(StagedChat::of).list();
    }

    /// Whether what is added to one of them would go with what is being deleted.
    boolean areBeingEmptied(UUID owner, Collection<UUID> chats) {
        return jdbc.sql("""
                select exists (select 1 from chat_clearing
                                where owner_id = :owner and chat_id = any (cast(:chats as uuid[])))
                """)
                .param("owner", owner)
                .param("chats", SqlArrays.uuids(chats))
                .query(Boolean.class)
                .single();
    }

    /// Notes what chats say of themselves. They were opened before; an update that joins is planned as a walk of all of them
    /// for each.
    void describe(ImportJob job, List<Described> chats) {
        of(job, """
                insert into import_chat as c (owner_id, job_id, chat_id, staged_id, title, source)
                select :owner, :job, d.id, d.staged, d.title, d.source
                  from unnest(cast(:ids as uuid[]), cast(:staged as uuid[]), :titles, :sources)
                       as d (id, staged, title, source)
                    on conflict (owner_id, job_id, chat_id) do update
                       set title = excluded.title, source = excluded.source
                """)
                .param("ids", SqlArrays.texts(chats, described -> described.chat().chat()))
                .param("staged", SqlArrays.texts(chats, described -> described.chat().staged()))
                .param("titles", chats.stream().map(Described::title).toArray(byte[][]::new))
                .param("sources", chats.stream().map(Described::source).toArray(byte[][]::new))
                .update();
    }

    /// What chats that are there said of themselves when they were imported.
    Map<UUID, byte[]> sourcesOf(UUID owner, Collection<UUID> chats) {
        Map<UUID, byte[]> sources = new HashMap<>();
        jdbc.sql("""
                select chat_id, source from chat
                 where owner_id = :owner and chat_id = any (cast(:chats as uuid[])) and source is not null
                """)
                .param("owner", owner)
                .param("chats", SqlArrays.uuids(chats))
                .query(row -> {
                    sources.put(row.getObject("chat_id", UUID.class), row.getBytes("source"));
                });
        return sources;
    }

    /// Whether an account is the one that was imported first; one that did not say who it was may be any.
    boolean isHome(UUID owner, byte[] account) {
        return jdbc.sql("""
                select not exists (select 1 from imported_account where owner_id = :owner and home and account <> '')
                    or exists (select 1 from imported_account
                                where owner_id = :owner and home and account = :account)
                """).param("owner", owner).param("account", account).query(Boolean.class).single();
    }

    /// Those that were there and get something new.
    List<StagedChat> growing(ImportJob job) {
        return of(job, """
                select chat_id, staged_id
                  from import_chat c
                 where c.owner_id = :owner and c.job_id = :job and c.chat_id <> c.staged_id
                   and (c.source is not null
                        or exists (select 1 from message m where m.owner_id = :owner and m.chat_id = c.staged_id))
                """).query(StagedChat::of).list();
    }

    /// Those of which messages hold files.
    List<StagedChat> withFiles(ImportJob job) {
        return of(job, """
                select chat_id, staged_id
                  from import_chat c
                 where c.owner_id = :owner and c.job_id = :job
                   and exists (select 1 from message m
                                where m.owner_id = :owner and m.chat_id = c.staged_id
                                  and (m.file_id is not null or m.more_files is not null))
                """).query(StagedChat::of).list();
    }

    /// Puts all new chats into the owner's list, numbered from behind `seq`, and keeps what their account said.
    ///
    /// @return how many they are
    int showNew(ImportJob job, long seq) {
        of(job, """
                insert into imported_account (owner_id, account, home, root)
                select owner_id, account, home, root
                  from import_job
                 where owner_id = :owner and id = :job and root is not null
                    on conflict (owner_id, account) do update set root = excluded.root
                """).update();
        return of(job, """
                insert into chat (owner_id, chat_id, kind, title, source, imported_at, seq)
                select owner_id, chat_id, 'imported', title, source, :now,
                       :seq + row_number() over (order by chat_id)
                  from import_chat
                 where owner_id = :owner and job_id = :job and chat_id = staged_id
                """).param("seq", seq).param("now", now()).update();
    }

    boolean isDescribed(ImportJob job, StagedChat chat) {
        return of(job, """
                select source is not null from import_chat
                 where owner_id = :owner and job_id = :job and chat_id = :chat
                """).param("chat", chat.chat()).query(Boolean.class).optional().orElse(false);
    }

    /// Notes that a chat that was there has got more messages or another description.
    void showGrown(ImportJob job, UUID chat, long seq) {
        of(job, """
                insert into chat as c (owner_id, chat_id, kind, title, source, imported_at, seq)
                select owner_id, chat_id, 'imported', title, source, :now, :seq
                  from import_chat
                 where owner_id = :owner and job_id = :job and chat_id = :chat
                    on conflict (owner_id, chat_id) do update
                       set imported_at = excluded.imported_at, seq = excluded.seq,
                           title = case when excluded.source is null then c.title else excluded.title end,
                           source = coalesce(excluded.source, c.source)
                """).param("now", now()).param("seq", seq).param("chat", chat).update();
    }

    /// What accounts said that have no imported chat any more.
    void forgetAccountsWithoutChats() {
        jdbc.sql("""
                delete from imported_account a
                 where not exists (select 1 from chat c where c.owner_id = a.owner_id and c.kind = 'imported')
                """).update();
    }

    private JdbcClient.StatementSpec of(ImportJob job, String sql) {
        return jdbc.sql(sql).param("owner", job.owner()).param("job", job.id());
    }

    private Timestamp now() {
        return Timestamp.from(clock.instant());
    }
}
