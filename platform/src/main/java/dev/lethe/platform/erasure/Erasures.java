package dev.lethe.platform.erasure;

import java.sql.Types;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;

import dev.lethe.platform.ledger.ErasureOrder;
import dev.lethe.platform.ledger.LedgerDigestTable;
import dev.lethe.platform.ledger.LedgerEntry;
import dev.lethe.platform.subject.SubjectTable;

/// The tombstones of a service, and the work each still means. Every method runs in the caller's transaction.
final class Erasures {

    /// Work that is due.
    record Work(UUID subject, UUID erasureId, @Nullable UUID receiptId, boolean forEveryone, Instant erasedAt,
            boolean isEmptied, byte @Nullable [] answer) {

        /// Whether nobody waits for an answer: it was heard of by the ledger alone, after its receipt was issued.
        boolean isLeftOver() { return isEmptied && receiptId == null; }
    }

    /// What an answer is signed for.
    record Promised(UUID receiptId, String subjectHash, boolean forEveryone) {}

    private final JdbcClient jdbc;
    private final String table;

    Erasures(JdbcClient jdbc, SubjectTable table) {
        this.jdbc = jdbc;
        this.table = table.table();
    }

    /// Marks the subject erased, for ever, and makes the work for it unless that is done.
    ///
    /// @return whether the subject was alive, or unknown, until now
    boolean mark(LedgerEntry entry) {
        jdbc.sql("insert into " + table + " (id) values (:id) on conflict do nothing").param("id", entry.subject())
                .update();
        jdbc.sql("select id from " + table + " where id = :id for update").param("id", entry.subject())
                .query(UUID.class).single();
        int marked = jdbc.sql("update " + table + """
                 set state = 'erased', erasure_id = :erasureId, erased_at = :at, erasure_signature = :signature,
                     everyone_signature = :everyone
                where id = :id and state = 'live'""").param("erasureId", entry.erasureId())
                .param("at", entry.at().atOffset(ZoneOffset.UTC)).param("signature", entry.signature())
                .param("everyone", entry.everyoneSignature(), Types.BINARY).param("id", entry.subject()).update();
        makeWork(entry);
        return marked == 1;
    }

    private void makeWork(LedgerEntry entry) {
        ErasureOrder order = entry.order();
        jdbc.sql("""
                insert into erasure_work as w (subject, erasure_id, receipt_id, subject_hash, for_everyone, erased_at)
                select :id, :erasureId, :receiptId, :hash, :forEveryone, :at
                where exists (select 1 from %s where id = :id and not erasure_done)
                on conflict (subject) do update set
                    receipt_id = coalesce(w.receipt_id, excluded.receipt_id),
                    subject_hash = coalesce(w.subject_hash, excluded.subject_hash),
                    for_everyone = w.for_everyone or excluded.for_everyone,
                    emptied_at = case when excluded.for_everyone and not w.for_everyone then null
                        else w.emptied_at end,
                    next_attempt_at = case when w.receipt_id is null and excluded.receipt_id is not null
                        then now() else w.next_attempt_at end"""
                .formatted(table)).param("id", entry.subject()).param("erasureId", entry.erasureId())
                .param("receiptId", order == null ? null : order.promise().receiptId(), Types.OTHER)
                .param("hash", order == null ? null : order.promise().subjectHash(entry.subject()), Types.VARCHAR)
                .param("forEveryone", entry.reachesEveryone()).param("at", entry.at().atOffset(ZoneOffset.UTC))
                .update();
    }

    /// Takes one due piece of work for as long as [#keep] is called every few seconds; another replica takes another.
    Optional<Work> take() {
        return jdbc
                .sql("""
                        update erasure_work set next_attempt_at = now() + interval '5 s', attempts = attempts + 1
                        where subject = (select subject from erasure_work
                            where next_attempt_at <= now() and (emptied_at is null or (answer is null and subject_hash is not null)
                                or (receipt_id is null and emptied_at < now() - interval '1 hour'))
                            order by next_attempt_at limit 1 for update skip locked)
                        returning subject, erasure_id, receipt_id, for_everyone, erased_at, emptied_at is not null, answer""")
                .query((row, n) -> new Work(row.getObject(1, UUID.class), row.getObject(2, UUID.class),
                        row.getObject(3, UUID.class), row.getBoolean(4), row.getTimestamp(5).toInstant(),
                        row.getBoolean(6), row.getBytes(7)))
                .optional();
    }

