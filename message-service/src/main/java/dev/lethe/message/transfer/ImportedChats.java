package dev.lethe.message.transfer;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.sql.Types;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

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

    private final JdbcClient jdbc;
    private final Clock clock;

    ImportedChats(JdbcClient jdbc, Clock clock) {
        this.jdbc = jdbc;
        this.clock = clock;
    }

    /// The one that an earlier upload of the same import opened.
    Optional<StagedChat> find(ImportJob job, UUID chat) {
        return of(job, """
                select chat_id, staged_id from import_chat
                 where owner_id = :owner and job_id = :job and chat_id = :chat
                """).param("chat", chat).query(StagedChat::of).optional();
    }

    boolean exists(UUID owner, UUID chat) {
        return jdbc.sql("select exists (select 1 from chat where owner_id = :owner and chat_id = :chat)")
                .param("owner", owner)
                .param("chat", chat)
                .query(Boolean.class)
                .single();
    }

    /// Whether what is added to it would go with what is being deleted.
    boolean isBeingEmptied(UUID owner, UUID chat) {
        return jdbc.sql("select exists (select 1 from chat_clearing where owner_id = :owner and chat_id = :chat)")
                .param("owner", owner)
                .param("chat", chat)
                .query(Boolean.class)
                .single();
    }

    void add(ImportJob job, StagedChat chat) {
        of(job, """
                insert into import_chat (owner_id, job_id, chat_id, staged_id) values (:owner, :job, :chat, :staged)
                """).param("chat", chat.chat()).param("staged", chat.staged()).update();
    }

    /// Notes what the chat says of itself.
    void describe(ImportJob job, StagedChat chat, byte @Nullable [] title, byte[] source) {
        of(job, """
                update import_chat set title = :title, source = :source
                 where owner_id = :owner and job_id = :job and chat_id = :chat
                """).param("chat", chat.chat())
                .param("title", title, Types.BINARY)
                .param("source", source)
                .update();
    }

    /// What a chat that is there said of itself when it was imported.
    Optional<byte[]> sourceOf(UUID owner, UUID chat) {
        return jdbc.sql("select source from chat where owner_id = :owner and chat_id = :chat and source is not null")
                .param("owner", owner)
                .param("chat", chat)
                .query((row, _) -> row.getBytes(1))
                .optional();
    }

    List<StagedChat> all(ImportJob job) {
        return of(job, "select chat_id, staged_id from import_chat where owner_id = :owner and job_id = :job")
                .query(StagedChat::of)
                .list();
    }

    /// Puts all new chats into the owner's list, numbered from behind `seq`, and keeps what their account said.
    ///
    /// @return how many they are
    int showNew(ImportJob job, long seq) {
        of(job, """
                insert into imported_account (owner_id, root)
                select owner_id, root from import_job where owner_id = :owner and id = :job and root is not null
                    on conflict (owner_id) do update set root = excluded.root
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
