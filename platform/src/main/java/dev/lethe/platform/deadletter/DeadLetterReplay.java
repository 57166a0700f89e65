package dev.lethe.platform.deadletter;

/// Someone who can take a dead letter once more.
public interface DeadLetterReplay {

    /// Whether letters of this partition are its own.
    boolean takes(int partition);

    /// Applies or publishes it, in the caller's transaction; throws when it cannot be taken now either.
    void replay(DeadLetter letter);
}
