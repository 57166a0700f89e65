package dev.lethe.message.group;

import java.util.List;
import java.util.Map;
import java.util.UUID;

import org.springframework.stereotype.Component;

import dev.lethe.events.DeletionEvent;
import dev.lethe.events.DeletionEvent.GroupDissolved;
import dev.lethe.message.mailbox.ChatId;
import dev.lethe.message.mailbox.Mailbox;
import dev.lethe.message.mailbox.Mailboxes;
import dev.lethe.message.mailbox.MessageId;
import dev.lethe.message.membership.Audiences;
import dev.lethe.message.membership.Group;
import dev.lethe.message.membership.Groups;
import dev.lethe.message.membership.Member;
import dev.lethe.platform.inbox.EventConsumer;
import dev.lethe.platform.inbox.ReceivedEvent;

/// Hears which groups were ended. They are gone already, except after a restore, when position and data have gone back
/// together; then they end again. Without a message, for that would stand behind what its reader deleted since: devices
/// learn that nobody is in the group from the chat itself.
@Component
class GroupEndConsumer implements EventConsumer {
    private final Groups groups;
    private final GroupChats chats;
    private final Mailboxes mailboxes;
    private final Audiences audiences;

    GroupEndConsumer(Groups groups, GroupChats chats, Mailboxes mailboxes, Audiences audiences) {
        this.groups = groups;
        this.chats = chats;
        this.mailboxes = mailboxes;
        this.audiences = audiences;
    }

    @Override
    public String topic() {
        return DeletionEvent.TOPIC;
    }

    @Override
    public void on(ReceivedEvent received) {
        if (received.event() instanceof GroupDissolved(UUID id, long last)) {
            groups.take(new ChatId(id)).ifPresent(group -> end(group, new MessageId(last)));
        }
    }

    // Once all have deleted the chat, its maker can make the group again by the same client id: those members came later.
    private void end(Group group, MessageId last) {
        List<UUID> ended = group.members().stream().filter(member -> member.fromId() <= last.value())
                .map(Member::account).toList();
        if (ended.isEmpty()) {
            return;
        }
        Map<UUID, Mailbox> locked = mailboxes.lock(ended);
        groups.dissolve(group.id(), last, null);
        groups.forgetWhoHasNoChat(group.id());
        groups.raiseVersion(group.id());
        chats.show(group.id(), locked.values().stream().filter(mailbox -> !mailbox.erased()).toList());
        audiences.forget(group.id());
    }
}
