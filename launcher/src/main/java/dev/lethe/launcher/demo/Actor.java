package dev.lethe.launcher.demo;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

import dev.lethe.client.Lethe;
import dev.lethe.client.Lethe.CodeRequest;
import dev.lethe.client.LetheSession;
import dev.lethe.client.Messages;
import dev.lethe.client.Messages.Message;
import dev.lethe.client.ProblemException;

/// Somebody with a name and a telephone.
record Actor(String firstName, String lastName, Telephone telephone) {

    private static final Duration LONGEST_PAUSE = Duration.ofSeconds(70);

    /// Signs in on a device by the code that comes as a text.
    LetheSession signsIn(Lethe lethe, String device) throws InterruptedException {
        int before = telephone.received();
        CodeRequest request = requestCode(lethe);
        return lethe.signIn(request.requestId(), telephone.codeAfter(before), device, firstName, lastName);
    }

    /// One code a minute and number: the second device waits for its turn.
    private CodeRequest requestCode(Lethe lethe) throws InterruptedException {
        try {
            return lethe.requestCodeByText(telephone.number());
        } catch (ProblemException refused) {
            Duration pause = refused.retryAfter();
            if (refused.status() != 429 || pause == null || pause.compareTo(LONGEST_PAUSE) > 0) {
                throw refused;
            }
            Thread.sleep(pause.plusMillis(200));
            return lethe.requestCodeByText(telephone.number());
        }
    }

    /// The newest message of that kind in the service chat, once it is there.
    static Message notice(LetheSession session, String kind) throws InterruptedException {
        return Patience.await(Duration.ofSeconds(20), "a notice of kind " + kind,
                () -> newest(session, Messages.SERVICE_CHAT).stream()
                        .filter(message -> message.notice() != null && message.notice().kind().equals(kind))
                        .findFirst());
    }

    /// The newest message with that text in a chat, once it has arrived.
    static Message message(LetheSession session, UUID chat, String text) throws InterruptedException {
        return Patience.await(Duration.ofSeconds(20), "a message",
                () -> found(session, chat, text));
    }

    private static Optional<Message> found(LetheSession session, UUID chat, String text) {
        return newest(session, chat).stream().filter(it -> text.equals(it.text())).findFirst();
    }

    /// The newest page of a chat, which begins to exist with its first message.
    private static List<Message> newest(LetheSession session, UUID chat) {
        try {
            return session.messages().history(chat).messages();
        } catch (ProblemException refused) {
            if (refused.status() == 404) {
                return List.of();
            }
            throw refused;
        }
    }

    @Override
    public String toString() {
        return firstName;
    }
}
