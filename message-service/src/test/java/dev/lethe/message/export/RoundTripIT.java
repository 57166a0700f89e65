package dev.lethe.message.export;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;

import org.junit.jupiter.api.Test;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

import dev.lethe.message.MessageServiceIT;
import dev.lethe.message.telegram.RandomExports;
import dev.lethe.message.telegram.TelegramSamples;

/// What comes in goes out the same.
class RoundTripIT extends MessageServiceIT {
    private static final int SEEDS = 120;
    private static final Set<String> LEFT_OUT = Set.of("personal_information", "profile_pictures", "contacts",
            "frequent_contacts", "sessions", "web_sessions", "other_data", "stories");

    @Test
    void givesRandomChatsBack() {
        for (long seed = 0; seed < SEEDS; seed++) {
            ObjectNode export = RandomExports.chat(seed);

            givesBack(export, seed);
        }
    }

    @Test
    void givesRandomAccountsBack() {
        for (long seed = 0; seed < SEEDS; seed++) {
            givesBack(RandomExports.account(seed), seed);
        }
    }

    @Test
    void givesARealisticAccountBack() {
        for (String sample : List.of(TelegramSamples.wholeAccount(), TelegramSamples.fullAccount())) {
            givesBack((ObjectNode) JSON.readTree(sample), 0);
        }
        givesBack((ObjectNode) JSON.readTree(TelegramSamples.singleChat()), 0);
    }

    @Test
    void exportsAHundredThousandMessagesWithinAMinute() {
        Person alice = someone();
        alice.post("/v1/imports", TelegramSamples.chatOf(100_000));
        Instant start = clock.instant();

        Answer export = alice.get("/v1/exports");

        assertThat(Duration.between(start, clock.instant())).isLessThan(Duration.ofSeconds(60));
        assertThat(export.json().at("/chats/list/0/messages")).hasSize(100_000);
    }

    private void givesBack(ObjectNode export, long seed) {
        boolean chat = export.has("messages");
        JsonNode kept = kept(export);
        Person alice = someone();
        Answer imported = alice.post("/v1/imports", export.toString());
        assertThat(imported.status()).as("seed %d: %s", seed, imported.json()).isEqualTo(201);
        Answer once = exported(alice, chat);
        assertThat(once.json()).as("seed %d", seed).isEqualTo(kept);
        Person bob = someone();
        bob.post("/v1/imports", once.json().toString());
        assertThat(exported(bob, chat).json()).as("seed %d, second time", seed).isEqualTo(kept);
    }

    private static Answer exported(Person person, boolean chat) {
        String query = chat ? "?chatId=" + person.get("/v1/chats").text("/chats/0/id") : "";
        return person.get("/v1/exports" + query);
    }

    private static JsonNode kept(ObjectNode export) {
        ObjectNode kept = (ObjectNode) JSON.readTree(export.toString());
        LEFT_OUT.forEach(kept::remove);
        return kept;
    }
}
