package dev.lethe.launcher.command;

import java.io.IOException;

import dev.lethe.launcher.suite.Home;

/// `./lethe reset`: forgets what the suite stored. Settings and build caches stay.
public final class ResetCommand {

    private ResetCommand() {
    }

    public static int run() throws IOException {
        var home = Home.ofCheckout();
        home.reset();
        System.out.println("Forgotten: data, keys, passwords and output in " + home.folder());
        return 0;
    }
}
