package dev.lethe.message.sending;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

import dev.lethe.message.history.Copies;
import dev.lethe.message.history.Copies.Receipt;
import dev.lethe.message.mailbox.ChatId;
import dev.lethe.message.mailbox.Dated;
import dev.lethe.message.mailbox.Mailbox;
import dev.lethe.message.mailbox.MessageId;
import dev.lethe.message.mailbox.SqlArrays;
import dev.lethe.message.membership.Groups;
import dev.lethe.message.sending.Submission.Addressed;

/// The first statement of an append: locks the mailboxes in the order of their owners and reads their counters and
/// which client ids have been used. What was committed while it waited for a lock it does not see; such a send, tried
/// twice at once, is caught by the key of the receipts when it is written. Groups are locked before.
@Repository
class SendLocks {
    /// @param sends  what was sent before under the client ids of the batch
    /// @param groups the versions of the groups of the batch
    /// @param time   by the database's clock; the end of time when there is no mailbox, and so nothing to be dated
    record Locked(Map<UUID, Mailbox> mailboxes, Map<SendName, Receipt> sends, Map<ChatId, Long> groups, Instant time) {}

    /// The latest id of some mailboxes, and when that was by the database's clock.
    record Last(long id, Instant time) {}

    /// A device's own name of a send.
    record SendName(UUID sender, UUID clientId) {}

    private static final String LOCK = """
            with locked as materialized (
                select id, state, seq, last_id
                  from mailbox
                 where id = any (cast(:owners as uuid[]))
                 order by id
                   for no key update
            )
            , planned as materialized (
                select %s
            )
            select l.id as owner, l.state = 'erased' as erased, l.seq, l.last_id, s.client_id, s.id, s.ahead, s.digest,
                   clock_timestamp() as now
              from locked l
             cross join planned
              left join (
                  select k.*
                    from unnest(cast(:senders as uuid[]), cast(:clientIds as uuid[])) as w (sender, client_id)
                   cross join lateral (
                         select owner_id, client_id, id, ahead, digest
                           from sent
                          where owner_id = w.sender and client_id = w.client_id
                         offset 0) k
              ) s on s.owner_id = l.id
            """.formatted(Copies.SETTINGS);

    private final JdbcClient jdbc;
    private final Groups groups;

    SendLocks(JdbcClient jdbc, Groups groups) {
        this.jdbc = jdbc;
        this.groups = groups;
    }

    @Transactional(propagation = Propagation.MANDATORY)
    public Locked lock(List<Addressed> batch) {
        Set<ChatId> chats = batch.stream().filter(send -> send.audience().isGroup())
                .map(send -> send.submission().chat()).collect(Collectors.toSet());
        Map<ChatId, Long> versions = chats.isEmpty() ? Map.of() : groups.share(chats);
        Map<UUID, Mailbox> mailboxes = new LinkedHashMap<>();
        Map<SendName, Receipt> sends = new HashMap<>();
        AtomicReference<Instant> time = new AtomicReference<>(Instant.MAX);
        jdbc.sql(LOCK)
                .param("owners", SqlArrays.uuids(ids(batch.stream().flatMap(send -> send.holders().stream()))))
                .param("senders", SqlArrays.texts(batch, Addressed::sender))
                .param("clientIds", SqlArrays.texts(batch, Addressed::clientId))
                .query(row -> {
                    time.set(row.getTimestamp("now").toInstant());
                    UUID owner = row.getObject("owner", UUID.class);
                    mailboxes.put(owner, new Mailbox(owner, row.getBoolean("erased"), row.getLong("seq"),
                            row.getLong("last_id")));
                    UUID clientId = row.getObject("client_id", UUID.class);
                    if (clientId != null) {
                        sends.put(new SendName(owner, clientId),
                                new Receipt(owner, clientId, dated(row), row.getBytes("digest")));
                    }
                });
        return new Locked(mailboxes, sends, versions, time.get());
    }

    private static Dated dated(ResultSet row) throws SQLException {
        return new Dated(new MessageId(row.getLong("id")), row.getLong("ahead"));
    }

    private static List<UUID> ids(Stream<UUID> ids) {
        return ids.distinct().toList();
    }

    /// A send that was done before, looked up without a lock.
    Optional<Receipt> find(UUID sender, UUID clientId) {
        return jdbc.sql("select id, ahead, digest from sent where owner_id = :sender and client_id = :clientId")
                .param("sender", sender)
                .param("clientId", clientId)
                .query((row, _) -> new Receipt(sender, clientId, dated(row), row.getBytes("digest")))
                .optional();
    }

    /// The later of the last ids of these mailboxes, read without a lock.
    Last lastOf(Collection<UUID> owners) {
        return jdbc.sql("""
                select coalesce(max(last_id), 0) as id, clock_timestamp() as now
                  from mailbox
                 where id = any (cast(:owners as uuid[]))
                """)
                .param("owners", SqlArrays.uuids(owners))
                .query((row, _) -> new Last(row.getLong("id"), row.getTimestamp("now").toInstant()))
                .single();
    }

    boolean isImportedChat(UUID owner, UUID chat) {
        return jdbc.sql("""
                select exists (select 1 from chat
                                where owner_id = :owner and chat_id = :chat and kind = 'imported')
                """)
                .param("owner", owner)
                .param("chat", chat)
                .query(Boolean.class)
                .single();
    }
}
