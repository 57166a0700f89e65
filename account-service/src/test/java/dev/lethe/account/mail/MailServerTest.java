package dev.lethe.account.mail;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import com.icegreen.greenmail.util.GreenMail;
import com.icegreen.greenmail.util.GreenMailUtil;
import com.icegreen.greenmail.util.ServerSetup;

import dev.lethe.account.mail.MailProperties.Security;
import dev.lethe.test.secret.TestSecrets;

class MailServerTest {

    private static final EmailAddress ADA = new EmailAddress("ada@example.org");
    private static final MailText TEXT = new MailText("Grüße", "Your code is 12345678", "<p>Your code is 12345678</p>");
    private static final Path AUTHORITY = Path
            .of(String.valueOf(TestSecrets.shared().settingsOf("account-service").get("lethe.tls.authority")));

    @TempDir
    private Path folder = Path.of("");

    private final SmtpStand stand = stand();

    @AfterEach
    void close() throws IOException {
        stand.close();
    }

    private static SmtpStand stand() {
        try {
            return new SmtpStand(0, TestSecrets.shared().tlsOf("mail", "mail"));
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    private static MailServer server(String host, int port, Security security, @Nullable Path authority) {
        return new MailServer(new MailProperties(host, port, security, "lethe@example.org", null, null, authority,
                Duration.ofSeconds(5), 600));
    }

    private MailServer server() {
        return server("localhost", stand.port(), Security.STARTTLS, AUTHORITY);
    }

    @Test
    void sendsOverTlsOnly() {
        assertThat(server().send(ADA, TEXT)).isEqualTo(Delivery.SENT);

        assertThat(stand.lines).filteredOn(line -> !line.startsWith("TLS ")).allSatisfy(
                line -> assertThat(line).matches("EHLO .*|STARTTLS"));
        assertThat(stand.lines).contains("TLS RCPT TO:<ada@example.org>", "TLS Auto-Submitted: auto-generated",
                "TLS Your code is 12345678");
    }

    @Test
    void sendsNothingToAServerThatCannotProveItsName() {
        assertThat(server("localhost", stand.port(), Security.STARTTLS, null).send(ADA, TEXT))
                .isEqualTo(Delivery.LATER);

        assertThat(String.join("\n", stand.lines)).doesNotContain("ada", "12345678");
    }

    @Test
    void sendsNothingToAServerOfAnotherName() {
        assertThat(server("127.0.0.2", stand.port(), Security.STARTTLS, AUTHORITY).send(ADA, TEXT))
                .isEqualTo(Delivery.LATER);

        assertThat(String.join("\n", stand.lines)).doesNotContain("ada", "12345678");
    }

    @Test
    void sendsNothingInClear() {
        stand.offersNoTls();

        assertThat(server().send(ADA, TEXT)).isEqualTo(Delivery.LATER);

        assertThat(String.join("\n", stand.lines)).doesNotContain("ada", "12345678");
    }

    @ParameterizedTest
    @ValueSource(strings = {"450 busy", "421 closing", "452 full"})
    void comesAgainWhenTheServerSaysSo(String answer) {
        stand.answersReceivers(answer);

        assertThat(server().send(ADA, TEXT)).isEqualTo(Delivery.LATER);
    }

    @ParameterizedTest
    @ValueSource(strings = {"550 no such user", "553 no", "554 no"})
    void givesUpWhenTheServerSaysSo(String answer) {
        stand.answersReceivers(answer);

        assertThat(server().send(ADA, TEXT)).isEqualTo(Delivery.REFUSED);
    }

    @Test
    void asksTheWordOnTheMailItself() {
        stand.answersData("451 later");
        assertThat(server().send(ADA, TEXT)).isEqualTo(Delivery.LATER);

        stand.answersData("554 never");
        assertThat(server().send(ADA, TEXT)).isEqualTo(Delivery.REFUSED);
    }

    @Test
    void comesAgainWhenTheServerIsAway() throws IOException {
        int port;
        try (var socket = new ServerSocket(0)) {
            port = socket.getLocalPort();
        }

        assertThat(server("localhost", port, Security.STARTTLS, AUTHORITY).send(ADA, TEXT)).isEqualTo(Delivery.LATER);
    }

    @Test
    void isReadByAServerOfOthers() throws Exception {
        var greenMail = new GreenMail(new ServerSetup(0, "127.0.0.1", ServerSetup.PROTOCOL_SMTP));
        greenMail.start();
        try {
            greenMail.setUser("lethe", "secret of the server");
            Path password = Files.writeString(folder.resolve("password"), "secret of the server\n");
            var server = new MailServer(new MailProperties("127.0.0.1", greenMail.getSmtp().getPort(), Security.NONE,
                    "lethe@example.org", "lethe", password, null, Duration.ofSeconds(5), 600));

            assertThat(server.send(ADA, TEXT)).isEqualTo(Delivery.SENT);

            var message = greenMail.getReceivedMessages()[0];
            assertThat(message.getSubject()).isEqualTo("Grüße");
            assertThat(message.getAllRecipients()).hasSize(1);
            assertThat(GreenMailUtil.getBody(message)).contains("multipart/alternative", "text/plain", "text/html");
            assertThat(message.getHeader("Message-ID")[0]).endsWith("@example.org>");
            assertThat(message.getHeader("X-Mailer")).isNull();
        } finally {
            greenMail.stop();
        }
    }
}
