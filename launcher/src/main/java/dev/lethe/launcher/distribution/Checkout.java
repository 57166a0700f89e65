package dev.lethe.launcher.distribution;

import java.nio.file.Files;
import java.nio.file.Path;

/// Finds the folder that holds the sources and the built programs.
public final class Checkout {

    private Checkout() {
    }

    /// The checkout above the working directory, or the one that the system property `lethe.checkout` names.
    public static Path folder() {
        var named = System.getProperty("lethe.checkout");
        if (named != null) {
            return Path.of(named).toAbsolutePath().normalize();
        }
        var folder = Path.of("").toAbsolutePath();
        while (folder != null && !isCheckout(folder)) {
            folder = folder.getParent();
        }
        if (folder == null) {
            throw new IllegalStateException("Not inside a checkout of Lethe; name it by -Dlethe.checkout=…");
        }
        return folder;
    }

    private static boolean isCheckout(Path folder) {
        return Files.isRegularFile(folder.resolve("pom.xml")) && Files.isDirectory(folder.resolve("key-service"));
    }
}
