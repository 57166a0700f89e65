package dev.lethe.message.group;

import java.util.Optional;
import java.util.UUID;

import org.springframework.stereotype.Component;

import dev.lethe.message.group.GroupController.GroupAnswer;
import dev.lethe.message.group.GroupController.MemberAnswer;
import dev.lethe.message.mailbox.ChatId;
import dev.lethe.message.membership.Group;
import dev.lethe.message.membership.GroupRole;
import dev.lethe.message.membership.Groups;
import dev.lethe.message.membership.Member;
import dev.lethe.platform.vault.Vault;

/// Shows a group to its members.
@Component
class GroupReading {
    private final Groups groups;
    private final GroupChats chats;
    private final GroupActs acts;
    private final Vault vault;

    GroupReading(Groups groups, GroupChats chats, GroupActs acts, Vault vault) {
        this.groups = groups;
        this.chats = chats;
        this.acts = acts;
        this.vault = vault;
    }

    GroupAnswer read(UUID reader, ChatId id) {
        Optional<Group> group = groups.find(id);
        Member member = acts.require(group.orElse(null), id, reader, GroupRole.MEMBER);
        String title = chats.read(reader, id, vault.key(reader));
        return new GroupAnswer(id.value(), title == null ? "" : title, member.role(),
                group.stream().flatMap(it -> it.members().stream())
                        .map(it -> new MemberAnswer(it.account(), it.role())).toList(),
                null);
    }
}
