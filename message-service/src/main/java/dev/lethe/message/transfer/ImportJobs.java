package dev.lethe.message.transfer;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Clock;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/// The imports of all owners, one of an owner under way at most.
@Repository
class ImportJobs {
    private static final String OF_JOB = " where owner_id = :owner and id = :job and attempt = :attempt";

    private final JdbcClient jdbc;
    private final Clock clock;

    ImportJobs(JdbcClient jdbc, Clock clock) {
        this.jdbc = jdbc;
        this.clock = clock;
    }

    /// Begins one that is read at once, unless another of this owner is under way. The owner's mailbox is locked, so that
    /// whoever empties a chat sees it.
    @Nullable
    ImportJob begin(UUID owner) {
        UUID id = UUID.randomUUID();
        return insert(owner, id, "reading", false) ? new ImportJob(owner, id, 1, false) : null;
    }

    /// Makes one that waits for its content, unless it is there or another of this owner is under way.
    boolean prepare(UUID owner, UUID id) {
        return insert(owner, id, "waiting", true);
    }

    private boolean insert(UUID owner, UUID id, String state, boolean resumable) {
        return jdbc.sql("""
                insert into import_job (owner_id, id, state, resumable, touched_at)
                values (:owner, :job, :state, :resumable, :now)
                    on conflict do nothing
                """)
                .param("owner", owner)
                .param("job", id)
                .param("state", state)
                .param("resumable", resumable)
                .param("now", now())
                .update() == 1;
    }

    /// Begins an upload of its content; an earlier one that still goes on loses its say. The owner's mailbox is locked.
    @Nullable
    ImportJob take(UUID owner, UUID id) {
        return jdbc.sql("""
                update import_job
                   set state = 'reading', attempt = attempt + 1, touched_at = :now
                 where owner_id = :owner and id = :job and resumable and state in ('waiting', 'reading')
                returning owner_id, id, attempt, resumable
                """).param("owner", owner).param("job", id).param("now", now()).query(ImportJobs::job)
                .optional()
                .orElse(null);
    }

    /// Takes one out of the hands of whoever reads it, to remove it.
    @Nullable
    ImportJob cancel(UUID owner, UUID id) {
        return jdbc.sql("""
                update import_job
                   set state = 'removing', attempt = attempt + 1, touched_at = :now
                 where owner_id = :owner and id = :job and state in ('waiting', 'reading', 'removing')
                returning owner_id, id, attempt, resumable
                """).param("owner", owner).param("job", id).param("now", now()).query(ImportJobs::job)
                .optional()
                .orElse(null);
    }

    Optional<ImportProgress> find(UUID owner, UUID id) {
        return jdbc.sql("""
                select id, state, bytes_read, chats, messages, changed, skipped, files_missing, left_out,
                       messages_left_out
                  from import_job
                 where owner_id = :owner and id = :job and resumable
                """).param("owner", owner).param("job", id).query(ImportJobs::progress).optional();
    }

    Optional<UUID> underWay(UUID owner) {
        return jdbc.sql("""
                select id from import_job
                 where owner_id = :owner and state in ('waiting', 'reading', 'finishing', 'removing')
                """).param("owner", owner).query(UUID.class).optional();
    }

    /// Shows how far it is.
    ///
    /// @return false when it has no say any more
    boolean touch(ImportJob job, ImportTally tally) {
        return counted(job, "state = 'reading'", tally);
    }

    /// Decides that an import has succeeded.
    ///
    /// @return false when it has no say any more
    boolean succeed(ImportJob job, ImportTally tally) {
        return counted(job, "state = 'finishing'", tally);
    }

    private boolean counted(ImportJob job, String change, ImportTally tally) {
        return of(job, "update import_job set " + change + """
                , touched_at = :now, bytes_read = :bytes, chats = :chats, messages = :messages, skipped = :skipped,
                  changed = :changed, files = :files, files_missing = :missing, left_out = :leftOut,
                  messages_left_out = :messagesLeftOut
                """ + OF_JOB + " and state = 'reading'")
                .param("now", now())
                .param("bytes", tally.bytesRead())
                .param("chats", tally.chats())
                .param("messages", tally.messages())
                .param("skipped", tally.skipped())
                .param("changed", tally.changed())
                .param("messagesLeftOut", tally.messagesLeftOut())
                .param("files", tally.files())
                .param("missing", tally.filesMissing())
                .param("leftOut", tally.leftOut().toArray(String[]::new))
                .update() == 1;
    }

