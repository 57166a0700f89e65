package dev.lethe.message.group;

import java.sql.Types;
import java.util.Collection;
import java.util.UUID;

import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

import dev.lethe.message.chat.ChatOpening;
import dev.lethe.message.mailbox.ChatId;
import dev.lethe.message.mailbox.Mailbox;
import dev.lethe.message.mailbox.Mailboxes;
import dev.lethe.platform.vault.Place;
import dev.lethe.platform.vault.SealBrokenException;
import dev.lethe.platform.vault.SubjectKey;

/// A group's chat as each member has it, with the title under the member's own key.
@Repository
class GroupChats {
    private final JdbcClient jdbc;
    private final Mailboxes mailboxes;

    GroupChats(JdbcClient jdbc, Mailboxes mailboxes) {
        this.jdbc = jdbc;
        this.mailboxes = mailboxes;
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

    /// Shows the chat of those who have one as changed.
    @Transactional(propagation = Propagation.MANDATORY)
    public void show(ChatId group, Collection<Mailbox> members) {
        for (Mailbox member : members) {
            int shown = jdbc.sql("update chat set seq = :seq where owner_id = :owner and chat_id = :group")
                    .param("seq", member.seq() + 1)
                    .param("owner", member.owner())
                    .param("group", group.value())
                    .update();
            if (shown > 0) {
                mailboxes.setSeq(member.owner(), member.seq() + 1);
            }
        }
    }
}
