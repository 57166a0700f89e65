package dev.lethe.launcher.inbox;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.URI;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

import jakarta.mail.Message;
import jakarta.mail.MessagingException;
import jakarta.mail.Multipart;
import jakarta.mail.Part;
import jakarta.mail.internet.MimeMessage;

import com.icegreen.greenmail.util.GreenMail;
import com.icegreen.greenmail.util.ServerSetup;

/// In place of all mail servers: takes mail by SMTP for any address and shows what came.
public final class MailInbox implements AutoCloseable {

    private final GreenMail mail;
    private final InboxServer server;

    /// On loopback.
    ///
    /// @param gateway whose start page its own links to
    public MailInbox(int smtpPort, int port, URI gateway) throws IOException {
        this(smtpPort, InboxServer.loopback(port), gateway);
    }

    /// @param smtpPort on loopback
    /// @param address  of the page
    /// @param gateway  whose start page its own links to
    public MailInbox(int smtpPort, InetSocketAddress address, URI gateway) throws IOException {
        mail = new GreenMail(new ServerSetup(smtpPort, "127.0.0.1", ServerSetup.PROTOCOL_SMTP));
        server = new InboxServer(address, new InboxPage("Mail inbox", "Address", gateway), this::messages);
        try {
            mail.start();
            server.start();
        } catch (RuntimeException e) {
            server.stop();
            throw e;
        }
    }

    /// The page; `/messages` below it lists mail as JSON.
    public URI address() {
        return server.address();
    }

    /// What was sent to an address, oldest first.
    public List<InboxMessage> messagesTo(String address) {
        return messages().stream().filter(message -> message.to().equals(address)).toList();
    }

    @Override
    public void close() {
        server.stop();
        InboxServer.keepingInterrupts(mail::stop);
    }

    private List<InboxMessage> messages() {
        var messages = new ArrayList<InboxMessage>();
        for (var message : mail.getReceivedMessages()) {
            messages.addAll(of(message));
        }
        return messages;
    }

    private static List<InboxMessage> of(MimeMessage message) {
        var messages = new ArrayList<InboxMessage>();
        try {
            var at = message.getReceivedDate().toInstant();
            var text = message.getSubject() + "\n\n" + plainText(message);
            for (var receiver : message.getRecipients(Message.RecipientType.TO)) {
                messages.add(new InboxMessage(receiver.toString(), text, at));
            }
        } catch (MessagingException | IOException e) {
            messages.add(new InboxMessage("?", "A mail that cannot be read: " + e.getMessage(), Instant.now()));
        }
        return messages;
    }

    /// What is to be read, of a mail that says the same as HTML, too.
    private static String plainText(Part part) throws MessagingException, IOException {
        if (part.isMimeType("text/plain")) {
            return String.valueOf(part.getContent());
        }
        if (part.getContent() instanceof Multipart parts) {
            for (var i = 0; i < parts.getCount(); i++) {
                var text = plainText(parts.getBodyPart(i));
                if (!text.isEmpty()) {
                    return text;
                }
            }
        }
        return "";
    }
}
