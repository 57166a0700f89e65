package dev.lethe.launcher.command;

import java.util.List;

/// `./lethe demo`: plays the story against the running suite through the public API.
public final class DemoCommand {

    private DemoCommand() {
    }

    public static int run(List<String> files) {
        System.err.println("The demo is not built yet. " + files);
        return 1;
    }
}
