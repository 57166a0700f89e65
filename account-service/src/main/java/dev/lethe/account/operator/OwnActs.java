package dev.lethe.account.operator;

import java.util.List;
import java.util.UUID;

import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Isolation;
import org.springframework.transaction.annotation.Transactional;

/// Shows the owner of an account what operators did with it, and proves that the log has it so. The proof grows with the log,
/// so it is handed out in pages.
@Component
class OwnActs {

    static final int PAGE = 500;

    /// @param acts   of the account, among those of the page
    /// @param before digest of the act before the first of the page
    /// @param links  what each act of the page says, as SHA-256
    /// @param next   the last act of the page, when others stand behind it
    record Proven(List<LoggedAct> acts, byte[] before, List<byte[]> links, Head head, @Nullable Long next) {}

    private final OperatorActs acts;

    OwnActs(OperatorActs acts) {
        this.acts = acts;
    }

    /// @param after the last act that is known; 0 for none
    @Transactional(readOnly = true, isolation = Isolation.REPEATABLE_READ)
    Proven of(UUID account, long after) {
        Head head = acts.head();
        List<LoggedAct> page = acts.firstAbout(account)
                .map(first -> acts.after(Math.max(after, first - 1), PAGE)).orElse(List.of());
        if (page.isEmpty()) {
            return new Proven(List.of(), head.digest(), List.of(), head, null);
        }
        long last = page.getLast().sequence();
        return new Proven(page.stream().filter(it -> account.equals(it.account())).toList(),
                page.getFirst().digestBefore(), page.stream().map(LoggedAct::content).toList(), head,
                last == head.sequence() ? null : last);
    }
}
