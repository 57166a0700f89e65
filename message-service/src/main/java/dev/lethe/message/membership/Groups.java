package dev.lethe.message.membership;

import java.sql.Types;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

import dev.lethe.message.mailbox.ChatId;
import dev.lethe.message.mailbox.MessageId;
import dev.lethe.message.mailbox.SqlArrays;

/// The stored groups and who is in them. A group's row is locked before any mailbox.
@Repository
public class Groups {
    private final JdbcClient jdbc;

    Groups(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /// The group as it is now; nothing when there is none of this id.
    public Optional<Group> find(ChatId id) {
        return jdbc.sql("select version from group_chat where id = :id")
                .param("id", id.value())
                .query(Long.class)
                .optional()
                .map(version -> new Group(id, version, members(id)));
    }

    /// Locks a group for a change of its members; nothing when there is none of this id.
    ///
    /// A row that is shared lets in whoever shares it, past one who waits to change it: where people send without pause,
    /// nobody could be removed. So all of them pass a gate first, which lets in nobody past one who waits.
    @Transactional(propagation = Propagation.MANDATORY)
    public Optional<Group> take(ChatId id) {
        return jdbc.sql("""
                select g.version
                  from (select count(pg_advisory_xact_lock(:gate)) as passed) gate
                 cross join group_chat g
                 where g.id = :id and gate.passed > 0
                   for update of g
                """)
                .param("gate", gate(id))
                .param("id", id.value())
                .query(Long.class)
                .optional()
                .map(version -> new Group(id, version, members(id)));
    }

    /// Keeps the members of groups as they are until the transaction ends.
    ///
    /// @return the versions of those that exist
    @Transactional(propagation = Propagation.MANDATORY)
    public Map<ChatId, Long> share(Collection<ChatId> ids) {
        Map<ChatId, Long> versions = new HashMap<>();
        jdbc.sql("""
                select g.id, g.version
                  from (select count(pg_advisory_xact_lock_shared(key)) as passed from unnest(:gates) as t (key)) gate
                 cross join group_chat g
                 where g.id = any (cast(:ids as uuid[])) and gate.passed > 0
                 order by g.id
                   for share of g
                """)
                .param("gates", ids.stream().mapToLong(Groups::gate).sorted().toArray())
                .param("ids", SqlArrays.uuids(ids.stream().map(ChatId::value).toList()))
                .query(row -> {
                    versions.put(new ChatId(row.getObject("id", UUID.class)), row.getLong("version"));
                });
        return versions;
    }

    /// Makes a group; waits for whoever is making the same one.
    ///
    /// @return false when there is one already
    @Transactional(propagation = Propagation.MANDATORY)
    public boolean create(ChatId id) {
        return jdbc.sql("insert into group_chat (id, version) values (:id, 1) on conflict do nothing")
                .param("id", id.value())
                .update() > 0;
    }

    /// Notes by what its maker asked for a group, so that a retry is told from another request.
    @Transactional(propagation = Propagation.MANDATORY)
    public void keepRequest(ChatId id, UUID maker, byte[] digest) {
        jdbc.sql("update membership set request_digest = :digest where chat_id = :id and account_id = :maker")
                .param("id", id.value())
                .param("maker", maker)
                .param("digest", digest)
                .update();
    }

    /// By what its maker asked for a group; nothing when that is not known.
    public Optional<byte[]> requestOf(ChatId id, UUID maker) {
        return jdbc.sql("""
                select request_digest from membership
                 where chat_id = :id and account_id = :maker and request_digest is not null
                 limit 1
                """).param("id", id.value()).param("maker", maker).query((row, _) -> row.getBytes(1)).optional();
    }

    /// Tells whoever remembers the members that they have changed.
    @Transactional(propagation = Propagation.MANDATORY)
    public void raiseVersion(ChatId id) {
        jdbc.sql("update group_chat set version = version + 1 where id = :id").param("id", id.value()).update();
    }

    @Transactional(propagation = Propagation.MANDATORY)
    public void add(ChatId id, Collection<UUID> accounts, GroupRole role, MessageId from) {
        jdbc.sql("""
                insert into membership (chat_id, account_id, role, from_id)
                select :id, account, :role, :from from unnest(cast(:accounts as uuid[])) as a (account)
                """)
                .param("id", id.value())
                .param("role", role.column())
                .param("from", from.value())
                .param("accounts", SqlArrays.uuids(accounts))
                .update();
    }

    @Transactional(propagation = Propagation.MANDATORY)
    public void end(ChatId id, UUID account, MessageId last) {
        jdbc.sql("""
                update membership set to_id = :last, role = 'member'
                 where chat_id = :id and account_id = :account and to_id is null
                """).param("id", id.value()).param("account", account).param("last", last.value()).update();
    }

    @Transactional(propagation = Propagation.MANDATORY)
    public void setRole(ChatId id, UUID account, GroupRole role) {
        jdbc.sql("""
                update membership set role = :role where chat_id = :id and account_id = :account and to_id is null
                """).param("id", id.value()).param("account", account).param("role", role.column()).update();
    }

    /// Removes a group that nobody is in any more. Those who were keep their copies and when they were there.
    @Transactional(propagation = Propagation.MANDATORY)
    public void remove(ChatId id) {
        jdbc.sql("delete from group_chat where id = :id").param("id", id.value()).update();
    }

    /// Ends the time of everybody who is in a group since a message or before it, of those who live; the erased go by
    /// themselves. The group is gone with its last member.
    ///
    /// @param owner who ended it, by whom a retry is known; null when that is told elsewhere
    @Transactional(propagation = Propagation.MANDATORY)
    public void dissolve(ChatId id, MessageId last, @Nullable UUID owner) {
        jdbc.sql("""
                update membership m
                   set to_id = :last, role = case when m.account_id = :owner then 'owner' else 'member' end
                  from mailbox b
                 where m.chat_id = :id and m.to_id is null and m.from_id <= :last
                   and b.id = m.account_id and b.state = 'live'
                """)
                .param("id", id.value())
                .param("last", last.value())
                .param("owner", owner, Types.OTHER)
                .update();
        jdbc.sql("""
                delete from group_chat g
                 where g.id = :id
                   and not exists (select from membership m
                                     join mailbox b on b.id = m.account_id and b.state = 'live'
                                    where m.chat_id = g.id and m.to_id is null)
                """).param("id", id.value()).update();
    }

    /// Forgets the memberships of people who have deleted the chat.
    @Transactional(propagation = Propagation.MANDATORY)
    public void forgetWhoHasNoChat(ChatId id) {
        jdbc.sql("""
                delete from membership m
                 where m.chat_id = :id and m.to_id is not null
                   and not exists (select from chat c where c.owner_id = m.account_id and c.chat_id = :id)
                """).param("id", id.value()).update();
    }

    /// Whether a group is gone because the account, which owned it, ended it.
    public boolean wasDissolvedBy(ChatId id, UUID account) {
        return jdbc.sql("""
                select exists (select from membership m
                                where m.chat_id = :id and m.account_id = :account and m.role = 'owner'
                                  and m.to_id is not null
                                  and not exists (select from group_chat g where g.id = m.chat_id))
                """).param("id", id.value()).param("account", account).query(Boolean.class).single();
    }

    /// Everybody whose time in the group covers some of the messages of a range, past members too.
    public List<UUID> coveredBy(ChatId id, MessageId first, MessageId last) {
        return jdbc.sql("""
                select distinct account_id from membership
                 where chat_id = :id and from_id <= :last and (to_id is null or :first <= to_id)
                """)
                .param("id", id.value())
                .param("first", first.value())
                .param("last", last.value())
                .query((row, _) -> row.getObject(1, UUID.class))
                .list();
    }

    /// Who is in it now.
    public Set<UUID> present(ChatId id) {
        return presentSince(id, new MessageId(Long.MAX_VALUE));
    }

    /// Who is in it now and has been since a message. Whoever came back after it is not among them.
    public Set<UUID> presentSince(ChatId id, MessageId message) {
        return new HashSet<>(jdbc.sql("""
                select account_id from membership where chat_id = :id and to_id is null and from_id <= :message
                """)
                .param("id", id.value())
                .param("message", message.value())
                .query((row, _) -> row.getObject(1, UUID.class))
                .list());
    }

    private static long gate(ChatId id) {
        return id.value().getMostSignificantBits();
    }

    /// Whether somebody is in a group of this id, or was and still has the chat.
    public boolean isKept(ChatId id) {
        return jdbc.sql("select exists (select 1 from membership where chat_id = :id)")
                .param("id", id.value())
                .query(Boolean.class)
                .single();
    }

    public boolean wasEverIn(ChatId id, UUID account) {
        return jdbc.sql("select exists (select 1 from membership where chat_id = :id and account_id = :account)")
                .param("id", id.value())
                .param("account", account)
                .query(Boolean.class)
                .single();
    }

    /// The account's roles in those of the given chats where it is a member.
    public Map<ChatId, GroupRole> rolesOf(UUID account, Collection<ChatId> ids) {
        Map<ChatId, GroupRole> roles = new HashMap<>();
        if (ids.isEmpty()) {
            return roles;
        }
        jdbc.sql("""
                select chat_id, role from membership
                 where account_id = :account and to_id is null and chat_id = any (cast(:ids as uuid[]))
                """)
                .param("account", account)
                .param("ids", SqlArrays.uuids(ids.stream().map(ChatId::value).toList()))
                .query(row -> {
                    roles.put(new ChatId(row.getObject("chat_id", UUID.class)),
                            GroupRole.ofColumn(row.getString("role")));
                });
        return roles;
    }

    /// Some group that the account is in.
    public Optional<ChatId> anyOf(UUID account) {
        return jdbc.sql("select chat_id from membership where account_id = :account and to_id is null limit 1")
                .param("account", account)
                .query((row, _) -> new ChatId(row.getObject(1, UUID.class)))
                .optional();
    }

    private List<Member> members(ChatId id) {
        return jdbc.sql("""
                select account_id, role, from_id from membership
                 where chat_id = :id and to_id is null
                 order by from_id, account_id
                """)
                .param("id", id.value())
                .query((row, _) -> new Member(row.getObject("account_id", UUID.class),
                        GroupRole.ofColumn(row.getString("role")), row.getLong("from_id")))
                .list();
    }
}
