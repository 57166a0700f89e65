package dev.lethe.message.group;

import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;

import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

import dev.lethe.message.MessageProblems;
import dev.lethe.message.history.CopyBudget;
import dev.lethe.message.mailbox.ChatId;
import dev.lethe.message.mailbox.Mailboxes;
import dev.lethe.message.membership.Audiences;
import dev.lethe.message.membership.Group;
import dev.lethe.message.membership.GroupRole;
import dev.lethe.message.membership.Groups;
import dev.lethe.message.membership.Member;
import dev.lethe.platform.failpoint.Failpoints;
import dev.lethe.platform.problem.PlatformProblems;
import dev.lethe.platform.problem.Problem;
import dev.lethe.platform.vault.KeyLookup;
import dev.lethe.platform.vault.KeyUnreachableException;
import dev.lethe.platform.vault.Reader;
import dev.lethe.platform.vault.SubjectKey;
import dev.lethe.platform.vault.Vault;

/// What members may do to their group. Each act decides under the group's lock, on the group as it is then.
@Component
class GroupActs {
    private static final int TRIES = 5;

    /// What becomes of a group as it is under its lock; null when nothing does.
    private interface Act {
        @Nullable
        GroupChange decide(Group group, Map<UUID, KeyLookup> keys);
    }

    private final Groups groups;
    private final GroupWriting writing;
    private final GroupChats chats;
    private final GroupPermissionsClient permissions;
    private final Audiences audiences;
    private final Mailboxes mailboxes;
    private final Vault vault;
    private final CopyBudget budget;
    private final TransactionTemplate transaction;

    GroupActs(Groups groups, GroupWriting writing, GroupChats chats, GroupPermissionsClient permissions,
            Audiences audiences, Mailboxes mailboxes, Vault vault, CopyBudget budget,
            TransactionTemplate transaction) {
        this.groups = groups;
        this.writing = writing;
        this.chats = chats;
        this.permissions = permissions;
        this.audiences = audiences;
        this.mailboxes = mailboxes;
        this.vault = vault;
        this.budget = budget;
        this.transaction = transaction;
    }

    /// Adds those who let the actor do so and are not in it yet.
    ///
    /// @return those whom it could not add
    Set<UUID> add(UUID actor, ChatId id, Set<UUID> accounts) {
        require(groups.find(id).orElse(null), id, actor, GroupRole.ADMIN);
        Set<UUID> allowed = permissions.allowed(actor, accounts);
        change(actor, id, (group, _) -> {
            require(group, id, actor, GroupRole.ADMIN);
            Set<UUID> joining = new LinkedHashSet<>(accounts);
            joining.retainAll(allowed);
            group.accounts().forEach(joining::remove);
            if (group.members().size() + joining.size() > Group.MOST_MEMBERS) {
                throw MessageProblems.GROUP_FULL.asProblem();
            }
            return joining.isEmpty() ? null : GroupChange.added(joining);
        }, allowed);
        Set<UUID> refused = new LinkedHashSet<>(accounts);
        groups.find(id).ifPresent(group -> group.accounts().forEach(refused::remove));
        return refused;
    }

    /// Removes somebody whose role is lower than the actor's; the actor itself leaves.
    void remove(UUID actor, ChatId id, UUID account) {
        change(actor, id, (group, _) -> {
            Member acting = require(group, id, actor, GroupRole.MEMBER);
            if (account.equals(actor)) {
                return GroupChange.left(actor, acting.role() == GroupRole.OWNER
                        ? group.successorOf(actor).map(Member::account).orElse(null)
                        : null);
            }
            Member target = group.member(account).orElseThrow(MessageProblems.MEMBER_NOT_FOUND::asProblem);
            if (!acting.role().isAtLeast(GroupRole.ADMIN) || target.role().isAtLeast(acting.role())) {
                throw MessageProblems.ROLE_TOO_LOW.asProblem();
            }
            return GroupChange.removed(account);
        }, Set.of());
    }

