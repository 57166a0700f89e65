package dev.lethe.message.transfer;

import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;

import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

import dev.lethe.message.history.Copy;
import dev.lethe.message.mailbox.MessageId;
import dev.lethe.message.mailbox.SqlArrays;

/// Writes imported copies where no other message is, and moves or removes staged ones.
@Repository
class ImportedMessages {
    record Standing(MessageId id, UUID chat, boolean imported, byte[] body) {}

    private final JdbcClient jdbc;

    ImportedMessages(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /// Writes those whose ids are free. They take no number: nobody sees them before their chat.
    ///
    /// @return the ids written
    Set<Long> insertFree(UUID owner, List<Copy> copies) {
        return new HashSet<>(jdbc.sql("""
                insert into message (owner_id, id, chat_id, kind, body, seq)
                select :owner, id, chat_id, 'imported', body, 0
                  from unnest(:ids, cast(:chats as uuid[]), :bodies) as f (id, chat_id, body)
                    on conflict do nothing
                returning id
                """)
                .param("owner", owner)
                .param("ids", SqlArrays.longs(copies, copy -> copy.id().value()))
                .param("chats", SqlArrays.texts(copies, Copy::chat))
                .param("bodies", copies.stream().map(Copy::body).toArray(byte[][]::new))
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

    boolean chatExists(UUID owner, UUID chat) {
        return jdbc.sql("select exists (select 1 from chat where owner_id = :owner and chat_id = :chat)")
                .param("owner", owner)
                .param("chat", chat)
                .query(Boolean.class)
                .single();
    }

    /// Moves up to `limit` messages into another chat of the owner.
    int move(UUID owner, UUID from, UUID to, int limit) {
        return jdbc.sql("""
                update message set chat_id = :to
                 where owner_id = :owner
                   and id in (select id from message where owner_id = :owner and chat_id = :from limit :limit)
                """)
                .param("owner", owner)
                .param("from", from)
                .param("to", to)
                .param("limit", limit)
                .update();
    }

    int remove(UUID owner, UUID chat, int limit) {
        return jdbc.sql("""
                delete from message
                 where owner_id = :owner
                   and id in (select id from message where owner_id = :owner and chat_id = :chat limit :limit)
                """).param("owner", owner).param("chat", chat).param("limit", limit).update();
    }
}
