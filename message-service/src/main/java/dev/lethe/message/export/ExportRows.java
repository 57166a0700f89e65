package dev.lethe.message.export;

import java.util.List;
import java.util.Optional;
import java.util.UUID;

import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

import dev.lethe.message.history.ChatOrder;
import dev.lethe.message.history.MessageRow;
import dev.lethe.message.history.PageBytes;
import dev.lethe.message.mailbox.ChatId;
import dev.lethe.message.mailbox.ChatKind;
import dev.lethe.message.mailbox.SqlArrays;

/// What an export reads, page by page and without a lock.
@Repository
class ExportRows {
    /// A message with the files that it holds beside its own, by the places of their paths in it.
    record Holding(MessageRow row, List<@Nullable UUID> moreFiles) {}

    record ChatSealed(ChatId id, ChatKind kind, byte @Nullable [] title, byte @Nullable [] source) {}

    private static final String CHAT = "select chat_id, kind, title, source from chat where owner_id = :owner";

    private final JdbcClient jdbc;

    ExportRows(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /// All chats of an owner but the one in which the suite writes, from behind an id, in the order of their ids.
    List<ChatSealed> chats(UUID owner, UUID after, int limit) {
        return chat(jdbc.sql(CHAT + " and kind <> 'service' and chat_id > :after order by chat_id limit :limit")
                .param("owner", owner)
                .param("after", after)
                .param("limit", limit)).list();
    }

    Optional<ChatSealed> chat(UUID owner, ChatId chat) {
        return chat(jdbc.sql(CHAT + " and chat_id = :chat").param("owner", owner).param("chat", chat.value()))
                .optional();
    }

    private static JdbcClient.MappedQuerySpec<ChatSealed> chat(JdbcClient.StatementSpec statement) {
        return statement.query((row, _) -> new ChatSealed(new ChatId(row.getObject("chat_id", UUID.class)),
                ChatKind.ofColumn(row.getString("kind")), row.getBytes("title"), row.getBytes("source")));
    }

    /// What the exports of whole accounts said beside their chats, that of the first account first.
    List<byte[]> accounts(UUID owner) {
        return jdbc.sql("select root from imported_account where owner_id = :owner order by home desc, account")
                .param("owner", owner)
                .query((row, _) -> row.getBytes(1))
                .list();
    }

    /// Those of the given messages that are still there, in their order, and no more at once than [PageBytes] allow.
    List<MessageRow> messages(UUID owner, ChatId chat, List<Long> ids) {
        return jdbc.sql(PageBytes.of("select n.place, " + MessageRow.COLUMNS + """
                  from unnest(:ids) with ordinality as n (id, place)
                  join message m on m.id = n.id
                 where m.owner_id = :owner and m.chat_id = :chat and m.id = any (:ids)
                """, "m.place"))
                .param("owner", owner)
                .param("chat", chat.value())
                .param("ids", SqlArrays.longs(ids, Long::longValue))
                .query(MessageRow::of)
                .list();
    }

    /// Those that hold files, from behind an id, in order, and no more at once than [PageBytes] allow.
    List<Holding> withFiles(UUID owner, ChatId chat, long after, int limit) {
        return jdbc.sql(PageBytes.of("select " + MessageRow.COLUMNS + """
                , m.more_files
                  from message m
                 where m.owner_id = :owner and %s and (m.file_id is not null or m.more_files is not null)
                 order by %s
                 limit :limit
                """.formatted(ChatOrder.AFTER, ChatOrder.OLDEST_FIRST), ChatOrder.OLDEST_FIRST))
                .param("owner", owner)
                .param("chat", chat.value())
                .param("at", after)
                .param("limit", limit)
                .query((row, number) -> new Holding(MessageRow.of(row, number), SqlArrays.uuids(row, "more_files")))
                .list();
    }
}