    /// Keeps what has been staged until the content comes again.
    void rest(ImportJob job) {
        change(job, "state = 'waiting'", "state = 'reading'");
    }

    /// Marks an import as failed unless it is being finished.
    boolean fail(ImportJob job) {
        return change(job, "state = 'removing'", "state in ('waiting', 'reading', 'removing')");
    }

    /// Holds an import that failed until the end of the transaction, so that no other of its owner can begin.
    ///
    /// @return false when it has ended already
    boolean holdFailed(ImportJob job) {
        return change(job, "state = state", "state = 'removing'");
    }

    boolean hasFiles(ImportJob job) {
        return of(job, "select files > 0 from import_job" + OF_JOB).query(Boolean.class).optional().orElse(false);
    }

    void setRoot(ImportJob job, byte[] account, boolean home, byte[] root) {
        of(job, "update import_job set root = :root, account = :account, home = :home" + OF_JOB)
                .param("root", root)
                .param("account", account)
                .param("home", home)
                .update();
    }

    void setOdd(ImportJob job, byte[] odd) {
        of(job, "update import_job set odd = :odd" + OF_JOB).param("odd", odd).update();
    }

    byte @Nullable [] odd(UUID owner, UUID id) {
        return jdbc.sql("select odd from import_job where owner_id = :owner and id = :job and odd is not null")
                .param("owner", owner)
                .param("job", id)
                .query((row, _) -> row.getBytes(1))
                .optional()
                .orElse(null);
    }

    /// Notes that its owner goes on preparing it.
    void keepWaiting(UUID owner, UUID id) {
        jdbc.sql("""
                update import_job set touched_at = :now where owner_id = :owner and id = :job and state = 'waiting'
                """).param("owner", owner).param("job", id).param("now", now()).update();
    }

    /// What it came to can be asked for a while, if it can be asked for at all.
    void end(ImportJob job, ImportState state) {
        of(job, "delete from import_chat where owner_id = :owner and job_id = :job").update();
        of(job, "delete from import_change where owner_id = :owner and job_id = :job").update();
        of(job, "delete from import_file where owner_id = :owner and job_id = :job").update();
        if (!job.resumable()) {
            of(job, "delete from import_job" + OF_JOB).update();
            return;
        }
        String word = state == ImportState.DONE ? "done" : "failed";
        change(job, "root = null, state = '" + word + "'", "true");
    }

    /// Takes over those in a state that nobody has touched for so long.
    ///
    /// @param state a condition
    List<ImportJob> takeAbandoned(String state, Duration after) {
        return jdbc.sql("update import_job set touched_at = :now where touched_at < :before and " + state
                + " returning owner_id, id, attempt, resumable")
                .param("now", now())
                .param("before", before(after))
                .query(ImportJobs::job)
                .list();
    }

    void forgetEnded(Duration after) {
        jdbc.sql("delete from import_job where touched_at < :before and state in ('done', 'failed')")
                .param("before", before(after))
                .update();
    }

    void forget(UUID owner, UUID id) {
        jdbc.sql("delete from import_job where owner_id = :owner and id = :job and state in ('done', 'failed')")
                .param("owner", owner)
                .param("job", id)
                .update();
    }

    private boolean change(ImportJob job, String change, String condition) {
        return of(job, "update import_job set touched_at = :now, " + change + OF_JOB + " and " + condition)
                .param("now", now())
                .update() == 1;
    }

    private JdbcClient.StatementSpec of(ImportJob job, String sql) {
        return jdbc.sql(sql).param("owner", job.owner()).param("job", job.id()).param("attempt", job.attempt());
    }

    private Timestamp now() {
        return Timestamp.from(clock.instant());
    }

    private Timestamp before(Duration after) {
        return Timestamp.from(clock.instant().minus(after));
    }

    private static ImportJob job(ResultSet row, int number) throws SQLException {
        return new ImportJob(row.getObject("owner_id", UUID.class), row.getObject("id", UUID.class),
                row.getInt("attempt"), row.getBoolean("resumable"));
    }

    private static ImportProgress progress(ResultSet row, int number) throws SQLException {
        return new ImportProgress(row.getObject("id", UUID.class), ImportState.ofColumn(row.getString("state")),
                row.getLong("bytes_read"), row.getInt("chats"), row.getInt("messages"), row.getInt("changed"),
                row.getInt("skipped"), row.getInt("files_missing"),
                Arrays.asList((String[]) row.getArray("left_out").getArray()), row.getInt("messages_left_out"),
                List.of());
    }
}
