package dev.lethe.endtoend;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

import dev.lethe.client.Files;
import dev.lethe.client.LetheSession;
import dev.lethe.client.Messages.Draft;
import dev.lethe.client.Messages.Message;
import dev.lethe.client.Search;
import dev.lethe.client.Search.Found;

/// P2: instant search over all of the history, from any device.
@Tag("anywhere")
class SearchStory {

    private static List<String> texts(Found found) {
        return found.hits().stream().map(hit -> String.valueOf(hit.message().text())).toList();
    }

    @Test
    void whatWasJustSaidIsFoundFromEveryDeviceOfBoth() {
        Person alice = Person.called("Alice");
        Person bob = Person.called("Bob");
        alice.sends("Let us meet at the Café Größenwahn", bob);
        bob.sends("Which café?", alice);
        LetheSession tablet = bob.signIn("tablet");

        assertThat(texts(alice.messages().search("cafe"))).containsExactly("Which café?",
                "Let us meet at the Café Größenwahn");
        assertThat(texts(tablet.messages().search("grossen cafe"))).containsExactly(
                "Let us meet at the Café Größenwahn");
        assertThat(texts(tablet.messages().search(Search.of("cafe").from(bob.id()), null, 50)))
                .containsExactly("Which café?");
    }

    @Test
    void aPhotoIsFoundByItsCaptionAndName() throws Exception {
        Person alice = Person.called("Alice");
        Person bob = Person.called("Bob");
        Files.File photo = alice.session().files().upload("a cat".getBytes(StandardCharsets.UTF_8), "whiskers.png",
                "image/png");
        alice.messages().send(bob.id(), Draft.ofFile(photo, "our cat on the roof"));
        alice.sends("no photo of a cat", bob);

        Search photos = new Search("cat", alice.id(), null, "photo", null, null);

        assertThat(texts(bob.messages().search(photos, null, 50))).containsExactly("our cat on the roof");
        assertThat(texts(bob.messages().search("whisk"))).containsExactly("our cat on the roof");
    }

    @Test
    @Tag("case-24")
    @Tag("case-56")
    void whatIsDeletedIsNotFoundAgainButStaysTheOthers() {
        Person alice = Person.called("Alice");
        Person bob = Person.called("Bob");
        Message sent = alice.sends("better forgotten", bob);
        assertThat(alice.messages().search("forgotten").hits()).hasSize(1);

        alice.deletes(sent, bob);

        assertThat(alice.messages().search("forgotten").hits()).isEmpty();
        assertThat(alice.messages().search("for").hits()).isEmpty();
        assertThat(texts(bob.messages().search("forgotten"))).containsExactly("better forgotten");
    }

    @Test
    void pagesLeadThroughAllHitsOnce() {
        Person alice = Person.called("Alice");
        Person bob = Person.called("Bob");
        for (int i = 0; i < 25; i++) {
            alice.sends("number " + i, bob);
        }

        List<String> found = new ArrayList<>();
        String cursor = null;
        do {
            Found page = bob.messages().search(Search.of("numb").in(alice.id()), cursor, 10);
            found.addAll(texts(page));
            cursor = page.next();
        } while (cursor != null);

        assertThat(found).hasSize(25).doesNotHaveDuplicates().startsWith("number 24").endsWith("number 0");
    }
}
