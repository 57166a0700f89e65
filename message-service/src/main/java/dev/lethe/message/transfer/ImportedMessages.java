package dev.lethe.message.transfer;

import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;

import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

import dev.lethe.message.history.ChatOrder;
import dev.lethe.message.history.Copy;
import dev.lethe.message.history.Removed;
import dev.lethe.message.mailbox.MessageId;
import dev.lethe.message.mailbox.SqlArrays;

/// Writes imported copies where no other message is, and moves or removes staged ones.
@Repository
class ImportedMessages {
    record Standing(MessageId id, UUID chat, boolean imported, byte[] body) {}

    record WithFile(MessageId id, UUID file, byte[] body) {}

    private final JdbcClient jdbc;

    ImportedMessages(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /// Writes those whose ids are free. They take no number: nobody sees them before their chat.
    ///
    /// @return the ids written
    Set<Long> insertFree(UUID owner, List<Copy> copies) {
        return new HashSet<>(jdbc.sql("""
                insert into message (owner_id, id, chat_id, kind, file_id, body, seq, tokens)
                select :owner, id, chat_id, 'imported', file_id, body, 0,
                       cast(nullif(tokens, '') as tsvector)
                  from unnest(:ids, cast(:chats as uuid[]), cast(:files as uuid[]), :bodies, :tokens)
                       as f (id, chat_id, file_id, body, tokens)
                    on conflict do nothing
                returning id
                """)
                .param("owner", owner)
                .param("ids", SqlArrays.longs(copies, copy -> copy.id().value()))
                .param("chats", SqlArrays.texts(copies, Copy::chat))
                .param("files", SqlArrays.texts(copies, Copy::file))
                .param("bodies", copies.stream().map(Copy::body).toArray(byte[][]::new))
                .param("tokens", SqlArrays.texts(copies, Copy::tokens))
                .query((row, _) -> row.getLong(1))
                .list());
    }

    List<Standing> standingAt(UUID owner, Collection<Long> ids) {
        return jdbc.sql("""
                select id, chat_id, kind = 'imported' as imported, body
                  from message
                 where owner_id = :owner and id = any (:ids)
                """)
                .param("owner", owner)
                .param("ids", SqlArrays.longs(ids, Long::longValue))
                .query((row, _) -> new Standing(new MessageId(row.getLong("id")),
                        row.getObject("chat_id", UUID.class), row.getBoolean("imported"), row.getBytes("body")))
                .list();
    }

    /// Those of a chat that hold a file, from behind an id, in order.
    List<WithFile> withFiles(UUID owner, UUID chat, long after, int limit) {
        return jdbc.sql("""
                select m.id, m.file_id, m.body
                  from message m
                 where m.owner_id = :owner and %s and m.file_id is not null
                 order by %s
                 limit :limit
                """.formatted(ChatOrder.AFTER, ChatOrder.OLDEST_FIRST))
                .param("owner", owner)
                .param("chat", chat)
                .param("at", after)
                .param("limit", limit)
                .query((row, _) -> new WithFile(new MessageId(row.getLong("id")),
                        row.getObject("file_id", UUID.class), row.getBytes("body")))
                .list();
    }

    int count(UUID owner, UUID chat) {
        return jdbc.sql("select count(*) from message where owner_id = :owner and chat_id = :chat")
                .param("owner", owner)
                .param("chat", chat)
                .query(Integer.class)
                .single();
    }

    /// Moves up to `limit` messages into another chat of the owner.
    ///
    /// @return those, with the files that they hold
    List<Removed> move(UUID owner, UUID from, UUID to, int limit) {
        return jdbc.sql("""
                update message set chat_id = :to
                 where owner_id = :owner
                   and id in (select id from message where owner_id = :owner and chat_id = :from limit :limit)
                returning id, file_id
                """)
                .param("owner", owner)
                .param("from", from)
                .param("to", to)
                .param("limit", limit)
                .query(Removed::of)
                .list();
    }

    List<Removed> remove(UUID owner, UUID chat, int limit) {
        return jdbc.sql("""
                delete from message
                 where owner_id = :owner
                   and id in (select id from message where owner_id = :owner and chat_id = :chat limit :limit)
                returning id, file_id
                """).param("owner", owner).param("chat", chat).param("limit", limit).query(Removed::of).list();
    }
}
