package dev.lethe.message.membership;

import java.time.Duration;
import java.util.Optional;
import java.util.UUID;

import org.springframework.stereotype.Component;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;

import dev.lethe.message.MessageProblems;
import dev.lethe.message.mailbox.ChatId;
import dev.lethe.message.mailbox.ChatKind;

/// Knows whom a message reaches, mostly from memory. What it remembers of a group may be out of date; the version tells,
/// once the group is locked.
@Component
public class Audiences {
    private static final int MOST_REMEMBERED = 500_000;

    private final Groups groups;
    private final Cache<ChatId, Optional<Group>> known = Caffeine.newBuilder()
            .maximumWeight(MOST_REMEMBERED)
            .weigher((ChatId _, Optional<Group> group) -> 1 + group.map(it -> it.members().size()).orElse(0))
            .expireAfterWrite(Duration.ofMinutes(10))
            .build();

    Audiences(Groups groups) {
        this.groups = groups;
    }

    /// Whom a message of the sender reaches in a chat.
    ///
    /// @throws dev.lethe.platform.problem.Problem when it is a group that the sender is not in
    public Audience of(UUID sender, ChatId chat) {
        if (chat.isSavedMessagesOf(sender)) {
            return Audience.ofSavedMessages(sender);
        }
        // Ids of groups are random: who knows one knows it from the group, so "no group" is never news.
        Optional<Group> group = known.get(chat, groups::find);
        if (group.isEmpty()) {
            return Audience.ofDirect(sender, chat.value());
        }
        return ofGroup(sender, group.get());
    }

    /// Whether a chat that is nobody's account is a group that is gone, where the account was. Its maker may make it again.
    public boolean wasGroupOf(UUID account, ChatId chat) {
        forget(chat);
        return groups.wasEverIn(chat, account);
    }

    /// Forgets what it knew of a chat, because it was out of date.
    public void forget(ChatId chat) {
        known.invalidate(chat);
    }

    private Audience ofGroup(UUID sender, Group group) {
        if (group.member(sender).isPresent()) {
            return new Audience(ChatKind.GROUP, group.accounts(), group.version());
        }
        Group now = groups.find(group.id()).orElse(group);
        if (now.member(sender).isPresent()) {
            known.put(group.id(), Optional.of(now));
            return new Audience(ChatKind.GROUP, now.accounts(), now.version());
        }
        if (groups.wasEverIn(group.id(), sender)) {
            throw MessageProblems.NOT_A_MEMBER.asProblem();
        }
        // to strangers it is an id that nobody has
        return Audience.ofDirect(sender, group.id().value());
    }
}
