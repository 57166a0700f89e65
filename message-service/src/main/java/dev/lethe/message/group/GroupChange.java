package dev.lethe.message.group;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;

import org.jspecify.annotations.Nullable;

import dev.lethe.message.history.MessageBody.EventDetails;
import dev.lethe.message.history.MessageBody.EventKind;
import dev.lethe.message.membership.GroupRole;

/// What is to become of a group: the message that tells it, and what it does to the members.
///
/// @param added   who joins, as members
/// @param ended   who is in it no longer
/// @param roles   who has another role now
/// @param retitle whether everybody gets the event's title
record GroupChange(EventDetails event, Set<UUID> added, Set<UUID> ended, Map<UUID, GroupRole> roles,
        boolean retitle) {

    static GroupChange added(Set<UUID> accounts) {
        return new GroupChange(event(EventKind.MEMBERS_ADDED, List.copyOf(accounts), null, null), accounts, Set.of(),
                Map.of(), false);
    }

    static GroupChange removed(UUID account) {
        return new GroupChange(event(EventKind.MEMBER_REMOVED, List.of(account), null, null), Set.of(),
                Set.of(account), Map.of(), false);
    }

    /// @param successor who owns the group from now on; null when it stays with its owner
    static GroupChange left(UUID account, @Nullable UUID successor) {
        return new GroupChange(
                event(EventKind.MEMBER_LEFT, successor == null ? List.of(account) : List.of(account, successor), null,
                        successor == null ? null : GroupRole.OWNER),
                Set.of(), Set.of(account), successor == null ? Map.of() : Map.of(successor, GroupRole.OWNER), false);
    }

    static GroupChange role(UUID account, GroupRole role) {
        return new GroupChange(event(EventKind.ROLE_CHANGED, List.of(account), null, role), Set.of(), Set.of(),
                Map.of(account, role), false);
    }

    static GroupChange handedOver(UUID from, UUID to) {
        return new GroupChange(event(EventKind.ROLE_CHANGED, List.of(to), null, GroupRole.OWNER), Set.of(), Set.of(),
                Map.of(from, GroupRole.ADMIN, to, GroupRole.OWNER), false);
    }

    /// Nobody is in it any more.
    static GroupChange dissolved() {
        return new GroupChange(event(EventKind.GROUP_DISSOLVED, null, null, null), Set.of(), Set.of(), Map.of(), false);
    }

    /// Whether it is the end of the group for all who are in it.
    boolean isDissolution() { return event.kind() == EventKind.GROUP_DISSOLVED; }

    static GroupChange title(String title) {
        return new GroupChange(event(EventKind.TITLE_CHANGED, null, title, null), Set.of(), Set.of(), Map.of(), true);
    }

    private static EventDetails event(EventKind kind, @Nullable List<UUID> accounts, @Nullable String title,
            @Nullable GroupRole role) {
        return new EventDetails(kind, accounts, title, role);
    }
}
