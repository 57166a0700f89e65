package dev.lethe.launcher.inbox;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.ServerSocket;

import org.junit.jupiter.api.Test;

import com.icegreen.greenmail.util.GreenMailUtil;
import com.icegreen.greenmail.util.ServerSetup;

class MailInboxTest {

    @Test
    void showsMailByReceiver() throws IOException {
        var smtpPort = freePort();
        try (var inbox = new MailInbox(smtpPort, 0)) {
            GreenMailUtil.sendTextEmail("alice@example.org", "lethe@example.org", "Recovery", "Your code is 7",
                    new ServerSetup(smtpPort, "127.0.0.1", ServerSetup.PROTOCOL_SMTP));

            assertThat(inbox.messagesTo("alice@example.org")).singleElement()
                    .satisfies(message -> assertThat(message.text()).contains("Recovery", "Your code is 7"));
            assertThat(inbox.messagesTo("bob@example.org")).isEmpty();
        }
    }

    @Test
    void leavesAnInterruptToWhoCloses() throws IOException {
        var inbox = new MailInbox(freePort(), 0);
        Thread.currentThread().interrupt();

        inbox.close();

        assertThat(Thread.interrupted()).isTrue();
    }

    private static int freePort() throws IOException {
        try (var socket = new ServerSocket(0)) {
            return socket.getLocalPort();
        }
    }
}
