package dev.lethe.launcher.suite;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;

import dev.lethe.launcher.certificate.Identities;
import dev.lethe.launcher.certificate.PrivateFiles;
import dev.lethe.launcher.database.PostgresCluster;

/// Writes what a service needs to know: `application.properties` with addresses and paths, and its password as a
/// file of its own, never among the settings.
final class ServiceSettings {

    private final SuiteOptions options;
    private final Identities identities;

    ServiceSettings(SuiteOptions options, Identities identities) {
        this.options = options;
        this.identities = identities;
    }

    /// Answers the file.
    Path write(ServiceName service, PostgresCluster cluster) throws IOException {
        var settings = new TreeMap<String, String>();
        common(settings, service);
        identity(settings, service);
        if (!service.equals(ServiceName.GATEWAY)) {
            database(settings, service, cluster);
        }
        if (service.isKeyholder()) {
            keyholder(settings, service);
        } else {
            neighbours(settings, service);
        }
        settings.putAll(options.properties().getOrDefault(service.name(), Map.of()));
        var file = options.home().run().resolve(service.name()).resolve("application.properties");
        Files.createDirectories(java.util.Objects.requireNonNull(file.getParent()));
        var text = new StringBuilder();
        settings.forEach((key, value) -> text.append(key).append('=').append(value).append('\n'));
        Files.writeString(file, text.toString());
        return file;
    }

    private void common(Map<String, String> settings, ServiceName service) {
        settings.put("spring.profiles.active", "local");
        settings.put("spring.main.banner-mode", "off");
        settings.put("spring.lifecycle.timeout-per-shutdown-phase", "5s");
        settings.put("server.address", "127.0.0.1");
        settings.put("server.port", Integer.toString(options.port(Port.of(service.name()))));
        settings.put("lethe.internal.port", Integer.toString(options.port(Port.internalOf(service.name()))));
    }

    private void identity(Map<String, String> settings, ServiceName service) throws IOException {
        var identity = identities.identity(service.name(), service.role());
        settings.put("lethe.tls.certificate", identity.certificate().toString());
        settings.put("lethe.tls.private-key", identity.privateKey().toString());
        settings.put("lethe.tls.authority", identity.authority().toString());
        settings.put("lethe.signing.private-key", identity.signingKey().toString());
        settings.put("lethe.signing.certificate", identity.signingCertificate().toString());
        settings.put("lethe.signing.certificates", identities.signers().toString());
        settings.put("lethe.signing.suite-key", identities.suiteKey().toString());
    }

    private void database(Map<String, String> settings, ServiceName service, PostgresCluster cluster) {
        var secrets = options.home().secrets().resolve(service.name());
        PrivateFiles.write(secrets.resolve("spring.datasource.password"), cluster.password(service.database()));
        settings.put("lethe.secrets", secrets.toString());
        settings.put("spring.config.import", "optional:configtree:" + secrets + "/");
        settings.put("spring.datasource.url", cluster.jdbcUrl(service.database()));
        settings.put("spring.datasource.username", service.database());
        settings.put("spring.datasource.hikari.maximum-pool-size", service.isKeyholder() ? "4" : "10");
        settings.put("spring.datasource.hikari.minimum-idle", "1");
    }

    private void keyholder(Map<String, String> settings, ServiceName service) {
        settings.put("lethe.keyholder.name", service.name());
        settings.put("lethe.keyholder.epoch-directory",
                PrivateFiles.folder(options.home().data().resolve(service.name()).resolve("epoch")).toString());
        settings.put("lethe.account.internal-url", internal(ServiceName.ACCOUNT));
    }

    private void neighbours(Map<String, String> settings, ServiceName service) {
        settings.put("spring.kafka.bootstrap-servers", "127.0.0.1:" + options.port(Port.KAFKA));
        settings.put("lethe.vault.threshold", "2");
        for (var i = 0; i < ServiceName.KEYHOLDERS.size(); i++) {
            var holder = ServiceName.KEYHOLDERS.get(i);
            settings.put("lethe.vault.keyholders[" + i + "].name", holder.name());
            settings.put("lethe.vault.keyholders[" + i + "].url", internal(holder));
        }
        for (var other : new ServiceName[] {ServiceName.ACCOUNT, ServiceName.MESSAGE, ServiceName.CONTACT,
            ServiceName.MEDIA}) {
            settings.put("lethe." + other.database() + ".internal-url", internal(other));
            settings.put("lethe.gateway.services." + other.database(),
                    options.ports().http(Port.of(other.name())).toString());
        }
        if (service.equals(ServiceName.GATEWAY)) {
            settings.put("lethe.gateway.page.sms-inbox", options.ports().http(Port.SMS_INBOX).toString());
        }
        if (service.equals(ServiceName.ACCOUNT)) {
            settings.put("lethe.token.private-key", identities.tokenKey().toString());
            // everybody on this machine is one network, and no text costs anything
            for (var cap : new String[] {"network", "block", "all"}) {
                settings.put("lethe.sign-in.codes-an-hour." + cap, "1000000");
            }
            // as much as the small heap bears
            settings.put("lethe.password.at-once", "1");
            settings.put("lethe.sms.inbox-url", options.ports().http(Port.SMS_INBOX) + "/messages");
            settings.put("lethe.mail.host", "127.0.0.1");
            settings.put("lethe.mail.port", Integer.toString(options.port(Port.SMTP)));
            settings.put("lethe.mail.security", "NONE");
            settings.put("lethe.mail.from", "lethe@localhost.example");
            settings.put("lethe.mail.codes-an-hour", "1000000");
        }
        if (service.equals(ServiceName.MEDIA)) {
            settings.put("lethe.blob.directory", options.home().data().resolve("blobs").toString());
        }
    }

    private String internal(ServiceName service) {
        return options.ports().https(Port.internalOf(service.name())).toString();
    }
}
