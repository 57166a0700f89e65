package dev.lethe.account.mail;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocket;

/// A mail server that speaks STARTTLS and answers as a test tells it to: what no library at hand does.
public final class SmtpStand implements AutoCloseable {

    /// A mail that was taken.
    public record Taken(String receiver, String text) {}

    /// What clients sent, line by line.
    final List<String> lines = new CopyOnWriteArrayList<>();
    private final List<Taken> taken = new CopyOnWriteArrayList<>();
    private final ServerSocket door;
    private final SSLContext tls;
    private volatile String onReceiver = "250 yes";
    private volatile String onData = "250 got it";
    private volatile boolean offersTls = true;

    public SmtpStand(int port, SSLContext tls) throws IOException {
        this.tls = tls;
        door = new ServerSocket(port);
        Thread.ofVirtual().start(this::serve);
    }

    public List<Taken> taken() {
        return taken;
    }

    int port() {
        return door.getLocalPort();
    }

    public SmtpStand answersReceivers(String answer) {
        onReceiver = answer;
        return this;
    }

    public SmtpStand answersData(String answer) {
        onData = answer;
        return this;
    }

    public SmtpStand offersNoTls() {
        offersTls = false;
        return this;
    }

    private void serve() {
        while (!door.isClosed()) {
            try {
                Socket client = door.accept();
                Thread.ofVirtual().start(() -> talk(client));
            } catch (IOException _) {
                return;
            }
        }
    }

    private void talk(Socket client) {
        try (client) {
            say(client, "220 stand");
            converse(client, false);
        } catch (IOException _) {
            lines.add("BROKEN OFF");
        }
    }

    private void converse(Socket client, boolean isSecret) throws IOException {
        var reader = new BufferedReader(new InputStreamReader(client.getInputStream(), ISO_8859_1));
        String receiver = "";
        for (String line = reader.readLine(); line != null; line = reader.readLine()) {
            lines.add((isSecret ? "TLS " : "") + line);
            if (line.equals("STARTTLS")) {
                say(client, "220 go on");
                var secret = (SSLSocket) tls.getSocketFactory().createSocket(client, null, client.getPort(), true);
                secret.setUseClientMode(false);
                converse(secret, true);
                return;
            }
            say(client, answer(line, isSecret));
            if (line.startsWith("RCPT TO:<")) {
                receiver = line.substring("RCPT TO:<".length(), line.indexOf('>'));
            } else if (line.equals("DATA")) {
                take(receiver, data(reader, isSecret));
                say(client, onData);
            }
        }
    }

    private void take(String receiver, String text) {
        if (onData.startsWith("2")) {
            taken.add(new Taken(receiver, text));
        }
    }

    private String data(BufferedReader reader, boolean isSecret) throws IOException {
        var data = new StringBuilder();
        for (String text = reader.readLine(); text != null && !text.equals("."); text = reader.readLine()) {
            lines.add((isSecret ? "TLS " : "") + text);
            data.append(text.startsWith("..") ? text.substring(1) : text).append("\r\n");
        }
        return data.toString();
    }

    private String answer(String line, boolean isSecret) {
        if (line.startsWith("EHLO")) {
            return !isSecret && offersTls ? "250-stand\r\n250 STARTTLS" : "250 stand";
        }
        if (line.startsWith("RCPT")) {
            return onReceiver;
        }
        return line.equals("DATA") ? "354 go on" : line.equals("QUIT") ? "221 bye" : "250 ok";
    }

    private static void say(Socket client, String answer) throws IOException {
        client.getOutputStream().write((answer + "\r\n").getBytes(ISO_8859_1));
        client.getOutputStream().flush();
    }

    @Override
    public void close() throws IOException {
        door.close();
    }
}
