package dev.lethe.account.operator;

import java.util.List;
import java.util.UUID;

import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Isolation;
import org.springframework.transaction.annotation.Transactional;

/// Shows the owner of an account what operators did with it, and proves that the log has it so.
@Component
class OwnActs {

    /// @param before digest of the act before the first of these
    /// @param links  what each act from the first of these to the head says, as SHA-256
    record Proven(List<LoggedAct> acts, byte[] before, List<byte[]> links, Head head) {}

    private final OperatorActs acts;

    OwnActs(OperatorActs acts) {
        this.acts = acts;
    }

    @Transactional(readOnly = true, isolation = Isolation.REPEATABLE_READ)
    Proven of(UUID account) {
        Head head = acts.head();
        List<LoggedAct> own = acts.about(account);
        if (own.isEmpty()) {
            return new Proven(own, head.digest(), List.of(), head);
        }
        List<LoggedAct> chain = acts.between(own.getFirst().sequence(), head.sequence());
        return new Proven(own, own.getFirst().digestBefore(), chain.stream().map(LoggedAct::content).toList(), head);
    }
}
