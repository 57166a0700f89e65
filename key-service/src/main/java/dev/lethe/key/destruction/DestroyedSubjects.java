package dev.lethe.key.destruction;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

import dev.lethe.key.epoch.Bucket;
import dev.lethe.platform.ledger.LedgerDigestTable;
import dev.lethe.platform.vault.DestructionOrder;

/// The list of destroyed subjects, and the orders that wait for the operator.
@Repository
class DestroyedSubjects {

    /// A destruction that was done.
    record Done(DestructionOrder order, Instant destroyedAt, Instant epochEndsAt) {}

    private final JdbcClient jdbc;

    DestroyedSubjects(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    Optional<Done> find(UUID subject) {
        return jdbc.sql("""
                select subject, erasure_id, erased_millis, signature, everyone_signature, destroyed_at, epoch_ends_at
                from destroyed where subject = ?""").param(subject)
                .query((row, _) -> new Done(order(row), instant(row, 6), instant(row, 7))).optional();
    }

    /// Signed orders for any of these subjects, done or waiting.
    List<DestructionOrder> orders(Collection<UUID> subjects) {
        var ids = subjects.toArray(UUID[]::new);
        return jdbc
                .sql("""
                        select subject, erasure_id, erased_millis, signature, everyone_signature from destroyed where subject = any(?::uuid[])
                        union all
                        select subject, erasure_id, erased_millis, signature, everyone_signature from waiting_destruction where subject = any(?::uuid[])""")
                .param(ids).param(ids).query((row, _) -> order(row)).list();
    }

    /// Lists a destruction and does it.
    ///
    /// @return how many shares went
    int destroy(Done done) {
        var subject = done.order().subject();
        var young = isYounger(subject, done.destroyedAt().minus(Duration.ofDays(1)));
        var shares = jdbc.sql("delete from share where subject = ?").param(subject).update();
        jdbc.sql("delete from subject_key where subject = ?").param(subject).update();
        jdbc.sql("delete from waiting_destruction where subject = ?").param(subject).update();
        jdbc.sql(
                """
                        insert into destroyed (subject, mark, erasure_id, erased_millis, signature, everyone_signature, had_share,
                            destroyed_at, epoch_ends_at, young) values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)""")
                .param(subject).param(Bucket.mark(subject)).param(done.order().erasureId())
                .param(done.order().epochMillis()).param(done.order().signature())
                .param(done.order().everyoneSignature()).param(shares > 0)
                .param(done.destroyedAt().atOffset(ZoneOffset.UTC)).param(done.epochEndsAt().atOffset(ZoneOffset.UTC))
                .param(young).update();
        return shares;
    }

    void makeWait(DestructionOrder order, Instant now) {
        jdbc.sql("""
                insert into waiting_destruction (subject, erasure_id, erased_millis, signature, everyone_signature,
                    arrived_at) values (?, ?, ?, ?, ?, ?) on conflict do nothing""")
                .param(order.subject()).param(order.erasureId()).param(order.epochMillis()).param(order.signature())
                .param(order.everyoneSignature()).param(now.atOffset(ZoneOffset.UTC)).update();
    }

    boolean isWaiting(UUID subject) {
        return exists("waiting_destruction", subject);
    }

    boolean isHeld(UUID subject) {
        return exists("share", subject);
    }

    List<DestructionOrder> waiting() {
        return jdbc
                .sql("""
                        select subject, erasure_id, erased_millis, signature, everyone_signature from waiting_destruction order by arrived_at""")
                .query((row, _) -> order(row)).list();
    }

    /// How many keys were destroyed since then that had been made within a day of it, or before.
    long countSince(Instant since, boolean young) {
        return jdbc.sql("select count(*) from destroyed where had_share and destroyed_at > ? and young = ?")
                .param(since.atOffset(ZoneOffset.UTC)).param(young).query(Long.class).single();
    }

    boolean isYounger(UUID subject, Instant moment) {
        return jdbc.sql("select exists (select from subject_key where subject = ? and created_at > ?)").param(subject)
                .param(moment.atOffset(ZoneOffset.UTC)).query(Boolean.class).single();
    }

    long countLiving() {
        return jdbc.sql("select count(*) from subject_key").query(Long.class).single();
    }

    /// Those of the marks that the list does not have.
    List<byte[]> missing(List<byte[]> marks) {
        return jdbc.sql("""
                select m.mark from unnest(?::bytea[]) m(mark)
                where not exists (select from destroyed d where d.mark = m.mark)""")
                .param(marks.toArray(byte[][]::new)).query((row, _) -> row.getBytes(1)).list();
    }

    List<byte[]> digests() {
        return LedgerDigestTable.read(jdbc);
    }

    /// Orders of the subjects from one id up to another, both included.
    List<DestructionOrder> between(UUID first, UUID last) {
        return jdbc
                .sql("""
                        select subject, erasure_id, erased_millis, signature, everyone_signature from destroyed where subject between ? and ?
                        union all
                        select subject, erasure_id, erased_millis, signature, everyone_signature from waiting_destruction
                        where subject between ? and ?""")
                .params(first, last, first, last).query((row, _) -> order(row)).list();
    }

    private boolean exists(String table, UUID subject) {
        return jdbc.sql("select exists (select from " + table + " where subject = ?)").param(subject)
                .query(Boolean.class).single();
    }

    private static DestructionOrder order(ResultSet row) throws SQLException {
        return new DestructionOrder(row.getObject(1, UUID.class), row.getObject(2, UUID.class), row.getLong(3),
                row.getString(4), row.getString(5));
    }

    private static Instant instant(ResultSet row, int column) throws SQLException {
        return row.getObject(column, OffsetDateTime.class).toInstant();
    }
}
