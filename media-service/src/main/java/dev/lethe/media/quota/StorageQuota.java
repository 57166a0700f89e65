package dev.lethe.media.quota;

import java.util.List;
import java.util.TreeMap;
import java.util.UUID;

import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

import dev.lethe.media.MediaProblems;
import dev.lethe.platform.problem.Problem;

/// Counts what accounts store. Callers hold the rows of the files in question and are within a transaction, but for
/// [#left].
@Component
public class StorageQuota {

    private static final long LEAST = 64 * 1024;

    private final JdbcClient jdbc;
    private final QuotaProperties properties;

    StorageQuota(JdbcClient jdbc, QuotaProperties properties) {
        this.jdbc = jdbc;
        this.properties = properties;
    }

    /// A file that counts for an account.
    public record Charge(UUID owner, long bytes) {

        private long counted() {
            return Math.max(bytes, LEAST);
        }
    }

    /// How many bytes the account may upload now.
    ///
    /// @throws Problem 403 when none are left
    public long left(UUID owner) {
        long left = jdbc.sql("""
                select least(:waiting - waiting, :stored - stored) from storage where owner_id = :owner""")
                .param("owner", owner).param("waiting", properties.waiting().toBytes())
                .param("stored", properties.stored().toBytes()).query(Long.class).optional()
                .orElse(Math.min(properties.waiting().toBytes(), properties.stored().toBytes()));
        if (left < LEAST) {
            throw full();
        }
        return left;
    }

    /// Counts an upload that has ended, as one that waits for its message.
    ///
    /// @throws Problem 403 when others that ended meanwhile left no room for it
    public void add(Charge charge) {
        int counted = jdbc.sql("""
                insert into storage as s (owner_id, waiting, stored) values (:owner, :bytes, :bytes)
                on conflict (owner_id) do update set waiting = s.waiting + :bytes, stored = s.stored + :bytes
                where s.waiting + :bytes <= :waiting and s.stored + :bytes <= :stored""")
                .param("owner", charge.owner()).param("bytes", charge.counted())
                .param("waiting", properties.waiting().toBytes()).param("stored", properties.stored().toBytes())
                .update();
        if (counted == 0) {
            throw full();
        }
    }

    /// These files do not wait for a message any more.
    public void endWaiting(List<Charge> charges) {
        subtract("waiting", charges);
    }

    /// The bytes of these files are gone.
    public void remove(List<Charge> charges) {
        subtract("stored", charges);
    }

    /// The problem of an account that may not store more.
    public Problem full() {
        return MediaProblems.STORAGE_FULL.asProblem().with("waitingLimit", properties.waiting().toBytes())
                .with("storedLimit", properties.stored().toBytes());
    }

    // In the order of ids, for transactions take several rows.
    private void subtract(String column, List<Charge> charges) {
        var byOwner = new TreeMap<String, Long>();
        charges.forEach(charge -> byOwner.merge(charge.owner().toString(), charge.counted(), Long::sum));
        byOwner.forEach((owner, bytes) -> jdbc
                .sql("update storage set %1$s = greatest(0, %1$s - :bytes) where owner_id = :owner::uuid"
                        .formatted(column))
                .param("bytes", bytes).param("owner", owner).update());
    }
}
