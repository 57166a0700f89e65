package dev.lethe.helm;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;

import dev.lethe.events.AccountEvent;
import dev.lethe.events.AnswerEvent;
import dev.lethe.events.DeletionEvent;
import dev.lethe.events.LedgerEvent;
import dev.lethe.events.MailboxEvent;
import dev.lethe.events.MediaEvent;
import dev.lethe.events.NoticeEvent;

/// The broker in a cluster is like that of `./lethe up`, and each user may do there what its service does.
class BrokerTest {

    private final Rendering rendering = Matrix.production().rendering();

    @Test
    void hasTheTopicsOfTheEvents() {
        var topics = rendering.ofKind("KafkaTopic");

        assertThat(topics).extracting(it -> it.name()).containsExactlyInAnyOrder(AccountEvent.TOPIC,
                LedgerEvent.TOPIC, AnswerEvent.TOPIC, DeletionEvent.TOPIC, "lethe.contact.v1", MediaEvent.TOPIC,
                NoticeEvent.TOPIC, MailboxEvent.TOPIC);
        assertThat(topics).allSatisfy(it -> {
            assertThat(it.spec().at("replicas").number()).isEqualTo(3);
            assertThat(it.spec().at("config", "min.insync.replicas").number()).isEqualTo(2);
            assertThat(it.spec().at("config", "retention.ms").text()).matches("-1|[0-9]+");
        });
    }

    @Test
    void remembersErasuresForEver() {
        assertThat(rendering.get("KafkaTopic", LedgerEvent.TOPIC).spec().at("config", "retention.ms").number())
                .isEqualTo(-1);
    }

    @Test
    void letsAccountServiceAloneSayWhoIsErased() {
        for (var topic : List.of(AccountEvent.TOPIC, LedgerEvent.TOPIC)) {
            assertThat(writersOf(topic)).containsExactly("lethe-account");
        }
    }

    @Test
    void givesNobodyARightToEverything() {
        assertThat(rendering.ofKind("KafkaUser")).hasSize(4).flatMap(it -> it.spec().at("authorization", "acls").each())
                .allSatisfy(it -> {
                    assertThat(it.at("resource", "name").text()).isNotEqualTo("*");
                    assertThat(it.at("operations").each()).extracting(Tree::text).doesNotContain("All", "Alter",
                            "Delete");
                });
    }

    private Stream<String> writersOf(String topic) {
        return rendering.ofKind("KafkaUser").stream()
                .filter(user -> user.spec().at("authorization", "acls").each().stream()
                        .anyMatch(it -> it.at("resource", "name").text().equals(topic)
                                && it.at("operations").each().stream().anyMatch(right -> right.text().equals("Write"))))
                .map(it -> it.name());
    }
}
