package dev.lethe.launcher.demo;

import java.io.PrintStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.nio.file.Path;
import java.time.Duration;

import dev.lethe.client.Lethe;

/// Plays the story against a running suite, with people who have never been there.
///
/// @param gateway  of the suite
/// @param smsInbox where the texts arrive
/// @param mailInbox where the mails arrive
/// @param receipts where receipts are kept
public record Demo(URI gateway, URI smsInbox, URI mailInbox, Path receipts) {

    /// Plays it once; false when a step failed, which was told then.
    public boolean play(DemoInput input, PrintStream out) {
        HttpClient http = HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1)
                .connectTimeout(Duration.ofSeconds(5)).build();
        Stage stage = new Stage(out);
        Actor alice = new Actor("Alice", "Liddell", Telephone.withNewNumber(smsInbox, http));
        Actor ben = new Actor("Ben", "Okafor", Telephone.withNewNumber(smsInbox, http));
        Actor nour = new Actor("Nour", "Haddad", Telephone.withNewNumber(smsInbox, http));
        Story story = new Story(stage, Lethe.at(gateway, stage), input, new ReceiptFolder(receipts),
                new Cast(alice, ben, nour, Mailbox.withNewAddress(mailInbox, http)));
        long started = System.nanoTime();
        try {
            Path receipt = story.play();
            out.printf(
                    "%nAll went as promised, in %.1f s. Check the receipt again, at any time and without the suite:%n"
                            + "  ./lethe verify-receipt %s%n",
                    Duration.ofNanos(System.nanoTime() - started).toMillis() / 1000.0, relative(receipt));
            return true;
        } catch (Stage.Failed _) {
            return false;
        }
    }

    private static Path relative(Path file) {
        Path here = Path.of("").toAbsolutePath();
        return file.startsWith(here) ? here.relativize(file) : file;
    }
}
