package dev.lethe.launcher.command;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;

import dev.lethe.launcher.container.BrokerPreparation;
import dev.lethe.launcher.container.ContainerSecrets;
import dev.lethe.launcher.container.Inboxes;

/// What serves a suite in containers: `./lethe secrets`, and what the launcher's own image runs beside the services.
public final class ContainerCommand {

    private ContainerCommand() {
    }

    /// Keys, certificates and passwords for `docker/compose.yaml`.
    public static int secrets(String folder) throws IOException {
        ContainerSecrets.write(Path.of(folder));
        System.out.println("Keys, certificates and passwords lie in " + folder
                + ". Keep its folder offline apart from the others, and in no backup.");
        return 0;
    }

    /// Topics, and who may use them.
    public static int topics(String settings) throws IOException {
        try {
            BrokerPreparation.prepare(Path.of(settings));
            return 0;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted", e);
        }
    }

    /// In place of telephones and mail servers.
    ///
    /// @param gateway whose start page those of the inboxes link to
    public static int inboxes(String gateway) throws IOException {
        Inboxes.serve(URI.create(gateway));
        return 0;
    }
}
