package dev.lethe.platform.caller;

/// Something that must hold before this process serves anybody, and while it does.
public interface ServingGate {

    /// Whether requests may be served now; answers at once.
    boolean isOpen();

    /// What is missing while it is closed, for operators.
    String name();
}