    /// Gives a member another role; who makes another the owner becomes an admin.
    void setRole(UUID actor, ChatId id, UUID account, GroupRole role) {
        change(actor, id, (group, _) -> {
            require(group, id, actor, GroupRole.OWNER);
            Member target = group.member(account).orElseThrow(MessageProblems.MEMBER_NOT_FOUND::asProblem);
            if (target.role() == role) {
                return null;
            }
            if (account.equals(actor)) {
                throw MessageProblems.ROLE_TOO_LOW.asProblem("The owner hands the group over to another member first.");
            }
            return role == GroupRole.OWNER ? GroupChange.handedOver(actor, account) : GroupChange.role(account, role);
        }, Set.of());
    }

    void setTitle(UUID actor, ChatId id, String title) {
        change(actor, id, (group, keys) -> {
            require(group, id, actor, GroupRole.ADMIN);
            boolean same = keys.get(actor) instanceof KeyLookup.Present(SubjectKey key)
                    && title.equals(chats.read(actor, id, key));
            return same ? null : GroupChange.title(title);
        }, Set.of());
    }

    /// Ends the group for everybody. Whoever has ended it may ask again.
    void dissolve(UUID actor, ChatId id) {
        try {
            change(actor, id, (group, _) -> {
                require(group, id, actor, GroupRole.OWNER);
                return GroupChange.dissolved();
            }, Set.of());
        } catch (Problem refused) {
            if (!groups.wasDissolvedBy(id, actor)) {
                throw refused;
            }
        }
    }

    private void change(UUID actor, ChatId id, Act act, Set<UUID> joining) {
        Set<UUID> all = new LinkedHashSet<>(joining);
        groups.find(id).ifPresent(group -> all.addAll(group.accounts()));
        int failures = 0;
        while (failures < TRIES) {
            Map<UUID, KeyLookup> keys = vault.keys(all, Reader.MESSAGE);
            mailboxes.create(joining);
            try {
                Set<UUID> unknown = apply(actor, id, act, keys);
                if (unknown.isEmpty()) {
                    audiences.forget(id);
                    Failpoints.reach("message.after-group-change");
                    return;
                }
                // each time that others were faster they are in the group now, which takes so many and no more
                failures += all.addAll(unknown) ? 0 : 1;
            } catch (KeyUnreachableException _) {
                // a key was revoked while it was in use; asked again, the keyholders say why
                failures++;
            }
        }
        throw PlatformProblems.unavailable();
    }

    /// Changes nothing when others have joined meanwhile, whose keys are not at hand.
    ///
    /// @return these
    private Set<UUID> apply(UUID actor, ChatId id, Act act, Map<UUID, KeyLookup> keys) {
        return Objects.requireNonNull(transaction.execute(_ -> {
            Group group = groups.take(id).orElseThrow(() -> notThere(id, actor));
            Set<UUID> unknown = new LinkedHashSet<>(group.accounts());
            unknown.removeAll(keys.keySet());
            GroupChange change = unknown.isEmpty() ? act.decide(group, keys) : null;
            if (change != null) {
                weigh(actor, group, change);
                writing.apply(group, actor, change, keys);
            }
            return unknown;
        }));
    }

    /// Whoever leaves may always do so, and whoever ends the group too.
    private void weigh(UUID actor, Group group, GroupChange change) {
        if (!change.ended().contains(actor) && !change.isDissolution()) {
            budget.spend(actor, group.members().size() + change.added().size());
        }
    }

    Member require(@Nullable Group group, ChatId id, UUID actor, GroupRole role) {
        if (group == null) {
            throw notThere(id, actor);
        }
        Member member = group.member(actor).orElseThrow(() -> notThere(id, actor));
        if (!member.role().isAtLeast(role)) {
            throw MessageProblems.ROLE_TOO_LOW.asProblem();
        }
        return member;
    }

    private Problem notThere(ChatId id, UUID actor) {
        return groups.wasEverIn(id, actor) ? MessageProblems.NOT_A_MEMBER.asProblem()
                : MessageProblems.CHAT_NOT_FOUND.asProblem();
    }
}
