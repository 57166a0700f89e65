package dev.lethe.message.group;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;

import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

import dev.lethe.events.DeletionEvent.GroupDissolved;
import dev.lethe.message.MessageProblems;
import dev.lethe.message.history.Copies;
import dev.lethe.message.history.Copy;
import dev.lethe.message.history.Fanout;
import dev.lethe.message.history.MessageBody;
import dev.lethe.message.history.MessageBody.EventDetails;
import dev.lethe.message.history.MessageKind;
import dev.lethe.message.history.MessageSeal;
import dev.lethe.message.mailbox.ChatId;
import dev.lethe.message.mailbox.ChatKind;
import dev.lethe.message.mailbox.Dated;
import dev.lethe.message.mailbox.Mailboxes;
import dev.lethe.message.mailbox.MessageId;
import dev.lethe.message.membership.Audience;
import dev.lethe.message.membership.Group;
import dev.lethe.message.membership.GroupRole;
import dev.lethe.message.membership.Groups;
import dev.lethe.platform.outbox.Outbox;
import dev.lethe.platform.problem.PlatformProblems;
import dev.lethe.platform.vault.KeyLookup;
import dev.lethe.platform.vault.SubjectKey;

/// Writes a change of a group: the message that tells it into every member's mailbox, and who is in it from then on.
/// The group's row is locked by the caller, who has the keys of all members and of who joins: while locks are held, no
/// keyholder is asked.
@Component
class GroupWriting {
    private final Groups groups;
    private final GroupChats chats;
    private final Mailboxes mailboxes;
    private final Copies copies;
    private final MessageSeal seal;
    private final Outbox outbox;

    GroupWriting(Groups groups, GroupChats chats, Mailboxes mailboxes, Copies copies, MessageSeal seal,
            Outbox outbox) {
        this.groups = groups;
        this.chats = chats;
        this.mailboxes = mailboxes;
        this.copies = copies;
        this.seal = seal;
        this.outbox = outbox;
    }

    /// Makes a group, unless it is there or was and somebody still has its chat.
    ///
    /// @param request a digest of what the owner asked for
    @Transactional(propagation = Propagation.MANDATORY)
    public void create(ChatId id, UUID owner, Set<UUID> accounts, EventDetails created, byte[] request,
            Map<UUID, KeyLookup> keys) {
        if (!groups.create(id)) {
            return;
        }
        if (groups.isKept(id)) {
            throw MessageProblems.CLIENT_ID_USED.asProblem();
        }
        Set<UUID> all = new LinkedHashSet<>(List.of(owner));
        all.addAll(accounts);
        Posted posted = post(id, owner, all, created, keys);
        Set<UUID> members = posted.holders();
        if (!members.contains(owner)) {
            throw PlatformProblems.UNAUTHENTICATED.asProblem();
        }
        groups.add(id, List.of(owner), GroupRole.OWNER, posted.id());
        groups.add(id, members.stream().filter(member -> !member.equals(owner)).toList(), GroupRole.MEMBER,
                posted.id());
        groups.keepRequest(id, owner, request);
        posted.copies().forEach(copy -> retitle(copy, created.title(), posted.fanout()));
    }

    /// Changes a group.
    @Transactional(propagation = Propagation.MANDATORY)
    public void apply(Group group, UUID actor, GroupChange change, Map<UUID, KeyLookup> keys) {
        Set<UUID> all = new LinkedHashSet<>(group.accounts());
        all.addAll(change.added());
        String title = !change.added().isEmpty() && keys.get(actor) instanceof KeyLookup.Present(SubjectKey key)
                ? chats.read(actor, group.id(), key)
                : null;
        Posted posted = post(group.id(), actor, all, change.event(), keys);
        if (!posted.holders().contains(actor)) {
            throw PlatformProblems.UNAUTHENTICATED.asProblem();
        }
        for (UUID ended : change.ended()) {
            groups.end(group.id(), ended, posted.id());
        }
        groups.add(group.id(), change.added().stream().filter(posted.holders()::contains).toList(), GroupRole.MEMBER,
                posted.id());
        change.roles().forEach((account, role) -> groups.setRole(group.id(), account, role));
        groups.raiseVersion(group.id());
        posted.copies().forEach(copy -> retitle(copy, change.retitle() ? change.event().title()
                : change.added().contains(copy.owner()) ? title : null, posted.fanout()));
        if (change.isDissolution()) {
            groups.dissolve(group.id(), posted.id(), actor);
        } else if (change.ended().containsAll(all)) {
            groups.remove(group.id());
        }
        if (change.isDissolution() || change.ended().containsAll(all)) {
            outbox.record(new GroupDissolved(group.id().value(), posted.id().value()));
        }
    }

    private record Posted(MessageId id, Fanout fanout) {
        List<Copy> copies() {
            return fanout.copies();
        }

        Set<UUID> holders() {
            return fanout.copies().stream().map(Copy::owner).collect(Collectors.toSet());
        }
    }

    /// Tells members what became of somebody who is erased.
    ///
    /// @param fanout over their locked mailboxes
    /// @return those whom it could tell, because their keys are at hand
    @Transactional(propagation = Propagation.MANDATORY)
    public Set<UUID> tell(ChatId group, UUID erased, EventDetails event, Fanout fanout, Set<UUID> members) {
        if (members.stream().noneMatch(fanout::canHold)) {
            return Set.of();
        }
        Posted posted = post(group, erased, members, event, fanout);
        posted.copies().forEach(copy -> retitle(copy, null, fanout));
        return posted.holders();
    }

    private Posted post(ChatId group, UUID actor, Set<UUID> accounts, EventDetails event,
            Map<UUID, KeyLookup> keys) {
        return post(group, actor, accounts, event, new Fanout(mailboxes.lock(accounts), keys, seal));
    }

    // Whoever is erased at this moment is left out.
    private Posted post(ChatId group, UUID actor, Set<UUID> accounts, EventDetails event, Fanout fanout) {
        List<UUID> holders = accounts.stream().filter(fanout::canHold).toList();
        var receiving = new ArrayList<>(holders.stream().map(fanout::mailbox).toList());
        Dated dated = mailboxes.nextId(receiving);
        fanout.add(new Fanout.Draft(group, new Audience(ChatKind.GROUP, holders, 0), actor, MessageKind.EVENT, null,
                seal.prepare(MessageBody.ofEvent(event)), Map.of()), holders, dated);
        copies.insert(fanout.copies(), fanout.counters(), List.of());
        return new Posted(dated.id(), fanout);
    }

    private void retitle(Copy copy, @Nullable String title, Fanout fanout) {
        SubjectKey key = fanout.key(copy.owner());
        if (key != null) {
            chats.write(copy.owner(), copy.chat(), title, key, copy.seq());
        }
    }
}
