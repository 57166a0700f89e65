package dev.lethe.endtoend;

import static java.util.stream.Collectors.joining;
import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpRequest.BodyPublishers;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.stream.IntStream;

import dev.lethe.client.Contacts.Entry;
import dev.lethe.client.LetheSession;
import dev.lethe.client.Messages.Draft;
import dev.lethe.client.Messages.Imported;

/// An account as large as case 1 wants it: 500 chats, 5,000 messages, 50 files, 200 contacts, 3 sessions.
///
/// @param shared files that a friend was sent
/// @param own    files that nobody else has
record RichAccount(Person owner, List<LetheSession> sessions, List<UUID> shared, List<UUID> own) {

    private static final int CHATS = 500;
    private static final int MESSAGES_A_CHAT = 10;
    private static final int FILES = 50;
    private static final int CONTACTS = 200;

    static RichAccount of(Person owner, Person friend) {
        List<LetheSession> sessions = List.of(owner.session(), owner.signIn("tablet"), owner.signIn("laptop"));
        assertThat(owner.session().account().sessions()).hasSize(3);
        addContacts(owner, friend);
        assertThat(owner.messages().importExport(BodyPublishers.ofString(export())))
                .isEqualTo(new Imported(CHATS, CHATS * MESSAGES_A_CHAT, 0, 0, List.of()));
        IntStream.range(0, 100).forEach(i -> owner.sends("line " + i, friend));
        friend.sends("answer", owner);
        return new RichAccount(owner, sessions, sendFiles(owner, friend), sendFiles(owner, owner));
    }

    private static void addContacts(Person owner, Person friend) {
        owner.session().contacts().giveConsent();
        List<Entry> entries = new ArrayList<>(List.of(new Entry(friend.number(), "Bob", "Builder")));
        IntStream.range(1, CONTACTS).forEach(i -> entries.add(new Entry("+491511%07d".formatted(i), "Nr " + i, "")));
        assertThat(owner.session().contacts().sync(entries).contacts()).hasSize(CONTACTS);
    }

    private static List<UUID> sendFiles(Person owner, Person to) {
        return IntStream.range(0, FILES / 2).mapToObj(i -> {
            var file = owner.session().files().upload(("picture " + i).getBytes(StandardCharsets.UTF_8), "cat.png",
                    "image/png");
            owner.messages().send(to.id(), Draft.ofFile(file, null));
            return file.id();
        }).toList();
    }

    private static String export() {
        return IntStream.rangeClosed(1, CHATS).mapToObj(RichAccount::chat)
                .collect(joining(",", "{\"chats\": {\"list\": [", "]}}"));
    }

    private static String chat(int number) {
        String messages = IntStream.range(0, MESSAGES_A_CHAT).mapToObj(i -> message(number * MESSAGES_A_CHAT + i))
                .collect(joining(","));
        return """
                {"name": "Ada %d", "type": "personal_chat", "id": %d, "messages": [%s]}"""
                .formatted(number, number, messages);
    }

    private static String message(int id) {
        return """
                {"id": %d, "type": "message", "date_unixtime": "%d", "from": "Ada", "from_id": "user1", "text": "verse"}"""
                .formatted(id, 1_614_834_367 + id);
    }
}
