package dev.lethe.launcher.container;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;

import dev.lethe.launcher.certificate.Identities;
import dev.lethe.launcher.certificate.PrivateFiles;
import dev.lethe.launcher.database.Passwords;
import dev.lethe.launcher.process.StartFailure;
import dev.lethe.launcher.suite.ServiceName;

/// Lays out what the containers of one suite are given as files, a folder each, so that none reads another's.
///
/// What is made stays in `offline`, which no container is given: the authority, the suite key, operators' certificates. A
/// second run keeps all of it and lays the rest out anew.
public final class ContainerSecrets {

    private static final String DATABASES = "postgres";
    private static final String ADMINISTRATOR = "postgres";
    /// What a first run leaves.
    private static final String MADE = "offline/keys";
    /// As the image of a service reads properties from files.
    private static final String DATABASE_PASSWORD = "spring.datasource.password";

    private final Path folder;
    private final Identities identities;
    private final BrokerSecrets broker;

    private ContainerSecrets(Path folder) throws IOException {
        this.folder = own(folder);
        this.identities = Identities.in(offline("keys"));
        this.broker = new BrokerSecrets(identities, passwords(BrokerSecrets.FOLDER));
    }

    /// Writes all that is missing, and lays everything out.
    public static void write(Path folder) throws IOException {
        new ContainerSecrets(folder.toAbsolutePath().normalize()).write();
    }

    /// What is laid out takes the place of what was there, so nothing of others may be.
    private static Path own(Path folder) throws IOException {
        if (Files.exists(folder) && !isEmpty(folder) && !Files.isDirectory(folder.resolve(MADE))) {
            throw new StartFailure(folder
                    + " holds something else. Name a folder that is empty or not there yet, such as "
                    + "docker/secrets. If Docker made it, since the suite was composed before there were secrets, remove it.");
        }
        PrivateFiles.folder(folder);
        try {
            // it may have been made by hand
            return Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwx------"));
        } catch (IOException _) {
            throw new StartFailure(folder + " belongs to somebody else. Remove it, or name another one.");
        }
    }

    private static boolean isEmpty(Path folder) throws IOException {
        try (var inside = Files.list(folder)) {
            return inside.findAny().isEmpty();
        }
    }

    private void write() throws IOException {
        var services = ServiceName.ALL.stream().filter(service -> !service.equals(ServiceName.GATEWAY)).toList();
        for (var service : services) {
            // everybody is given the certificates of all signers
            identities.identity(service.name(), service.role());
        }
        for (var service : services) {
            service(service);
        }
        for (var holder : ServiceName.KEYHOLDERS) {
            database(holder.name() + "-" + DATABASES, List.of(holder));
        }
        database(DATABASES, services.stream().filter(service -> !service.isKeyholder()).toList());
        broker.writeServer(SharedFiles.anew(folder, BrokerSecrets.FOLDER));
        broker.writeAdministrator(SharedFiles.anew(folder, "topics"));
    }

    private void service(ServiceName service) throws IOException {
        var own = SharedFiles.anew(folder, service.name());
        identity(service, own.folder("identity"));
        var settings = own.folder("settings");
        settings.write(DATABASE_PASSWORD, passwords(server(service)).password(service.database()));
        if (!service.isKeyholder()) {
            settings.write("spring.kafka.properties.sasl.jaas.config", broker.login(service.name()));
        }
    }

    private void identity(ServiceName service, SharedFiles files) throws IOException {
        var identity = identities.identity(service.name(), service.role());
        files.copy(identity.certificate());
        files.copy(identity.privateKey());
        files.copy(identity.authority());
        files.copy(identity.signingKey());
        files.copy(identities.suiteKey());
        if (service.equals(ServiceName.ACCOUNT)) {
            files.copy(identities.tokenKey());
        }
        var signers = files.folder("signers");
        try (var certificates = Files.list(identities.signers())) {
            for (var certificate : certificates.toList()) {
                signers.copy(certificate);
            }
        }
    }

    private void database(String server, List<ServiceName> services) throws IOException {
        var files = SharedFiles.anew(folder, server);
        files.write(ADMINISTRATOR, passwords(server).password(ADMINISTRATOR));
        services.forEach(service -> files.write(service.database(), passwords(server).password(service.database())));
    }

    private static String server(ServiceName service) {
        return service.isKeyholder() ? service.name() + "-" + DATABASES : DATABASES;
    }

    private Passwords passwords(String server) {
        return new Passwords(PrivateFiles.folder(offline("passwords")).resolve(server));
    }

    private Path offline(String name) {
        return PrivateFiles.folder(folder.resolve("offline")).resolve(name);
    }
}
