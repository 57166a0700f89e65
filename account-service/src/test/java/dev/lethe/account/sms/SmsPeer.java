package dev.lethe.account.sms;

import java.util.List;

/// Who takes texts on the other side, and does as a test tells it.
interface SmsPeer extends AutoCloseable {

    /// A text that came.
    record Taken(String to, String text) {}

    /// What was taken, oldest first.
    List<Taken> taken();

    /// Takes all that comes, which is how it begins.
    void takes();

    /// Will never take what comes.
    void refuses();

    /// Wants nothing for now.
    void throttles();

    /// Ends all lines, and answers nobody.
    void goesAway();

    /// Is there again, at the same address.
    void comesBack();

    @Override
    void close();
}
