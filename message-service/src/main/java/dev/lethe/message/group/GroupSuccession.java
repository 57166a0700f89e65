package dev.lethe.message.group;

import java.util.Collection;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;

import org.springframework.core.annotation.Order;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

import dev.lethe.message.mailbox.ChatId;
import dev.lethe.message.mailbox.Mailbox;
import dev.lethe.message.mailbox.Mailboxes;
import dev.lethe.message.mailbox.MessageId;
import dev.lethe.message.membership.Group;
import dev.lethe.message.membership.GroupRole;
import dev.lethe.message.membership.Groups;
import dev.lethe.message.membership.Member;
import dev.lethe.platform.erasure.ErasureContext;
import dev.lethe.platform.erasure.ErasureStep;
import dev.lethe.platform.failpoint.Failpoints;

/// Takes an erased account out of its groups. What it owned passes to the oldest admin, else the oldest member, of those
/// who live; a group with nobody left is gone. When it was in which group is deleted with its other rows, later: with
/// `forEveryone` that still says where its messages are.
@Component
@Order(0)
class GroupSuccession implements ErasureStep {
    private final Groups groups;
    private final Mailboxes mailboxes;
    private final JdbcClient jdbc;

    GroupSuccession(Groups groups, Mailboxes mailboxes, JdbcClient jdbc) {
        this.groups = groups;
        this.mailboxes = mailboxes;
        this.jdbc = jdbc;
    }

    @Override
    public String item() {
        return "group";
    }

    /// One group at a time.
    @Override
    public int eraseBatch(ErasureContext context, int limit) {
        Optional<ChatId> id = groups.anyOf(context.subject());
        if (id.isEmpty()) {
            return 0;
        }
        groups.take(id.get()).ifPresent(group -> leave(group, context.subject()));
        groups.end(id.get(), context.subject(), MessageId.earliestAt(context.erasedAt()));
        Failpoints.reach("erasure.group-succession");
        return 1;
    }

    private void leave(Group group, UUID erased) {
        Map<UUID, Mailbox> locked = mailboxes.lock(group.accounts());
        Set<UUID> living = locked.values().stream().filter(mailbox -> !mailbox.erased()).map(Mailbox::owner)
                .collect(Collectors.toSet());
        living.remove(erased);
        if (living.isEmpty()) {
            groups.remove(group.id());
            return;
        }
        boolean owned = group.member(erased).map(Member::role).filter(GroupRole.OWNER::equals).isPresent();
        if (owned) {
            new Group(group.id(), group.version(),
                    group.members().stream().filter(member -> living.contains(member.account())).toList())
                    .successorOf(erased)
                    .ifPresent(successor -> groups.setRole(group.id(), successor.account(), GroupRole.OWNER));
        }
        groups.raiseVersion(group.id());
        show(group.id(), living.stream().map(locked::get).toList());
    }

    // Devices learn that something about the group has changed, and ask.
    private void show(ChatId group, Collection<Mailbox> members) {
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
