package dev.lethe.message.transfer;

import java.util.List;
import java.util.UUID;

import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

import dev.lethe.message.mailbox.MessageId;
import dev.lethe.message.mailbox.SqlArrays;

/// Newer forms of messages that are there, which nobody sees before their import has succeeded.
@Repository
class ImportChanges {
    /// @param file      an uploaded one that takes the place of the older form's
    /// @param keepsFile whether the message still has a file, if only the older form's
    record Change(MessageId id, UUID chat, @Nullable UUID file, boolean keepsFile, byte[] body, String tokens) {
        @Override
        public String toString() {
            return "Change[redacted]";
        }
    }

    /// A message that has taken its newer form.
    record Changed(MessageId id, @Nullable UUID fileBefore, @Nullable UUID file) {}

    private final JdbcClient jdbc;

    ImportChanges(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    @Transactional(propagation = Propagation.MANDATORY)
    public void put(ImportJob job, List<Change> changes) {
        if (changes.isEmpty()) {
            return;
        }
        of(job, """
                insert into import_change (owner_id, job_id, message_id, chat_id, file_id, keeps_file, body, tokens)
                select :owner, :job, id, chat_id, file_id, keeps_file, body, tokens
                  from unnest(:ids, cast(:chats as uuid[]), cast(:files as uuid[]), cast(:keeps as boolean[]), :bodies,
                              :tokens) as c (id, chat_id, file_id, keeps_file, body, tokens)
                    on conflict (owner_id, job_id, message_id) do update
                       set file_id = excluded.file_id, keeps_file = excluded.keeps_file, body = excluded.body,
                           tokens = excluded.tokens
                """)
                .param("ids", SqlArrays.longs(changes, change -> change.id().value()))
                .param("chats", SqlArrays.texts(changes, Change::chat))
                .param("files", SqlArrays.texts(changes, Change::file))
                .param("keeps", SqlArrays.texts(changes, Change::keepsFile))
                .param("bodies", changes.stream().map(Change::body).toArray(byte[][]::new))
                .param("tokens", SqlArrays.texts(changes, Change::tokens))
                .update();
    }

    int count(ImportJob job) {
        return of(job, "select count(*) from import_change where owner_id = :owner and job_id = :job")
                .query(Integer.class)
                .single();
    }

    /// Those that bring a file, from behind an id, in order.
    List<ImportedMessages.WithFile> withFiles(ImportJob job, long after, int limit) {
        return of(job, """
                select message_id, file_id from import_change
                 where owner_id = :owner and job_id = :job and message_id > :after and file_id is not null
                 order by message_id
                 limit :limit
                """)
                .param("after", after)
                .param("limit", limit)
                .query((row, _) -> new ImportedMessages.WithFile(new MessageId(row.getLong("message_id")),
                        row.getObject("file_id", UUID.class)))
                .list();
    }

    /// Lets go of files that cannot be had.
    void dropFiles(ImportJob job, List<MessageId> ids) {
        of(job, """
                update import_change set file_id = null
                 where owner_id = :owner and job_id = :job and message_id = any (:ids)
                """).param("ids", SqlArrays.longs(ids, MessageId::value)).update();
    }

    /// Up to `limit` that have not taken their place yet.
    List<Long> next(ImportJob job, int limit) {
        return of(job, """
                select message_id from import_change where owner_id = :owner and job_id = :job
                 order by message_id
                 limit :limit
                """).param("limit", limit).query((row, _) -> row.getLong(1)).list();
    }

    /// Lets newer forms take their place, each under a number of its own from behind `seq`. What was deleted meanwhile stays so.
    @Transactional(propagation = Propagation.MANDATORY)
    public List<Changed> show(ImportJob job, List<Long> ids, long seq) {
        return of(job, """
                with taken as (
                    delete from import_change
                     where owner_id = :owner and job_id = :job and message_id = any (:ids)
                    returning message_id, chat_id, file_id, keeps_file, body, tokens
                ), numbered as (
                    select t.*, :seq + row_number() over (order by t.message_id) as seq from taken t
                )
                update message m
                   set body = n.body, tokens = cast(nullif(n.tokens, '') as tsvector), seq = n.seq,
                       file_id = case when n.file_id is not null then n.file_id when n.keeps_file then m.file_id end
                  from numbered n
                 where m.owner_id = :owner and m.id = n.message_id and m.chat_id = n.chat_id
                returning m.id, old.file_id as file_before, new.file_id as file
                """)
                .param("ids", SqlArrays.longs(ids, Long::longValue))
                .param("seq", seq)
                .query((row, _) -> new Changed(new MessageId(row.getLong("id")),
                        row.getObject("file_before", UUID.class), row.getObject("file", UUID.class)))
                .list();
    }

    private JdbcClient.StatementSpec of(ImportJob job, String sql) {
        return jdbc.sql(sql).param("owner", job.owner()).param("job", job.id());
    }
}
