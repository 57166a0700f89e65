package dev.lethe.account.erasure;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

import dev.lethe.platform.erasure.ErasureContext;
import dev.lethe.platform.ledger.LedgerEntry;

/// Running erasures, their witnesses, and the receipts of finished ones.
@Repository
class Erasures {

    enum Kind {
        SERVICE, KEYHOLDER
    }

    /// An erasure whose receipt is not issued yet.
    record Running(UUID erasureId, UUID accountId, UUID receiptId, byte[] salt, boolean forEveryone,
            Instant requestedAt, Instant executedAt, byte[] signature) {

        static Running read(ResultSet row, int number) throws SQLException {
            return new Running(row.getObject("erasure_id", UUID.class), row.getObject("account_id", UUID.class),
                    row.getObject("receipt_id", UUID.class), row.getBytes("salt"), row.getBoolean("for_everyone"),
                    row.getTimestamp("requested_at").toInstant(), row.getTimestamp("executed_at").toInstant(),
                    row.getBytes("signature"));
        }

        @Override
        public String toString() {
            return "Running[" + receiptId + "]";
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
    void begin(LedgerEntry entry, byte[] salt, Instant requestedAt) {
        jdbc.sql("""
                INSERT INTO erasure (erasure_id, account_id, receipt_id, salt, for_everyone, requested_at, executed_at,
                        signature)
                VALUES (?, ?, ?, ?, ?, ?, ?, ?)""").param(entry.erasureId()).param(entry.subject())
                .param(entry.receiptId()).param(salt).param(entry.forEveryone()).param(Timestamp.from(requestedAt))
                .param(Timestamp.from(entry.at())).param(entry.signature()).update();
    }

    void require(UUID erasure, String witness, Kind kind) {
        jdbc.sql("INSERT INTO erasure_witness (erasure_id, witness, kind) VALUES (?, ?, ?)").param(erasure)
                .param(witness).param(kind.name()).update();
    }

    /// Those that nobody has answered yet come first; of the others some by chance, so that many that wait for a witness
    /// who is away cannot hold up the rest.
    List<Running> running() {
        return jdbc.sql("""
                SELECT * FROM erasure e
                ORDER BY EXISTS (SELECT 1 FROM erasure_witness w
                        WHERE w.erasure_id = e.erasure_id AND w.answered_at IS NOT NULL), random()
                LIMIT 200""").query(Running::read).list();
    }

    Optional<Running> byReceipt(UUID receipt) {
        return jdbc.sql("SELECT * FROM erasure WHERE receipt_id = ?").param(receipt).query(Running::read).optional();
    }

    List<Witness> witnesses(UUID erasure) {
        return jdbc.sql("SELECT * FROM erasure_witness WHERE erasure_id = ? ORDER BY kind DESC, witness")
                .param(erasure).query(Witness::read).list();
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

    /// Locks the erasure's row, so that one replica issues the receipt.
    boolean lock(UUID erasure) {
        return jdbc.sql("SELECT 1 FROM erasure WHERE erasure_id = ? FOR UPDATE").param(erasure).query(Integer.class)
                .optional().isPresent();
    }

    /// Stores the receipt and drops every link from it to the account.
    void finish(Running erasure, String document, Instant issuedAt) {
        jdbc.sql("INSERT INTO receipt (receipt_id, document, issued_at) VALUES (?, ?, ?)").param(erasure.receiptId())
                .param(document).param(Timestamp.from(issuedAt)).update();
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
        return jdbc.sql("SELECT subject, for_everyone, erased_at FROM erasure_work LIMIT 200")
                .query((row, _) -> new ErasureContext(row.getObject(1, UUID.class), row.getBoolean(2),
                        row.getTimestamp(3).toInstant()))
                .list();
    }

    Optional<String> receipt(UUID id) {
        return jdbc.sql("SELECT document FROM receipt WHERE receipt_id = ?").param(id).query(String.class).optional();
    }

    private static @Nullable Timestamp timestamp(@Nullable Instant instant) {
        return instant == null ? null : Timestamp.from(instant);
    }
}
