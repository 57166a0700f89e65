package dev.lethe.account.erasure;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

import dev.lethe.platform.erasure.ErasureContext;
import dev.lethe.platform.ledger.ErasureOrder;
import dev.lethe.platform.ledger.LedgerEntry;
import dev.lethe.platform.signature.ReceiptPromise;

/// Running erasures, their witnesses, and the receipts of finished ones.
@Repository
class Erasures {

    enum Kind {
        SERVICE, KEYHOLDER
    }

    /// An erasure whose receipt is not issued yet.
    record Running(UUID erasureId, UUID accountId, ReceiptPromise promise, boolean forEveryone, Instant requestedAt,
            Instant executedAt, byte[] signature) {

        static Running read(ResultSet row, int number) throws SQLException {
            return new Running(row.getObject("erasure_id", UUID.class), row.getObject("account_id", UUID.class),
                    new ReceiptPromise(row.getObject("receipt_id", UUID.class), row.getBytes("salt")),
                    row.getBoolean("for_everyone"),
                    row.getTimestamp("requested_at").toInstant(), row.getTimestamp("executed_at").toInstant(),
                    row.getBytes("signature"));
        }

        @Override
        public String toString() {
            return "Running[" + promise.receiptId() + "]";
        }
    }

    /// A witness; what it signed is null until it answered.
    record Witness(String name, Kind kind, @Nullable String counts, @Nullable Instant answeredAt,
            @Nullable Instant epochEndsAt, byte @Nullable [] signature) {

        static Witness read(ResultSet row, int number) throws SQLException {
            return new Witness(row.getString("witness"), Kind.valueOf(row.getString("kind")), row.getString("counts"),
                    instant(row.getTimestamp("answered_at")), instant(row.getTimestamp("epoch_ends_at")),
                    row.getBytes("signature"));
        }

        boolean hasAnswered() {
            return answeredAt != null;
        }

        private static @Nullable Instant instant(@Nullable Timestamp time) {
            return time == null ? null : time.toInstant();
        }
    }

    private final JdbcClient jdbc;

