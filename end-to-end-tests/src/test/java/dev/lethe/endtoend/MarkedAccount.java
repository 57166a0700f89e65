package dev.lethe.endtoend;

import static dev.lethe.test.Eventually.eventually;
import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpRequest.BodyPublishers;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

import dev.lethe.client.Contacts.Entry;
import dev.lethe.client.Messages.Draft;
import dev.lethe.test.residue.Canary;

/// An account of which every word is a canary.
///
/// @param text what the friend was written
record MarkedAccount(Person owner, Canary text, List<Canary> canaries) {

    static MarkedAccount knowing(Person friend) {
        Marks marks = new Marks();
        Person owner = Person.called(marks.of("name"));
        owner.signIn(marks.of("device"));
        owner.session().contacts().giveConsent();
        owner.session().contacts()
                .sync(List.of(new Entry(friend.number(), marks.of("contact"), marks.of("last name"))));
        Canary text = marks.random("text");
        owner.sends(text.value(), friend);
        friend.sends(marks.of("reply"), owner);
        sendFile(owner, friend, marks);
        importChat(owner, marks);
        marks.add(Canary.ofNumber("owner", owner.number(), owner.number().substring(3)));
        owner.letsIn(marks.of("linked device"));
        owner.movesTo(Person.unusedNumber());
        marks.add(Canary.ofNumber("moved owner", owner.number(), owner.number().substring(3)));
        owner.setsPassword(marks.of("password"), marks.of("hint"));
        owner.confirmsRecoveryEmail(marks.of("recovery e-mail") + "@example.org");
        marks.add(Canary.ofNumber("friend", friend.number(), friend.number().substring(3)));
        return new MarkedAccount(owner, text, List.copyOf(marks.all));
    }

    /// Those that the keys open: of the password there is only a hash, and of a number that was left nothing.
    List<Canary> held() {
        return canaries.stream().filter(it -> !it.name().equals("password") && !it.name().startsWith("owner "))
                .toList();
    }

    private static void sendFile(Person owner, Person friend, Marks marks) {
        byte[] bytes = marks.of("file").repeat(5_000).getBytes(StandardCharsets.UTF_8);
        var file = owner.session().files().upload(bytes, marks.of("file name") + ".txt", "text/plain");
        owner.messages().send(friend.id(), Draft.ofFile(file, marks.of("caption")));
    }

    private static void importChat(Person owner, Marks marks) {
        String title = marks.of("imported title");
        String text = marks.of("imported text");
        owner.messages().importExport(BodyPublishers.ofString("""
                {"name": "%s", "type": "personal_chat", "id": 4242, "messages": [
                  {"id": 1, "type": "message", "date": "2020-01-02T03:04:05", "date_unixtime": "1577934245",
                   "from": "%s", "from_id": "user1", "text": "%s",
                   "text_entities": [{"type": "plain", "text": "%s"}]}]}"""
                .formatted(title, marks.of("imported sender"), text, text)));
        eventually(() -> assertThat(owner.messages().chats(null, 50).chats())
                .anyMatch(chat -> title.equals(chat.title())));
    }

    /// Hands out canaries and remembers them.
    private static final class Marks {

        private final List<Canary> all = new ArrayList<>();

        Canary random(String name) {
            Canary canary = Canary.random(name);
            all.add(canary);
            return canary;
        }

        String of(String name) {
            return random(name).value();
        }

        void add(List<Canary> canaries) {
            all.addAll(canaries);
        }
    }
}
