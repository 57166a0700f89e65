package dev.lethe.message.transfer;

import java.sql.Timestamp;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;

import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/// The imports under way, one an owner, and under which ids their chats are staged.
@Repository
class ImportJobs {
    /// @param chat   the id under which it will be seen
    /// @param staged the id under which its messages are written until then; the same for a new chat
    record StagedChat(UUID chat, UUID staged) {
        boolean isNew() { return chat.equals(staged); }
    }

    private static final String OF_JOB = " where owner_id = :owner and id = :job";

    private final JdbcClient jdbc;
    private final Clock clock;

    ImportJobs(JdbcClient jdbc, Clock clock) {
        this.jdbc = jdbc;
        this.clock = clock;
    }

    /// Begins one unless another of this owner is under way.
    @Nullable
    ImportJob begin(UUID owner) {
        UUID id = UUID.randomUUID();
        int begun = jdbc.sql("""
                insert into import_job (owner_id, id, state, touched_at) values (:owner, :job, 'reading', :now)
                    on conflict do nothing
                """).param("owner", owner).param("job", id).param("now", now()).update();
        return begun == 0 ? null : new ImportJob(owner, id);
    }

    /// Shows that it goes on.
    ///
    /// @return false when it counts as broken off
    boolean touch(ImportJob job) {
        return of(job, "update import_job set touched_at = :now" + OF_JOB + " and state = 'reading'")
                .param("now", now())
                .update() > 0;
    }

    /// Decides that an import has succeeded.
    ///
    /// @return false when it was broken off before
    boolean succeed(ImportJob job) {
        return of(job, "update import_job set state = 'finishing', touched_at = :now" + OF_JOB
                + " and state = 'reading'").param("now", now()).update() == 1;
    }

    /// Marks an import as failed unless it is being finished.
    boolean fail(ImportJob job) {
        return of(job, "update import_job set state = 'failed', touched_at = :now" + OF_JOB
                + " and state <> 'finishing'").param("now", now()).update() > 0;
    }

    /// Holds an import that failed until the end of the transaction, so that no other of its owner can begin.
    ///
    /// @return false when it has ended already
    boolean holdFailed(ImportJob job) {
        return of(job, "update import_job set touched_at = :now" + OF_JOB + " and state = 'failed'")
                .param("now", now())
                .update() > 0;
    }

    void end(ImportJob job) {
        of(job, "delete from import_chat where owner_id = :owner and job_id = :job").update();
        of(job, "delete from import_job" + OF_JOB).update();
    }

    /// Takes over those that have made no progress for so long: to finish them if `finishing`, else to remove them.
    List<ImportJob> takeAbandoned(boolean finishing, Duration after) {
        return jdbc.sql("""
                update import_job set touched_at = :now
                 where (state = 'finishing') = :finishing and touched_at < :before
                returning owner_id, id
                """)
                .param("now", now())
                .param("finishing", finishing)
                .param("before", Timestamp.from(clock.instant().minus(after)))
                .query((row, _) -> new ImportJob(row.getObject(1, UUID.class), row.getObject(2, UUID.class)))
                .list();
    }

    void addChat(ImportJob job, StagedChat chat, byte @Nullable [] title) {
        of(job, """
                insert into import_chat (owner_id, job_id, chat_id, staged_id, title)
                values (:owner, :job, :chat, :staged, :title)
                """).param("chat", chat.chat())
                .param("staged", chat.staged())
                .param("title", title, java.sql.Types.BINARY)
                .update();
    }

    List<StagedChat> chats(ImportJob job) {
        return of(job, "select chat_id, staged_id from import_chat where owner_id = :owner and job_id = :job")
                .query((row, _) -> new StagedChat(row.getObject(1, UUID.class), row.getObject(2, UUID.class)))
                .list();
    }

    /// Puts all new chats into the owner's list, numbered from behind `seq`.
    ///
    /// @return how many they are
    int showNewChats(ImportJob job, long seq) {
        return of(job, """
                insert into chat (owner_id, chat_id, kind, title, imported_at, seq)
                select owner_id, chat_id, 'imported', title, :now, :seq + row_number() over (order by chat_id)
                  from import_chat
                 where owner_id = :owner and job_id = :job and chat_id = staged_id
                """).param("seq", seq).param("now", now()).update();
    }

    /// Notes that a chat that was there has got more messages.
    void showGrown(ImportJob job, UUID chat, long seq) {
        jdbc.sql("update chat set imported_at = :now, seq = :seq where owner_id = :owner and chat_id = :chat")
                .param("now", now())
                .param("seq", seq)
                .param("owner", job.owner())
                .param("chat", chat)
                .update();
    }

    private JdbcClient.StatementSpec of(ImportJob job, String sql) {
        return jdbc.sql(sql).param("owner", job.owner()).param("job", job.id());
    }

    private Timestamp now() {
        Instant now = clock.instant();
        return Timestamp.from(now);
    }
}
