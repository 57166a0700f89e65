package dev.lethe.message.membership;

import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

import dev.lethe.message.mailbox.ChatId;

/// A group as it is at one version.
///
/// @param members oldest first
public record Group(ChatId id, long version, List<Member> members) {
    /// The most that can be in one.
    public static final int MOST_MEMBERS = 200;

    public Optional<Member> member(UUID account) {
        return members.stream().filter(member -> member.account().equals(account)).findFirst();
    }

    public List<UUID> accounts() {
        return members.stream().map(Member::account).toList();
    }

    /// Who owns it when its owner goes: the oldest admin, else the oldest member.
    public Optional<Member> successorOf(UUID leaving) {
        return members.stream()
                .filter(member -> !member.account().equals(leaving))
                .min(Comparator.comparing(Member::role).thenComparingLong(Member::fromId)
                        .thenComparing(Member::account));
    }
}
