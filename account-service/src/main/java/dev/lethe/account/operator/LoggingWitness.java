package dev.lethe.account.operator;

import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

import dev.lethe.platform.internal.OperatorWitness;
import dev.lethe.platform.internal.Peer;

/// Logs acts that every service knows: replayed dead letters, restores.
@Component
class LoggingWitness implements OperatorWitness {

    private final OperatorActs acts;

    LoggingWitness(OperatorActs acts) {
        this.acts = acts;
    }

    @Override
    @Transactional
    public void saw(Peer operator, String act) {
        acts.add(operator, act, null, null);
    }
}
