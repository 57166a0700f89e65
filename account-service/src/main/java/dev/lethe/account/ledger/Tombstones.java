package dev.lethe.account.ledger;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.sql.Types;
import java.util.List;
import java.util.UUID;

import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

import dev.lethe.platform.ledger.ErasureOrder;
import dev.lethe.platform.ledger.LedgerCopy;
import dev.lethe.platform.ledger.LedgerDigestTable;
import dev.lethe.platform.ledger.LedgerEntry;
import dev.lethe.platform.signature.ReceiptPromise;

/// The subject rows of erased accounts: the authority's table of signed entries.
@Repository
class Tombstones {

    private final JdbcClient jdbc;

    Tombstones(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /// Turns the subject's row into its tombstone, for ever.
    boolean mark(LedgerEntry entry) {
        return jdbc.sql("""
                INSERT INTO subject AS s (id, state, erasure_id, erased_at, erasure_signature, everyone_signature)
                VALUES (:id, 'erased', :erasure, :at, :signature, :everyone)
                ON CONFLICT (id) DO UPDATE SET state = 'erased', erasure_id = :erasure, erased_at = :at,
                        erasure_signature = :signature, everyone_signature = :everyone
                WHERE s.state = 'live'""").param("id", entry.subject()).param("erasure", entry.erasureId())
                .param("at", Timestamp.from(entry.at())).param("signature", entry.signature())
                .param("everyone", entry.everyoneSignature(), Types.BINARY).update() == 1;
    }

    /// Leaves the removal of our own rows to the worker, for an erasure that came back from another copy.
    void leaveWork(LedgerEntry entry) {
        jdbc.sql("""
                INSERT INTO erasure_work (subject, erasure_id, for_everyone, erased_at) VALUES (?, ?, ?, ?)
                ON CONFLICT DO NOTHING""").param(entry.subject()).param(entry.erasureId())
                .param(entry.reachesEveryone())
                .param(Timestamp.from(entry.at())).update();
    }

    List<byte[]> digests() {
        return LedgerDigestTable.read(jdbc);
    }

    /// The entries of a bucket, with their receipt while the erasure runs.
    List<LedgerEntry> bucket(int number) {
        if (number < 0 || number >= LedgerCopy.BUCKETS) {
            return List.of();
        }
        UUID low = new UUID((long) number << 56, 0);
        UUID high = new UUID(((long) number << 56) | 0x00ffffffffffffffL, -1L);
        return jdbc.sql("""
                SELECT s.id, s.erasure_id, s.erased_at, s.erasure_signature, s.everyone_signature, e.receipt_id,
                       e.salt, e.for_everyone, e.order_signature
                FROM subject s LEFT JOIN erasure e ON e.erasure_id = s.erasure_id
                WHERE s.state = 'erased' AND s.id BETWEEN ? AND ?""").param(low).param(high)
                .query((row, _) -> new LedgerEntry(row.getObject(1, UUID.class), row.getObject(2, UUID.class),
                        row.getTimestamp(3).toInstant(), row.getBytes(4), row.getBytes(5), order(row)))
                .list();
    }

    private static @Nullable ErasureOrder order(ResultSet row) throws SQLException {
        byte[] signature = row.getBytes(9);
        return signature == null
                ? null
                : new ErasureOrder(new ReceiptPromise(row.getObject(6, UUID.class), row.getBytes(7)), row.getBoolean(8),
                        signature);
    }
}
