package dev.lethe.launcher.command;

import java.io.IOException;

import dev.lethe.launcher.suite.Addresses;
import dev.lethe.launcher.suite.Home;
import dev.lethe.launcher.suite.SuiteStatus;

/// `./lethe status`: which release runs, in which processes. Exit code 1 when none does.
public final class StatusCommand {

    private StatusCommand() {
    }

    public static int run() throws IOException {
        var home = Home.ofCheckout();
        var running = SuiteStatus.of(home).processes();
        if (running.isEmpty()) {
            System.out.println("Nothing runs in " + home.folder() + "; start it by ./lethe up.");
            return 1;
        }
        var addresses = Addresses.of(home);
        RunningRelease.of(addresses.gateway()).ifPresent(release -> System.out.println("Lethe " + release));
        running.forEach(process -> System.out.printf("  %-22s %7d  %,6d MiB%n", process.name(), process.pid(),
                process.memory().mebibytes()));
        System.out.printf("gateway %s, SMS inbox %s, mail inbox %s%n", addresses.gateway(), addresses.smsInbox(),
                addresses.mailInbox());
        return 0;
    }
}
