package dev.lethe.message.history;

import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Stream;

import org.springframework.stereotype.Component;

import dev.lethe.message.mailbox.ChatId;
import dev.lethe.message.mailbox.ChatKind;
import dev.lethe.message.mailbox.MessageId;
import dev.lethe.message.membership.Groups;

/// Whose mailboxes have received what somebody wrote in a chat. A copy may be gone from there since. A deletion for
/// everyone reaches all of them, an edit nobody who has left the group since: after that nothing new comes to them.
@Component
public class Holders {
    /// Somebody who received it.
    ///
    /// @param chat as this holder sees it
    public record Holder(UUID owner, ChatId chat) {}

    private final Groups groups;

    Holders(Groups groups) {
        this.groups = groups;
    }

    /// Who received messages of the given range, the author first. In a group these are all who were members at
    /// any time of it; who was not then has no copy that a change could reach.
    public List<Holder> of(UUID author, ChatKind kind, ChatId chat, MessageId first, MessageId last) {
        Holder own = new Holder(author, chat);
        return switch (kind) {
            case SAVED, SERVICE, IMPORTED -> List.of(own);
            case DIRECT -> List.of(own, new Holder(chat.value(), new ChatId(author)));
            case GROUP -> Stream.concat(Stream.of(own), members(author, chat, first, last)).toList();
        };
    }

    /// Whom an edit of a message reaches, the author first.
    public List<Holder> stillThere(UUID author, ChatKind kind, ChatId chat, MessageId id) {
        List<Holder> all = of(author, kind, chat, id, id);
        if (kind != ChatKind.GROUP) {
            return all;
        }
        Set<UUID> present = groups.presentSince(chat, id);
        return all.stream().filter(holder -> holder.owner().equals(author) || present.contains(holder.owner()))
                .toList();
    }

    private Stream<Holder> members(UUID author, ChatId chat, MessageId first, MessageId last) {
        return groups.coveredBy(chat, first, last)
                .stream()
                .filter(account -> !account.equals(author))
                .map(account -> new Holder(account, chat));
    }
}
