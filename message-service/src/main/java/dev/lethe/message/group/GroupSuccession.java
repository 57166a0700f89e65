package dev.lethe.message.group;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;

import org.jspecify.annotations.Nullable;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;

import dev.lethe.message.history.Fanout;
import dev.lethe.message.history.MessageSeal;
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
import dev.lethe.platform.vault.KeyLookup;
import dev.lethe.platform.vault.KeyUnreachableException;
import dev.lethe.platform.vault.Reader;
import dev.lethe.platform.vault.Vault;

/// Takes an erased account out of its groups. What it owned passes to the oldest admin, else the oldest member, of those
/// who live, and an event tells them; a group with nobody left is gone. When it was in which group is deleted with its other rows, later: with
/// `forEveryone` that still says where its messages are.
@Component
@Order(0)
class GroupSuccession implements ErasureStep {
    private final Groups groups;
    private final GroupWriting writing;
    private final Mailboxes mailboxes;
    private final MessageSeal seal;
    private final Vault vault;
    private final GroupChats chats;
    private final Cache<UUID, Boolean> unreachable = Caffeine.newBuilder().expireAfterWrite(Duration.ofMinutes(1))
            .build();

    GroupSuccession(Groups groups, GroupWriting writing, Mailboxes mailboxes, MessageSeal seal, Vault vault,
            GroupChats chats) {
        this.groups = groups;
        this.writing = writing;
        this.mailboxes = mailboxes;
        this.seal = seal;
        this.vault = vault;
        this.chats = chats;
    }

    @Override
    public String item() {
        return "group";
    }

    /// One group at a time. The members' keys are asked for before anything is locked.
    @Override
    public int eraseBatch(ErasureContext context, int limit) {
        Optional<ChatId> id = groups.anyOf(context.subject());
        if (id.isEmpty()) {
            return 0;
        }
        Map<UUID, KeyLookup> keys = groups.find(id.get()).map(group -> keysAtHand(group, context.subject()))
                .orElse(Map.of());
        groups.take(id.get()).ifPresent(group -> leave(group, context.subject(), keys));
        groups.end(id.get(), context.subject(), MessageId.earliestAt(context.erasedAt()));
        Failpoints.reach("erasure.group-succession");
        return 1;
    }

    // Without keys devices learn that the group has changed, but have no event. An erasure waits for keyholders once,
    // not for each of its groups.
    private Map<UUID, KeyLookup> keysAtHand(Group group, UUID erased) {
        if (unreachable.getIfPresent(erased) != null) {
            return Map.of();
        }
        try {
            return vault.keys(group.accounts(), Reader.MESSAGE);
        } catch (KeyUnreachableException _) {
            unreachable.put(erased, true);
            return Map.of();
        }
    }

    private void leave(Group group, UUID erased, Map<UUID, KeyLookup> keys) {
        Map<UUID, Mailbox> locked = mailboxes.lock(group.accounts());
        Set<UUID> living = locked.values().stream().filter(mailbox -> !mailbox.erased()).map(Mailbox::owner)
                .collect(Collectors.toSet());
        living.remove(erased);
        if (living.isEmpty()) {
            groups.remove(group.id());
            return;
        }
        UUID successor = successor(group, erased, living);
        if (successor != null) {
            groups.setRole(group.id(), successor, GroupRole.OWNER);
        }
        groups.raiseVersion(group.id());
        Set<UUID> told = writing.tell(group.id(), erased, GroupChange.left(erased, successor).event(),
                new Fanout(locked, keys, seal), living);
        chats.show(group.id(), living.stream().filter(member -> !told.contains(member)).map(locked::get).toList());
    }

    private static @Nullable UUID successor(Group group, UUID erased, Set<UUID> living) {
        boolean owned = group.member(erased).map(Member::role).filter(GroupRole.OWNER::equals).isPresent();
        List<Member> candidates = group.members().stream().filter(member -> living.contains(member.account())).toList();
        return owned ? new Group(group.id(), group.version(), candidates).successorOf(erased).map(Member::account)
                .orElse(null) : null;
    }
}
