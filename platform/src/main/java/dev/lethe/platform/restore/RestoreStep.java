package dev.lethe.platform.restore;

/// One thing that a service must do after its database was restored from a backup.
public interface RestoreStep {

    /// What it acts on, in words for an operator.
    String item();

    /// Does it, in transactions of its own; may be repeated.
    ///
    /// @return how many were affected
    long afterRestore();
}