    Erasures(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /// Begins to ask for witnesses.
    void begin(LedgerEntry entry, Instant requestedAt) {
        ErasureOrder order = Objects.requireNonNull(entry.order());
        jdbc.sql("""
                INSERT INTO erasure (erasure_id, account_id, receipt_id, salt, for_everyone, requested_at, executed_at,
                        signature, order_signature, asked_at)
                VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)""").param(entry.erasureId()).param(entry.subject())
                .param(order.promise().receiptId()).param(order.promise().salt()).param(order.forEveryone())
                .param(Timestamp.from(requestedAt)).param(Timestamp.from(entry.at())).param(entry.signature())
                .param(order.signature()).param(Timestamp.from(entry.at())).update();
    }

    void require(UUID erasure, List<String> witnesses, Kind kind) {
        jdbc.sql("INSERT INTO erasure_witness (erasure_id, witness, kind) SELECT ?, unnest(?::text[]), ?")
                .param(erasure).param(witnesses.toArray(String[]::new)).param(kind.name()).update();
    }

    /// Those with which something can be done here: a keyholder is to be asked, or nobody else is waited for. Those that
    /// nobody has answered yet come first; of the others some by chance, so that many that wait for a keyholder who is away
    /// cannot hold up the rest.
    List<UUID> running() {
        return jdbc.sql("""
                SELECT e.erasure_id FROM erasure e
                WHERE EXISTS (SELECT 1 FROM erasure_witness w
                        WHERE w.erasure_id = e.erasure_id AND w.answered_at IS NULL AND w.kind = 'KEYHOLDER')
                   OR NOT EXISTS (SELECT 1 FROM erasure_witness w
                        WHERE w.erasure_id = e.erasure_id AND w.answered_at IS NULL AND w.witness <> :self)
                ORDER BY EXISTS (SELECT 1 FROM erasure_witness w
                        WHERE w.erasure_id = e.erasure_id AND w.answered_at IS NOT NULL), random()
                LIMIT 200""").param("self", Witnesses.SELF).query((row, _) -> row.getObject(1, UUID.class)).list();
    }

    Optional<Running> find(UUID erasure) {
        return jdbc.sql("SELECT * FROM erasure WHERE erasure_id = ?").param(erasure).query(Running::read).optional();
    }

    /// Those of the receipts that are not issued yet.
    Set<UUID> runningOf(Set<UUID> receipts) {
        return Set.copyOf(jdbc.sql("SELECT receipt_id FROM erasure WHERE receipt_id = ANY (?)")
                .param(receipts.toArray(UUID[]::new)).query((row, _) -> row.getObject(1, UUID.class)).list());
    }

    /// Whether everybody else has answered.
    boolean awaitsOnlySelf(UUID erasure) {
        return jdbc.sql("""
                SELECT count(*) FROM erasure_witness
                WHERE erasure_id = ? AND answered_at IS NULL AND witness <> ?""").param(erasure)
                .param(Witnesses.SELF).query(Long.class).single() == 0;
    }

    Optional<Running> byReceipt(UUID receipt) {
        return jdbc.sql("SELECT * FROM erasure WHERE receipt_id = ?").param(receipt).query(Running::read).optional();
    }

    List<Witness> witnesses(UUID erasure) {
        return jdbc.sql("SELECT * FROM erasure_witness WHERE erasure_id = ? ORDER BY kind DESC, witness")
                .param(erasure).query(Witness::read).list();
    }

    List<Witness> witnessesFor(UUID receipt) {
        return jdbc.sql("""
                SELECT w.* FROM erasure e JOIN erasure_witness w ON w.erasure_id = e.erasure_id
                WHERE e.receipt_id = ? ORDER BY w.kind DESC, w.witness""").param(receipt).query(Witness::read).list();
    }

    /// Records the first answer of a required witness; later ones change nothing.
    boolean answer(UUID erasure, Witness answer) {
        Instant answeredAt = answer.answeredAt();
        Instant epochEndsAt = answer.epochEndsAt();
        return jdbc.sql("""
                UPDATE erasure_witness SET counts = :counts, answered_at = :at, epoch_ends_at = :epoch,
                        signature = :signature
                WHERE erasure_id = :erasure AND witness = :witness AND kind = :kind AND answered_at IS NULL""")
                .param("counts", answer.counts()).param("at", timestamp(answeredAt))
                .param("epoch", timestamp(epochEndsAt)).param("signature", answer.signature())
                .param("erasure", erasure).param("witness", answer.name()).param("kind", answer.kind().name())
                .update() == 1;
    }

    /// Erasures for which services have owed an answer since before this moment. Whoever takes them asks again.
    List<Running> takeUnanswered(Instant before, Instant now) {
        return jdbc.sql("""
                UPDATE erasure SET asked_at = :now WHERE erasure_id IN (
                    SELECT e.erasure_id FROM erasure e
                    WHERE e.asked_at <= :before AND EXISTS (SELECT 1 FROM erasure_witness w
                            WHERE w.erasure_id = e.erasure_id AND w.kind = 'SERVICE' AND w.witness <> :self
                              AND w.answered_at IS NULL)
                    ORDER BY e.asked_at LIMIT 100 FOR UPDATE SKIP LOCKED)
                RETURNING *""").param("now", timestamp(now)).param("before", timestamp(before))
                .param("self", Witnesses.SELF).query(Running::read).list();
    }

    void ordered(UUID erasure, byte[] signature) {
        jdbc.sql("UPDATE erasure SET order_signature = ? WHERE erasure_id = ?").param(signature).param(erasure)
                .update();
    }

    /// Locks the erasure's row, so that one replica issues the receipt.
    boolean lock(UUID erasure) {
        return jdbc.sql("SELECT 1 FROM erasure WHERE erasure_id = ? FOR UPDATE").param(erasure).query(Integer.class)
                .optional().isPresent();
    }

    /// Stores the receipt and drops every link from it to the account. A restored database may issue one again; the
    /// first stays.
    void finish(Running erasure, String document, Instant issuedAt) {
        jdbc.sql("INSERT INTO receipt (receipt_id, document, issued_on) VALUES (?, ?, ?) ON CONFLICT DO NOTHING")
                .param(erasure.promise().receiptId())
                .param(document).param(LocalDate.ofInstant(issuedAt, ZoneOffset.UTC)).update();
        jdbc.sql("DELETE FROM erasure_witness WHERE erasure_id = ?").param(erasure.erasureId()).update();
        jdbc.sql("DELETE FROM erasure WHERE erasure_id = ?").param(erasure.erasureId()).update();
        settle(erasure.accountId());
    }

    /// Nothing is left to do for the subject here.
    void settle(UUID subject) {
        jdbc.sql("DELETE FROM erasure_work WHERE subject = ?").param(subject).update();
        jdbc.sql("DELETE FROM erasure_count WHERE subject = ?").param(subject).update();
        jdbc.sql("UPDATE subject SET erasure_done = true WHERE id = ?").param(subject).update();
    }

    /// Subjects that came back with a restored database and were ended again.
    List<ErasureContext> returned() {
        return jdbc.sql("SELECT subject, for_everyone, erased_at FROM erasure_work ORDER BY random() LIMIT 200")
                .query((row, _) -> new ErasureContext(row.getObject(1, UUID.class), row.getBoolean(2),
                        row.getTimestamp(3).toInstant()))
                .list();
    }

    Optional<String> receipt(UUID id) {
        return jdbc.sql("SELECT document FROM receipt WHERE receipt_id = ?").param(id).query(String.class).optional();
    }

    /// Writes receipts of days that are over anew, in the order of their random ids and thousands in one transaction, so that
    /// neither the transaction nor the place of one tells after which erasure it was issued.
    ///
    /// @return how many; call it until there are none
    int mixReceipts(LocalDate today) {
        return jdbc.sql("""
                WITH chosen AS (SELECT receipt_id FROM receipt WHERE issued_on < ? ORDER BY receipt_id LIMIT 5000),
                    gone AS (DELETE FROM receipt USING chosen WHERE receipt.receipt_id = chosen.receipt_id
                        RETURNING receipt.receipt_id, document)
                INSERT INTO receipt (receipt_id, document) SELECT receipt_id, document FROM gone ORDER BY receipt_id""")
                .param(today).update();
    }

    private static @Nullable Timestamp timestamp(@Nullable Instant instant) {
        return instant == null ? null : Timestamp.from(instant);
    }
}
