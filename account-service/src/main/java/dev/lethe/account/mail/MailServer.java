package dev.lethe.account.mail;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Objects;
import java.util.Properties;

import jakarta.mail.MessagingException;

import org.eclipse.angus.mail.smtp.SMTPAddressFailedException;
import org.eclipse.angus.mail.smtp.SMTPSendFailedException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.ssl.SslBundle;
import org.springframework.boot.ssl.pem.PemSslStoreBundle;
import org.springframework.boot.ssl.pem.PemSslStoreDetails;
import org.springframework.mail.javamail.JavaMailSenderImpl;
import org.springframework.mail.javamail.MimeMessageHelper;
import org.springframework.stereotype.Component;

import dev.lethe.account.mail.MailProperties.Security;

/// Hands mail to the operator's server (RFC 5321), over TLS with its certificate checked.
@Component
@EnableConfigurationProperties(MailProperties.class)
public class MailServer {

    private static final Logger LOG = LoggerFactory.getLogger(MailServer.class);
    private static final int FOR_EVER = 500;

    private final MailProperties properties;
    private final JavaMailSenderImpl sender;

    MailServer(MailProperties properties) {
        this.properties = properties;
        this.sender = properties.isOn() ? sender(properties) : new JavaMailSenderImpl();
    }

    /// Whether there is one.
    public boolean isOn() { return properties.isOn(); }

    /// How many mails with codes may be asked for in an hour.
    public int codesAnHour() {
        return properties.codesAnHour();
    }

    /// Hands a mail over; holds the calling thread for as long as the server takes.
    public Delivery send(EmailAddress to, MailText text) {
        try {
            var message = sender.createMimeMessage();
            var mail = new MimeMessageHelper(message, MimeMessageHelper.MULTIPART_MODE_RELATED,
                    StandardCharsets.UTF_8.name());
            mail.setFrom(Objects.requireNonNull(properties.from()));
            mail.setTo(to.text());
            mail.setSubject(text.subject());
            mail.setText(text.plain(), text.html());
            message.setHeader("Auto-Submitted", "auto-generated");
            var transport = sender.getSession().getTransport();
            try (transport) {
                transport.connect(properties.host(), properties.port(), properties.user(), sender.getPassword());
                message.saveChanges();
                transport.sendMessage(message, message.getAllRecipients());
            }
            return Delivery.SENT;
        } catch (MessagingException e) {
            return isForEver(e) ? Delivery.REFUSED : later(e);
        }
    }

    private static Delivery later(MessagingException e) {
        LOG.warn("a mail waits: {}", e.getClass().getSimpleName());
        return Delivery.LATER;
    }

    /// What the server said of this receiver or mail; that it lets us in is the operator's care.
    private static boolean isForEver(MessagingException failure) {
        for (Exception each = failure; each != null; each = next(each)) {
            if ((each instanceof SMTPAddressFailedException address && address.getReturnCode() >= FOR_EVER)
                    || (each instanceof SMTPSendFailedException send && send.getReturnCode() >= FOR_EVER)) {
                return true;
            }
        }
        return false;
    }

    private static @Nullable Exception next(Exception failure) {
        return failure instanceof MessagingException messaging ? messaging.getNextException() : null;
    }

    private static JavaMailSenderImpl sender(MailProperties properties) {
        var sender = new JavaMailSenderImpl();
        sender.setHost(properties.host());
        sender.setPort(properties.port());
        sender.setUsername(properties.user());
        sender.setPassword(password(properties.passwordFile()));
        sender.setJavaMailProperties(settings(properties));
        return sender;
    }

    private static Properties settings(MailProperties properties) {
        var settings = new Properties();
        settings.setProperty("mail.transport.protocol", "smtp");
        var from = Objects.requireNonNull(properties.from());
        settings.setProperty("mail.from", from);
        // else the name of this machine is looked up, and told
        settings.setProperty("mail.smtp.localhost", from.substring(from.indexOf('@') + 1));
        settings.setProperty("mail.smtp.auth", String.valueOf(properties.user() != null));
        for (var step : new String[] {"connectiontimeout", "timeout", "writetimeout"}) {
            settings.setProperty("mail.smtp." + step, String.valueOf(properties.patience().toMillis()));
        }
        settings.setProperty("mail.smtp.starttls.enable", String.valueOf(properties.security() == Security.STARTTLS));
        settings.setProperty("mail.smtp.starttls.required",
                String.valueOf(properties.security() == Security.STARTTLS));
        settings.setProperty("mail.smtp.ssl.enable", String.valueOf(properties.security() == Security.TLS));
        settings.setProperty("mail.smtp.ssl.checkserveridentity", "true");
        settings.setProperty("mail.smtp.ssl.protocols", "TLSv1.3 TLSv1.2");
        settings.setProperty("mail.smtp.socketFactory.fallback", "false");
        if (properties.authority() != null) {
            var stores = new PemSslStoreBundle(null,
                    PemSslStoreDetails.forCertificate(properties.authority().toUri().toString()));
            settings.put("mail.smtp.ssl.socketFactory", SslBundle.of(stores).createSslContext().getSocketFactory());
        }
        return settings;
    }

    private static @Nullable String password(@Nullable Path file) {
        try {
            return file == null ? null : Files.readString(file).strip();
        } catch (IOException e) {
            throw new IllegalStateException("lethe.mail.password-file cannot be read", e);
        }
    }
}
