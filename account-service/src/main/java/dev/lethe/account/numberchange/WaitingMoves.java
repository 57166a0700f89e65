package dev.lethe.account.numberchange;

import java.sql.Timestamp;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;

import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import org.springframework.transaction.annotation.Transactional;

import dev.lethe.account.operator.OperatorActs;
import dev.lethe.events.DeletionEvent.NumberLeft;
import dev.lethe.platform.internal.Peer;

/// Moves that this replica cannot do again after a restore, and the word of an operator that lets them go: these accounts
/// stay without a number.
@Repository
class WaitingMoves {

    /// A number may come free, and a key be found, as the other partitions are read.
    private static final Duration PATIENCE = Duration.ofMinutes(2);
    /// Several times the longest pause between two tries: what was not tried since is another replica's.
    private static final Duration TRIED = Duration.ofMinutes(10);

    private record Wait(Instant since, Instant tried) {}

    private final Map<UUID, Wait> waits = new ConcurrentHashMap<>();
    private final JdbcClient jdbc;
    private final OperatorActs acts;
    private final Clock clock;

    WaitingMoves(JdbcClient jdbc, OperatorActs acts, Clock clock) {
        this.jdbc = jdbc;
        this.acts = acts;
        this.clock = clock;
    }

    /// Notes that a move waits.
    ///
    /// @return whether it has waited long enough, and an operator has let it go
    boolean isLetGo(NumberLeft move) {
        Instant now = clock.instant();
        Wait wait = waits.merge(move.changeId(), new Wait(now, now), (before, _) -> new Wait(before.since(), now));
        return !now.isBefore(wait.since().plus(PATIENCE))
                && jdbc.sql("SELECT coalesce(let_go_at >= ?, false) FROM number_replay")
                        .param(Timestamp.from(move.at())).query(Boolean.class).single();
    }

    /// Notes that a move waits no more.
    void end(NumberLeft move) {
        waits.remove(move.changeId());
    }

    /// How many wait here. Others may stand behind them.
    int count() {
        Instant since = clock.instant().minus(TRIED);
        waits.values().removeIf(it -> it.tried().isBefore(since));
        return waits.size();
    }

    /// Lets all go that were made until now.
    @Transactional
    void letGo(Peer operator) {
        jdbc.sql("UPDATE number_replay SET let_go_at = ?").param(Timestamp.from(clock.instant())).update();
        acts.add(operator, "number-moves-let-go", null, null);
    }
}
