package dev.lethe.platform.internal;

/// Hears of what an operator does to a service, before it is done or in the transaction that does it: what cannot be noted is
/// not done.
@FunctionalInterface
public interface OperatorWitness {

    /// Of services that keep no log.
    OperatorWitness NONE = (_, _) -> {
    };

    /// Notes the act, in the caller's transaction where there is one.
    ///
    /// @param act in words with hyphens, without values
    void saw(Peer operator, String act);
}
