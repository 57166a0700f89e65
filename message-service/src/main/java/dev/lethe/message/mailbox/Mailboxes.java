package dev.lethe.message.mailbox;

import java.util.Collection;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;

import org.jspecify.annotations.Nullable;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/// The rows that every write locks first, always in the order of their owners. There are three locks: whoever takes numbers
/// has the row `for no key update`, whoever only needs its owner to live `for key share`, and these two pass each other; an
/// erasure has it `for update`, and passes neither.
@Repository
public class Mailboxes {
    private final JdbcClient jdbc;
    private final SlowerClock clock;
    private final ApplicationEventPublisher publisher;

    Mailboxes(JdbcClient jdbc, SlowerClock clock, ApplicationEventPublisher publisher) {
        this.jdbc = jdbc;
        this.clock = clock;
        this.publisher = publisher;
    }

    /// Locks for writing; an account without a mailbox is missing in the answer.
    @Transactional(propagation = Propagation.MANDATORY)
    public Map<UUID, Mailbox> lock(Collection<UUID> owners) {
        Map<UUID, Mailbox> locked = new LinkedHashMap<>();
        jdbc.sql("""
                select id, state = 'erased' as erased, seq, last_id
                  from mailbox
                 where id = any (cast(:owners as uuid[]))
                 order by id
                   for no key update
                """)
                .param("owners", SqlArrays.uuids(owners))
                .query((row, _) -> new Mailbox(row.getObject("id", UUID.class), row.getBoolean("erased"),
                        row.getLong("seq"), row.getLong("last_id")))
                .list()
                .forEach(mailbox -> locked.put(mailbox.owner(), mailbox));
        return locked;
    }

    /// Locks one mailbox for writing; null when there is none or its owner is erased.
    @Transactional(propagation = Propagation.MANDATORY)
    public @Nullable Mailbox lockLiving(UUID owner) {
        Mailbox mailbox = lock(List.of(owner)).get(owner);
        return mailbox == null || mailbox.erased() ? null : mailbox;
    }

    /// Keeps a mailbox from being erased until the transaction ends, without taking its counter; nobody who writes into it
    /// waits for that.
    ///
    /// @return whether it is there and its owner lives
    @Transactional(propagation = Propagation.MANDATORY)
    public boolean holdLiving(UUID owner) {
        return jdbc.sql("select state = 'live' from mailbox where id = :owner for key share")
                .param("owner", owner)
                .query(Boolean.class)
                .optional()
                .orElse(false);
    }

    /// Makes the mailboxes that are not there yet, in a transaction of its own, so that no lock is held
    /// while another writer makes the same ones.
    @Transactional(propagation = Propagation.REQUIRES_NEW)
    public void create(Collection<UUID> owners) {
        jdbc.sql("""
                insert into mailbox (id)
                select id from unnest(cast(:owners as uuid[])) as t(id) order by id
                    on conflict do nothing
                """)
                .param("owners", SqlArrays.uuids(owners))
                .update();
    }

    /// Sets the number of the last change of a locked mailbox; who waits for it is told after the commit.
    @Transactional(propagation = Propagation.MANDATORY)
    public void setSeq(UUID owner, long seq) {
        jdbc.sql("update mailbox set seq = :seq where id = :owner")
                .param("seq", seq)
                .param("owner", owner)
                .update();
        publisher.publishEvent(new MailboxesAdvanced(Set.of(owner)));
    }

    public void setSeqs(Map<UUID, Long> seqs) {
        List<Map.Entry<UUID, Long>> entries = List.copyOf(seqs.entrySet());
        jdbc.sql("""
                update mailbox m
                   set seq = c.seq
                  from unnest(cast(:owners as uuid[]), :seqs) as c (id, seq)
                 where m.id = c.id
                """)
                .param("owners", SqlArrays.texts(entries, Map.Entry::getKey))
                .param("seqs", SqlArrays.longs(entries, Map.Entry::getValue))
                .update();
        publisher.publishEvent(new MailboxesAdvanced(Set.copyOf(seqs.keySet())));
    }

    /// Those of the given accounts that are known to be erased.
    public Set<UUID> erasedOf(Collection<UUID> accounts) {
        if (accounts.isEmpty()) {
            return Set.of();
        }
        return new HashSet<>(jdbc.sql("""
                select id from mailbox where id = any (cast(:accounts as uuid[])) and state = 'erased'
                """)
                .param("accounts", SqlArrays.uuids(accounts))
                .query((row, _) -> row.getObject(1, UUID.class))
                .list());
    }

    /// The id that a message gets now in all of these mailboxes.
    public Dated nextId(Collection<Mailbox> receiving) {
        long last = receiving.stream().mapToLong(Mailbox::lastId).max().orElse(0);
        return Dated.following(last, clock.moment());
    }
}
