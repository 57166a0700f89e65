package dev.lethe.message.group;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;

import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

import dev.lethe.message.MessageProblems;
import dev.lethe.message.history.CopyBudget;
import dev.lethe.message.history.MessageBody.EventDetails;
import dev.lethe.message.history.MessageBody.EventKind;
import dev.lethe.message.mailbox.ChatId;
import dev.lethe.message.mailbox.Mailboxes;
import dev.lethe.message.membership.Audiences;
import dev.lethe.message.membership.Groups;
import dev.lethe.platform.vault.KeyLookup;
import dev.lethe.platform.vault.Reader;
import dev.lethe.platform.vault.SubjectKey;
import dev.lethe.platform.vault.Vault;

/// Makes groups, each once under its creator's client id: the group's id comes from it, under the creator's key.
@Component
class GroupCreation {
    private final Groups groups;
    private final GroupWriting writing;
    private final GroupPermissionsClient permissions;
    private final Audiences audiences;
    private final Mailboxes mailboxes;
    private final Vault vault;
    private final CopyBudget budget;
    private final TransactionTemplate transaction;

    GroupCreation(Groups groups, GroupWriting writing, GroupPermissionsClient permissions, Audiences audiences,
            Mailboxes mailboxes, Vault vault, CopyBudget budget, TransactionTemplate transaction) {
        this.groups = groups;
        this.writing = writing;
        this.permissions = permissions;
        this.audiences = audiences;
        this.mailboxes = mailboxes;
        this.vault = vault;
        this.budget = budget;
        this.transaction = transaction;
    }

    /// Makes the group of those who let the creator add them. A group that is over is not made again while somebody still
    /// has its chat: to them it is the one that ended.
    ///
    /// @throws dev.lethe.platform.problem.Problem when something else was asked for under this client id, or the same by somebody
    /// who has deleted the chat since
    ChatId create(UUID creator, UUID clientId, String title, Set<UUID> accounts) {
        SubjectKey key = vault.key(creator);
        ChatId id = idOf(key, clientId);
        byte[] request = digest(key, id, title, accounts);
        if (!groups.isKept(id)) {
            make(id, creator, title, accounts, request);
        }
        if (groups.requestOf(id, creator).filter(made -> MessageDigest.isEqual(made, request)).isEmpty()) {
            throw MessageProblems.CLIENT_ID_USED.asProblem();
        }
        return id;
    }

    private void make(ChatId id, UUID creator, String title, Set<UUID> accounts, byte[] request) {
        Set<UUID> invited = new LinkedHashSet<>(accounts);
        invited.remove(creator);
        invited.retainAll(permissions.allowed(creator, invited));
        Set<UUID> all = new LinkedHashSet<>(invited);
        all.add(creator);
        budget.spend(creator, all.size());
        Map<UUID, KeyLookup> keys = vault.keys(all, Reader.MESSAGE);
        mailboxes.create(all);
        transaction.executeWithoutResult(_ -> writing.create(id, creator, invited,
                new EventDetails(EventKind.GROUP_CREATED, List.copyOf(invited), title, null), request, keys));
        audiences.forget(id);
    }

    private static byte[] digest(SubjectKey key, ChatId id, String title, Set<UUID> accounts) {
        String asked = id + accounts.stream().sorted().map(UUID::toString).collect(Collectors.joining(",", " ", " "))
                + title;
        return key.blindIndex("group-request", asked.getBytes(StandardCharsets.UTF_8));
    }

    private static ChatId idOf(SubjectKey key, UUID clientId) {
        byte[] name = ByteBuffer.allocate(16).putLong(clientId.getMostSignificantBits())
                .putLong(clientId.getLeastSignificantBits()).array();
        ByteBuffer bytes = ByteBuffer.wrap(key.blindIndex("group", name));
        long high = (bytes.getLong() & ~0xF000L) | 0x4000L;
        long low = (bytes.getLong() & 0x3FFF_FFFF_FFFF_FFFFL) | 0x8000_0000_0000_0000L;
        return new ChatId(new UUID(high, low));
    }
}
