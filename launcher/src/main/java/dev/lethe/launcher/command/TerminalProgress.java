package dev.lethe.launcher.command;

import java.io.PrintStream;
import java.time.Duration;

import dev.lethe.launcher.suite.Progress;

/// Prints a line for each step, so that it also reads well in a file.
record TerminalProgress(PrintStream out) implements Progress {

    @Override
    public void ready(String process, Duration after) {
        out.printf("  %5.1f s  %s%n", after.toMillis() / 1000.0, process);
    }

    @Override
    public void note(String text) {
        out.println(text);
    }
}
