package dev.lethe.launcher.process;

/// The suite, or a process of it, did not come up. The message is for people: it says what is wrong and what helps.
public final class StartFailure extends RuntimeException {

    private static final long serialVersionUID = 1;

    public StartFailure(String message) {
        super(message);
    }
}
