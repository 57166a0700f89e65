package dev.lethe.message.group;

import java.sql.Types;
import java.util.UUID;

import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

import dev.lethe.message.chat.ChatOpening;
import dev.lethe.message.mailbox.ChatId;
import dev.lethe.platform.vault.Place;
import dev.lethe.platform.vault.SealBrokenException;
import dev.lethe.platform.vault.SubjectKey;

/// A group's title as each member has it, under the member's own key.
@Repository
class GroupTitles {
    private final JdbcClient jdbc;

    GroupTitles(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /// Nothing when there is none, and when it does not open: then another may take its place.
    @Nullable
    String read(UUID owner, ChatId group, SubjectKey key) {
        return jdbc.sql("select title from chat where owner_id = :owner and chat_id = :group and title is not null")
                .param("owner", owner)
                .param("group", group.value())
                .query((row, _) -> row.getBytes(1))
                .optional()
                .map(sealed -> open(ChatOpening.titlePlace(owner, group.value()), sealed, key))
                .orElse(null);
    }

    private static @Nullable String open(Place place, byte[] sealed, SubjectKey key) {
        try {
            return key.openText(place, sealed);
        } catch (SealBrokenException _) {
            return null;
        }
    }

    /// Shows a chat's change under a number; with a title, that is part of it.
    @Transactional(propagation = Propagation.MANDATORY)
    public void write(UUID owner, ChatId group, @Nullable String title, SubjectKey key, long seq) {
        jdbc.sql("""
                update chat set title = coalesce(:title, title), seq = :seq
                 where owner_id = :owner and chat_id = :group
                """)
                .param("owner", owner)
                .param("group", group.value())
                .param("title",
                        title == null ? null : key.seal(ChatOpening.titlePlace(owner, group.value()), title),
                        Types.BINARY)
                .param("seq", seq)
                .update();
    }
}
