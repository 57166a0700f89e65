package dev.lethe.message.transfer;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Objects;
import java.util.UUID;

import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

import dev.lethe.message.history.Removed;
import dev.lethe.message.mailbox.MessageId;
import dev.lethe.message.mailbox.SqlArrays;

/// Newer forms of messages that are there, which nobody sees before their import has succeeded.
@Repository
class ImportChanges {
    /// @param file      an uploaded one that takes the place of the older form's
    /// @param keepsFile whether the message still has a file, if only the older form's
    /// @param moreFiles all others that it has then
    record Change(MessageId id, UUID chat, @Nullable UUID file, boolean keepsFile, List<@Nullable UUID> moreFiles,
            byte[] body, String tokens) {
        @Override
        public String toString() {
            return "Change[redacted]";
        }
    }

    /// A message that has taken its newer form, with the files of both.
    record Changed(MessageId id, List<UUID> before, List<UUID> after) {
        static Changed of(ResultSet row, int number) throws SQLException {
            return new Changed(new MessageId(row.getLong("id")), files(row, "before"), files(row, "after"));
        }

        private static List<UUID> files(ResultSet row, String column) throws SQLException {
            return SqlArrays.uuids(row, column).stream().filter(Objects::nonNull).distinct().toList();
        }

        /// Those that the message has only now.
        Removed gained() {
            return new Removed(id, after.stream().filter(file -> !before.contains(file)).toList());
        }

        /// Those that the message has no more.
        Removed lost() {
            return new Removed(id, before.stream().filter(file -> !after.contains(file)).toList());
        }
    }

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
                insert into import_change (owner_id, job_id, message_id, chat_id, file_id, keeps_file, more_files, body,
                                           tokens)
                select :owner, :job, id, chat_id, file_id, keeps_file, cast(more_files as uuid[]), body, tokens
                  from unnest(:ids, cast(:chats as uuid[]), cast(:files as uuid[]), cast(:keeps as boolean[]),
                              cast(:moreFiles as text[]), :bodies, :tokens)
                       as c (id, chat_id, file_id, keeps_file, more_files, body, tokens)
                    on conflict (owner_id, job_id, message_id) do update
                       set file_id = excluded.file_id, keeps_file = excluded.keeps_file,
                           more_files = excluded.more_files, body = excluded.body, tokens = excluded.tokens
                """)
                .param("ids", SqlArrays.longs(changes, change -> change.id().value()))
                .param("chats", SqlArrays.texts(changes, Change::chat))
                .param("files", SqlArrays.texts(changes, Change::file))
                .param("moreFiles", SqlArrays.texts(changes, change -> SqlArrays.list(change.moreFiles())))
                .param("keeps", SqlArrays.texts(changes, Change::keepsFile))
                .param("bodies", changes.stream().map(Change::body).toArray(byte[][]::new))
                .param("tokens", SqlArrays.texts(changes, Change::tokens))
                .update();
    }

    /// How many are of messages that are seen already.
    int count(ImportJob job) {
        return of(job, """
                select count(*)
                  from import_change n
                  join message m on m.owner_id = n.owner_id and m.id = n.message_id
                 where n.owner_id = :owner and m.owner_id = :owner and n.job_id = :job
                   and not exists (select 1 from import_chat c
                                    where c.owner_id = :owner and c.job_id = :job and c.staged_id = m.chat_id)
                """)
                .query(Integer.class)
                .single();
    }

    /// Those that hold files, from behind an id, in order.
    List<ImportedMessages.WithFiles> withFiles(ImportJob job, long after, int limit) {
        return of(job, """
                select message_id as id, array_append(more_files, file_id) as files
                  from import_change
                 where owner_id = :owner and job_id = :job and message_id > :after
                   and (file_id is not null or more_files is not null)
                 order by message_id
                 limit :limit
                """)
                .param("after", after)
                .param("limit", limit)
                .query(ImportedMessages.WithFiles::of)
                .list();
    }

    /// Lets go of a file that cannot be had.
    void dropFile(ImportJob job, UUID file, List<MessageId> ids) {
        of(job, """
                update import_change
                   set file_id = nullif(file_id, :file), more_files = array_replace(more_files, :file, null)
                 where owner_id = :owner and job_id = :job and message_id = any (:ids)
                """).param("file", file).param("ids", SqlArrays.longs(ids, MessageId::value)).update();
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
                    returning message_id, chat_id, file_id, keeps_file, more_files, body, tokens
                ), numbered as (
                    select t.*, :seq + row_number() over (order by t.message_id) as seq from taken t
                )
                update message m
                   set body = n.body, tokens = cast(nullif(n.tokens, '') as tsvector), seq = n.seq,
                       more_files = n.more_files,
                       file_id = case when n.file_id is not null then n.file_id when n.keeps_file then m.file_id end
                  from numbered n
                 where m.owner_id = :owner and m.id = n.message_id and m.chat_id = n.chat_id
                returning m.id, array_append(old.more_files, old.file_id) as before,
                          array_append(new.more_files, new.file_id) as after
                """)
                .param("ids", SqlArrays.longs(ids, Long::longValue))
                .param("seq", seq)
                .query(Changed::of)
                .list();
    }

    private JdbcClient.StatementSpec of(ImportJob job, String sql) {
        return jdbc.sql(sql).param("owner", job.owner()).param("job", job.id());
    }
}
