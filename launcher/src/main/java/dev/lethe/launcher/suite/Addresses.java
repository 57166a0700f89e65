package dev.lethe.launcher.suite;

import java.io.IOException;
import java.net.URI;

/// Where the suite of a home is to be found when it runs.
public record Addresses(URI gateway, URI smsInbox, URI mailInbox) {

    public static Addresses of(Home home) throws IOException {
        var ports = Ports.of(home.readSettings(), System.getenv());
        return new Addresses(ports.http(Port.GATEWAY), ports.http(Port.SMS_INBOX),
                ports.http(Port.MAIL_INBOX));
    }
}
