package dev.lethe.account;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Properties;
import java.util.concurrent.ThreadLocalRandom;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import jakarta.annotation.PreDestroy;
import jakarta.mail.MessagingException;
import jakarta.mail.Multipart;
import jakarta.mail.Part;
import jakarta.mail.Session;
import jakarta.mail.internet.MimeMessage;

import org.springframework.stereotype.Component;
import org.springframework.test.context.DynamicPropertyRegistrar;
import org.springframework.test.context.DynamicPropertyRegistry;

import dev.lethe.account.mail.SmtpStand;
import dev.lethe.test.Eventually;
import dev.lethe.test.secret.TestSecrets;

/// Where mails arrive.
@Component
public class MailStand implements DynamicPropertyRegistrar {

    private static final Pattern CODE = Pattern.compile("\\b(\\d{8})\\b");

    /// A mail as a person reads it.
    public record Mail(String subject, String plain, String html) {

        public String code() {
            Matcher code = CODE.matcher(plain);
            if (!code.find()) {
                throw new AssertionError("a mail without a code");
            }
            return code.group(1);
        }
    }

    private final int port = freePort();
    private SmtpStand server = open();

    /// An address that nobody else has.
    public static String unusedAddress() {
        return "ada%08d@grove.example.org".formatted(ThreadLocalRandom.current().nextInt(100_000_000));
    }

    @Override
    public void accept(DynamicPropertyRegistry registry) {
        registry.add("lethe.mail.host", () -> "127.0.0.1");
        registry.add("lethe.mail.port", () -> port);
        registry.add("lethe.mail.security", () -> "none");
        registry.add("lethe.mail.from", () -> "lethe@example.org");
        registry.add("lethe.mail.codes-an-hour", () -> 1_000);
    }

    /// The server that answers now.
    public SmtpStand server() {
        return server;
    }

    public void goesAway() {
        try {
            server.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public void comesBack() {
        server = open();
    }

    public List<Mail> all() {
        return server.taken().stream().map(MailStand::read).toList();
    }

    public List<Mail> to(String address) {
        return server.taken().stream().filter(mail -> mail.receiver().equals(address)).map(MailStand::read).toList();
    }

    /// The newest mail to an address, once as many have come.
    public Mail latest(String address, int count) {
        Eventually.eventually(Duration.ofSeconds(20), () -> {
            if (to(address).size() < count) {
                throw new AssertionError("no mail yet");
            }
        });
        return to(address).getLast();
    }

    private SmtpStand open() {
        try {
            return new SmtpStand(port, TestSecrets.shared().tlsOf("mail", "mail"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Mail read(SmtpStand.Taken taken) {
        try {
            var message = new MimeMessage(Session.getInstance(new Properties()),
                    new ByteArrayInputStream(taken.text().getBytes(StandardCharsets.ISO_8859_1)));
            return new Mail(message.getSubject(), part(message, "text/plain"), part(message, "text/html"));
        } catch (MessagingException | IOException e) {
            throw new AssertionError(e);
        }
    }

    private static String part(Part part, String type) throws MessagingException, IOException {
        if (part.isMimeType(type)) {
            return String.valueOf(part.getContent());
        }
        if (part.getContent() instanceof Multipart parts) {
            for (int i = 0; i < parts.getCount(); i++) {
                String found = part(parts.getBodyPart(i), type);
                if (!found.isEmpty()) {
                    return found;
                }
            }
        }
        return "";
    }

    private static int freePort() {
        try (var socket = new ServerSocket(0)) {
            return socket.getLocalPort();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @PreDestroy
    void close() {
        goesAway();
    }
}
