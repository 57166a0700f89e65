package dev.lethe.platform.erasure;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import java.util.function.IntSupplier;

import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

import dev.lethe.platform.failpoint.Failpoints;

/// Removes what a service holds of an account: its own steps first, then every relation of the data map.
///
/// Each batch is a transaction of its own, with its count in it, so that a kill loses neither rows nor counts.
public final class PlanRunner {

    private static final int BATCH = 1_000;
    /// Then the work is left to the next attempt.
    private static final int ROUNDS = 20;

    private final JdbcClient jdbc;
    private final TransactionTemplate transaction;
    private final List<ErasureStep> steps;
    private volatile @Nullable ErasurePlan plan;

    PlanRunner(JdbcClient jdbc, PlatformTransactionManager transactions, List<ErasureStep> steps) {
        this.jdbc = jdbc;
        this.transaction = new TransactionTemplate(transactions);
        this.steps = steps;
    }

    /// Erases everything; may be repeated after a kill at any point.
    ///
    /// @throws ErasedElsewhereException when another worker is at a batch of the same subject
    public void run(ErasureContext context) {
        run(context, () -> {});
    }

    /// As [#run(ErasureContext)].
    ///
    /// A row that somebody changes while it is deleted is passed over, for its place is another one then. So all is looked at once
    /// more at the end, and begun anew where something is left.
    ///
    /// @param afterBatch hears that the work goes on
    void run(ErasureContext context, Runnable afterBatch) {
        for (int round = 0; round == 0 || isLeft(context.subject()); round++) {
            if (round == ROUNDS) {
                throw new IllegalStateException("rows are left of an erased account");
            }
            runOnce(context, afterBatch);
        }
    }

    /// Whether the service holds any row that goes with this account.
    boolean isLeft(UUID subject) {
        return plan().isLeft(jdbc, subject);
    }

    private void runOnce(ErasureContext context, Runnable afterBatch) {
        for (ErasureStep step : steps) {
            untilDone(context, step.item(), () -> batch(context, step), afterBatch);
        }
        for (ErasurePlan.Step step : leftOver(context, afterBatch)) {
            untilDone(context, step.item(), () -> batch(context, step), afterBatch);
        }
    }

    /// A batch of each relation in one transaction, in the plan's order and as far as one batch empties them. Most accounts
    /// have no more.
    ///
    /// @return the relation that may have more, and those behind it
    private List<ErasurePlan.Step> leftOver(ErasureContext context, Runnable afterBatch) {
        List<ErasurePlan.Step> all = plan().steps();
        Integer emptied = transaction.execute(status -> emptied(context, all));
        int done = emptied == null ? 0 : emptied;
        all.subList(0, done).forEach(step -> Failpoints.reach("erasure.after-batch." + step.item()));
        afterBatch.run();
        return all.subList(done, all.size());
    }

    private int emptied(ErasureContext context, List<ErasurePlan.Step> all) {
        lock(context.subject());
        int done = 0;
        while (done < all.size() && runsDry(context, all.get(done))) {
            done++;
        }
        return done;
    }

    private boolean runsDry(ErasureContext context, ErasurePlan.Step step) {
        return batch(context, step) < BATCH;
    }

    private int batch(ErasureContext context, ErasurePlan.Step step) {
        return counted(context, step.item(), step.run(jdbc, context.subject(), BATCH));
    }

    private int batch(ErasureContext context, ErasureStep step) {
        int done = step.eraseBatch(context, BATCH);
        return step.isCounted() ? counted(context, step.item(), done) : done;
    }

    /// What was removed so far, by item; items that had nothing are left out.
    public Map<String, Long> counts(UUID subject) {
        TreeMap<String, Long> counts = new TreeMap<>();
        jdbc.sql("select item, removed from erasure_count where subject = :subject").param("subject", subject)
                .query(row -> {
                    counts.put(row.getString(1), row.getLong(2));
                });
        return counts;
    }

    private void untilDone(ErasureContext context, String item, IntSupplier batch, Runnable afterBatch) {
        int done;
        do {
            done = removed(context, batch);
            Failpoints.reach("erasure.after-batch." + item);
            afterBatch.run();
        } while (done != 0);
    }

    private int removed(ErasureContext context, IntSupplier batch) {
        Integer done = transaction.execute(status -> {
            lock(context.subject());
            return batch.getAsInt();
        });
        return done == null ? 0 : done;
    }

    private int counted(ErasureContext context, String item, int removed) {
        if (removed > 0) {
            jdbc.sql("""
                    insert into erasure_count as c (subject, item, removed) values (:subject, :item, :removed)
                    on conflict (subject, item) do update set removed = c.removed + excluded.removed""")
                    .param("subject", context.subject()).param("item", item).param("removed", removed).update();
        }
        return removed;
    }

    /// One worker at a time for each subject: only then does a batch of none mean that none are left.
    private void lock(UUID subject) {
        if (!jdbc.sql("select pg_try_advisory_xact_lock(:key)").param("key", subject.getMostSignificantBits())
                .query(Boolean.class).single()) {
            throw new ErasedElsewhereException();
        }
    }

    private ErasurePlan plan() {
        ErasurePlan known = plan;
        if (known == null) {
            known = ErasurePlan.of(DataMap.read(jdbc));
            plan = known;
        }
        return known;
    }
}
