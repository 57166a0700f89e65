package dev.lethe.launcher.inbox;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.ServerSocket;
import java.net.URI;

import jakarta.mail.Message;
import jakarta.mail.MessagingException;
import jakarta.mail.internet.MimeBodyPart;
import jakarta.mail.internet.MimeMessage;
import jakarta.mail.internet.MimeMultipart;

import org.junit.jupiter.api.Test;

import com.icegreen.greenmail.util.GreenMailUtil;
import com.icegreen.greenmail.util.ServerSetup;

class MailInboxTest {

    private static final URI GATEWAY = URI.create("http://127.0.0.1:8080");

    @Test
    void showsMailByReceiver() throws IOException {
        var smtpPort = freePort();
        try (var inbox = new MailInbox(smtpPort, 0, GATEWAY)) {
            GreenMailUtil.sendTextEmail("alice@example.org", "lethe@example.org", "Recovery", "Your code is 7",
                    new ServerSetup(smtpPort, "127.0.0.1", ServerSetup.PROTOCOL_SMTP));

            assertThat(inbox.messagesTo("alice@example.org")).singleElement()
                    .satisfies(message -> assertThat(message.text()).contains("Recovery", "Your code is 7"));
            assertThat(inbox.messagesTo("bob@example.org")).isEmpty();
        }
    }

    @Test
    void showsWhatIsToBeReadOfAMailThatSaysItTwice() throws Exception {
        var smtpPort = freePort();
        try (var inbox = new MailInbox(smtpPort, 0, GATEWAY)) {
            var server = new ServerSetup(smtpPort, "127.0.0.1", ServerSetup.PROTOCOL_SMTP);
            var mail = new MimeMessage(GreenMailUtil.getSession(server));
            mail.setFrom("lethe@example.org");
            mail.setRecipients(Message.RecipientType.TO, "alice@example.org");
            mail.setSubject("Recovery");
            var both = new MimeMultipart("alternative", bodyPart("Your code is 7", "plain"),
                    bodyPart("<p>Your code is 7</p>", "html"));
            mail.setContent(both);
            GreenMailUtil.sendMimeMessage(mail);

            assertThat(inbox.messagesTo("alice@example.org")).singleElement()
                    .satisfies(message -> assertThat(message.text()).isEqualTo("Recovery\n\nYour code is 7"));
        }
    }

    private static MimeBodyPart bodyPart(String text, String type) throws MessagingException {
        var part = new MimeBodyPart();
        part.setText(text, "utf-8", type);
        return part;
    }

    @Test
    void leavesAnInterruptToWhoCloses() throws IOException {
        var inbox = new MailInbox(freePort(), 0, GATEWAY);
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
