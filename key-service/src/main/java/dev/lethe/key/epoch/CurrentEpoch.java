package dev.lethe.key.epoch;

import org.springframework.stereotype.Component;

/// The epoch whose keys wrap at this moment, for whoever must know which of them a share that goes was wrapped with.
@Component
public class CurrentEpoch {

    private final EpochKeys keys;
    private final EpochState state;

    CurrentEpoch(EpochKeys keys, EpochState state) {
        this.keys = keys;
        this.state = state;
    }

    /// As [EpochState#lock]. When the commit of a rotation failed after its keys were written, puts wrap with those keys
    /// already, and the database follows here.
    public EpochState.State lock() {
        var before = state.lock();
        if (before.epoch() >= keys.epoch()) {
            return before;
        }
        state.advance(keys.epoch());
        return state.read();
    }
}
