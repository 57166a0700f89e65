package dev.lethe.account.password;

import java.time.Duration;
import java.util.Objects;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;

import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

import dev.lethe.account.AccountProblems;

/// One password of an account at a time, so that no account fills the line that all of them hash in. A turn may be taken
/// again within itself.
@Component
class PasswordTurns {

    private static final class Line {

        private final ReentrantLock turn = new ReentrantLock(true);
        private int inIt;
    }

    private final ConcurrentMap<UUID, Line> lines = new ConcurrentHashMap<>();

    /// Does it now.
    ///
    /// @throws dev.lethe.platform.problem.Problem 429 while another one has the turn
    <T> T now(UUID account, Supplier<T> work) {
        Line line = enter(account);
        try {
            if (!line.turn.tryLock()) {
                throw AccountProblems.PASSWORD_BUSY.asProblem().retryAfter(Duration.ofSeconds(1));
            }
            return inTurn(line, work);
        } finally {
            leave(account);
        }
    }

    /// Does it once the turn has come.
    <T> T inLine(UUID account, Supplier<T> work) {
        Line line = enter(account);
        try {
            line.turn.lock();
            return inTurn(line, work);
        } finally {
            leave(account);
        }
    }

    /// Accounts that somebody waits for.
    int size() {
        return lines.size();
    }

    private static <T> T inTurn(Line line, Supplier<T> work) {
        try {
            return work.get();
        } finally {
            line.turn.unlock();
        }
    }

    private Line enter(UUID account) {
        return Objects.requireNonNull(lines.compute(account, (_, line) -> entered(line)));
    }

    private static Line entered(@Nullable Line before) {
        Line line = before == null ? new Line() : before;
        line.inIt++;
        return line;
    }

    private void leave(UUID account) {
        lines.computeIfPresent(account, (_, line) -> --line.inIt == 0 ? null : line);
    }
}
