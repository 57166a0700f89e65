package dev.lethe.endtoend;

import static dev.lethe.test.Eventually.eventually;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;

import org.junit.jupiter.api.Test;

import dev.lethe.client.Contacts.Entry;
import dev.lethe.client.Holdings;
import dev.lethe.client.Messages.Draft;
import dev.lethe.client.MyAccount;
import dev.lethe.client.ProblemException;

/// What is held about a person, and all of it to look at.
class HoldingsStory {

    private static final String SECRET = "a line that nobody else may read";

    @Test
    void namesEveryRowOfEveryStoreAndAnswersIt() {
        Person ada = Person.called("Ada");
        Person ben = Person.called("Ben");
        ada.session().contacts().giveConsent();
        ada.session().contacts().sync(List.of(new Entry(ben.number(), "Ben", "Tester")));
        for (int i = 0; i < 120; i++) {
            ada.sends(SECRET, ben);
        }
        var file = ada.session().files().upload(SECRET.getBytes(StandardCharsets.UTF_8), "cat.png", "image/png");
        ada.messages().send(ben.id(), Draft.ofFile(file, null));
        MyAccount me = ada.session().account();

        // events on their way are held too, for a moment
        eventually(Duration.ofSeconds(30),
                () -> assertThat(counts(me.holdings())).isEqualTo(Stores.heldOf(ada.id())));

        Holdings holdings = me.holdings();
        assertThat(holdings.services()).extracting(Holdings.Holder::name).containsExactly("account-service",
                "message-service", "contact-service", "media-service", "keyholder-1", "keyholder-2", "keyholder-3");
        assertThat(holdings.services()).extracting(Holdings.Holder::state).containsOnly("answered");
        assertThat(kind(holdings, "media-service", "file.uploader_id").count()).isOne();
        Holdings.Kind messages = kind(holdings, "message-service", "message");
        assertThat(messages.count()).isEqualTo(121);
        assertThat(messages.bytes()).isGreaterThan(121L * SECRET.length());
        assertThat(messages.oldest()).isBetween(LocalDate.now(ZoneOffset.UTC).minusDays(1),
                LocalDate.now(ZoneOffset.UTC));
        assertThat(messages.content()).isEqualTo("/v1/chats/{chatId}/messages");
        assertThat(holdings.services()).flatExtracting(Holdings.Holder::kinds).extracting(Holdings.Kind::about)
                .allSatisfy(about -> assertThat(about).isNotBlank());
    }

    @Test
    void answersTheRowsOfTheirOwnerAndNothingThatIsProtected() {
        Person ada = Person.called("Ada");
        Person ben = Person.called("Ben");
        for (int i = 0; i < 120; i++) {
            ada.sends(SECRET, ben);
        }
        Holdings.Kind messages = kind(ada.session().account().holdings(), "message-service", "message");

        Holdings.Rows first = ada.session().account().heldRows(messages, null);
        Holdings.Rows second = ada.session().account().heldRows(messages, first.next());

        assertThat(first.rows()).hasSize(100);
        assertThat(second.rows()).hasSize(20);
        assertThat(second.next()).isNull();
        assertThat(first.rows()).allSatisfy(row -> assertThat(row.columns())
                .anySatisfy(it -> {
                    assertThat(it.name()).isEqualTo("owner_id");
                    assertThat(it.value()).isEqualTo(ada.id().toString());
                })
                .filteredOn(it -> !it.protection().equals("clear")).isNotEmpty()
                .allSatisfy(it -> assertThat(it.value()).isNull()));
    }

    @Test
    void knowsNoOtherServicesAndKinds() {
        MyAccount me = Person.called("Ada").session().account();
        for (String path : List.of("message-service/outbox", "message-service/nothing", "nobody/message",
                "account-service/pg_class", "message-service/message%20t%3B--", UUID.randomUUID() + "/x")) {
            var kind = new Holdings.Kind("", "", 0, 0, null, "/v1/account/holdings/" + path, null);

            assertThatThrownBy(() -> me.heldRows(kind, null)).isInstanceOfSatisfying(ProblemException.class,
                    problem -> assertThat(problem.code()).as(path).isEqualTo("not-found"));
        }
    }

    private static Holdings.Kind kind(Holdings holdings, String service, String kind) {
        return holdings.services().stream().filter(it -> it.name().equals(service))
                .flatMap(it -> it.kinds().stream()).filter(it -> it.kind().equals(kind)).findFirst().orElseThrow();
    }

    private static Map<String, Long> counts(Holdings holdings) {
        Map<String, Long> counts = new TreeMap<>();
        holdings.services()
                .forEach(service -> service.kinds()
                        .forEach(it -> counts.put(service.name() + "/" + it.kind(), it.count())));
        return counts;
    }
}
