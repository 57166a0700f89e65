package dev.lethe.launcher.container;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.URI;
import java.util.concurrent.CountDownLatch;

import dev.lethe.launcher.inbox.MailInbox;
import dev.lethe.launcher.inbox.SmsInbox;

/// The inboxes as a program: beside account-service, which sends in clear to its own loopback only, so both share a network
/// name space as the containers of a pod do.
public final class Inboxes {

    private static final int SMS = 18_025;
    private static final int MAIL = 18_026;
    private static final int SMTP = 18_027;

    private Inboxes() {
    }

    /// Serves until the process is told to end. The pages are reached from outside the container, through the published port.
    ///
    /// @param gateway whose start page theirs link to
    public static void serve(URI gateway) throws IOException {
        try (var _ = new SmsInbox(new InetSocketAddress(SMS), gateway);
                var _ = new MailInbox(SMTP, new InetSocketAddress(MAIL), gateway)) {
            new CountDownLatch(1).await();
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
    }
}