    /// Keeps work that was taken. When its worker is killed, it is due again in a moment.
    void keep(UUID subject) {
        jdbc.sql("update erasure_work set next_attempt_at = now() + interval '5 s' where subject = :subject")
                .param("subject", subject).update();
    }

    /// Notes that nothing is left, unless it was ordered meanwhile to go further than was done.
    ///
    /// @param forEveryone how far it was done
    /// @return false when it must be done again
    boolean emptied(UUID subject, boolean forEveryone) {
        return jdbc.sql("""
                update erasure_work set emptied_at = coalesce(emptied_at, now())
                where subject = :subject and for_everyone = :done""").param("subject", subject)
                .param("done", forEveryone).update() == 1;
    }

    /// Makes it due again at once.
    void retake(UUID subject) {
        jdbc.sql("update erasure_work set next_attempt_at = now() where subject = :subject").param("subject", subject)
                .update();
    }

    void postpone(UUID subject) {
        jdbc.sql(
                """
                        update erasure_work set next_attempt_at = now() + least(power(2, least(attempts, 5)), 30) * interval '1 s'
                        where subject = :subject""")
                .param("subject", subject).update();
    }

    Optional<Promised> promisedFor(UUID subject) {
        return jdbc.sql("""
                select receipt_id, subject_hash, for_everyone from erasure_work
                where subject = :subject and receipt_id is not null and subject_hash is not null
                  and emptied_at is not null
                for update""")
                .param("subject", subject).query(Promised.class).optional();
    }

    byte @Nullable [] answerOf(UUID subject) {
        return jdbc.sql("select answer from erasure_work where subject = :subject and answer is not null")
                .param("subject", subject).query((row, n) -> row.getBytes(1)).optional().orElse(null);
    }

    /// Keeps the first answer, which is the only one ever given.
    ///
    /// @return whether this was the first
    boolean answered(UUID subject, byte[] answer) {
        return jdbc.sql("update erasure_work set answer = :answer where subject = :subject and answer is null")
                .param("answer", answer).param("subject", subject).update() == 1;
    }

    /// Takes up again what is done here, for the authority still waits for the answer; what was answered is signed anew.
    void reopen(UUID subject) {
        jdbc.sql("""
                update erasure_work set answer = null, next_attempt_at = now()
                where subject = :id and answer is not null""").param("id", subject).update();
        jdbc.sql("update " + table + " set erasure_done = false where id = :id and erasure_done").param("id", subject)
                .update();
    }

    /// Forgets work that nobody waits for, unless its order came meanwhile.
    void forgetLeftOver(UUID subject) {
        if (jdbc.sql("""
                delete from erasure_work
                where subject = :id and receipt_id is null and emptied_at is not null""").param("id", subject)
                .update() == 1) {
            complete(subject);
        }
    }

    /// Forgets the work, and with it what links the subject to a receipt. Work that is not done yet, as after a restored
    /// backup, loses its link only and is done all the same.
    void complete(UUID subject) {
        int unfinished = jdbc
                .sql("update erasure_work set receipt_id = null, subject_hash = null where subject = :id and emptied_at is null")
                .param("id", subject).update();
        if (unfinished > 0) {
            return;
        }
        jdbc.sql("update " + table + " set erasure_done = true where id = :id and state = 'erased'")
                .param("id", subject).update();
        jdbc.sql("delete from erasure_work where subject = :id").param("id", subject).update();
        jdbc.sql("delete from erasure_count where subject = :id").param("id", subject).update();
    }

    List<LedgerEntry> erased(int bucket) {
        UUID low = new UUID((long) bucket << 56, 0);
        UUID high = new UUID(((long) bucket << 56) | 0x00ffffffffffffffL, -1L);
        return jdbc.sql("""
                select id, erasure_id, erased_at, erasure_signature, everyone_signature from %s
                where state = 'erased' and id between :low and :high""".formatted(table)).param("low", low)
                .param("high", high)
                .query((row, n) -> new LedgerEntry(row.getObject(1, UUID.class), row.getObject(2, UUID.class),
                        row.getTimestamp(3).toInstant(), row.getBytes(4), row.getBytes(5), null))
                .list();
    }

    List<byte[]> digests() {
        return LedgerDigestTable.read(jdbc);
    }

    /// How many erasures have not been emptied for longer than five minutes.
    long stuck() {
        return jdbc.sql("""
                select count(*) from erasure_work
                where emptied_at is null and begun_at < now() - interval '5 min'""").query(Long.class).single();
    }
}
