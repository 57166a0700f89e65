package dev.lethe.launcher.database;

import java.io.IOException;
import java.util.List;

import com.sun.security.auth.module.UnixSystem;

import dev.lethe.launcher.process.StartFailure;

/// PostgreSQL refuses to run as root. A user namespace lets it run for root all the same: inside it is nobody.
final class UserNamespace {

    private UserNamespace() {
    }

    /// What stands before a PostgreSQL command on this machine; empty for a normal user.
    static List<String> prefix() {
        return isRoot() ? namespace() : List.of();
    }

    private static boolean isRoot() { return new UnixSystem().getUid() == 0; }

    private static List<String> namespace() {
        var command = List.of("unshare", "--user");
        try {
            if (new ProcessBuilder("unshare", "--user", "true").start().waitFor() == 0) {
                return command;
            }
        } catch (IOException _) {
            // Told below.
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
        throw new StartFailure(
                "PostgreSQL does not run as root, and user namespaces are not allowed here: start as a normal user.");
    }
}
