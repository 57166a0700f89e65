package dev.lethe.contact.permission;

import static dev.lethe.contact.Owner.person;
import static dev.lethe.test.Eventually.eventually;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Clock;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.concurrent.ThreadLocalRandom;
import java.util.stream.Stream;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.annotation.Import;
import org.springframework.core.env.Environment;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.web.client.HttpClientErrorException;

import tools.jackson.databind.JsonNode;

import dev.lethe.contact.ContactSuite;
import dev.lethe.contact.Owner;
import dev.lethe.events.AccountEvent;
import dev.lethe.events.AccountEvent.AccountRegistered;
import dev.lethe.platform.vault.Place;
import dev.lethe.platform.vault.Reader;
import dev.lethe.platform.vault.Vault;
import dev.lethe.test.LetheTest;
import dev.lethe.test.TestEvents;
import dev.lethe.test.TestPeer;
import dev.lethe.test.TestSubjects;

@LetheTest
@Import(ContactSuite.class)
class PermissionIT {
    private static final String SETTINGS = "/v1/contacts/settings";

    @Autowired
    private Environment environment;
    @Autowired
    private TestSubjects subjects;
    @Autowired
    private TestEvents events;
    @Autowired
    private Vault vault;
    @Autowired
    private Clock clock;
    @Autowired
    private JdbcClient sql;

    private final String number = "+49151" + ThreadLocalRandom.current().nextInt(10_000_000, 99_999_999);
    private Owner actor;
    private Owner target;

    @BeforeEach
    void signIn() {
        actor = new Owner(environment, subjects);
        target = new Owner(environment, subjects);
    }

    @Test
    void letsEverybodyUntilToldOtherwise() {
        assertThat(target.get(SETTINGS).body().path("addToGroups").asString()).isEqualTo("everybody");
        assertThat(allowed(target.id)).containsExactly(target.id);
    }

    @Test
    void letsNobodyWhereNobodyMay() {
        target.put(SETTINGS, Map.of("addToGroups", "nobody"));

        assertThat(target.get(SETTINGS).body().path("addToGroups").asString()).isEqualTo("nobody");
        assertThat(allowed(target.id)).isEmpty();
    }

    @Test
    void letsThoseWhoseNumberTheTargetSaved() {
        target.put(SETTINGS, Map.of("addToGroups", "contacts"));
        register(actor);
        actor.put("/v1/contacts/consent");
        actor.sync(List.of(person("+4915112345678", "Target", "")));
        assertThat(allowed(target.id)).isEmpty();

        target.put("/v1/contacts/consent");
        target.sync(List.of(person(number, "Actor", "")));

        assertThat(allowed(target.id)).containsExactly(target.id);
    }

    @Test
    @Tag("case-11")
    void letsNobodyInByANumberAtWhichTwoAccountsStand() {
        target.put(SETTINGS, Map.of("addToGroups", "contacts"));
        register(actor);
        target.put("/v1/contacts/consent");
        target.sync(List.of(person(number, "Actor", "")));
        assertThat(allowed(target.id)).containsExactly(target.id);

        register(new Owner(environment, subjects));

        assertThat(allowed(target.id)).isEmpty();
    }

    @Test
    void asksAgainWhenConsentIsWithdrawn() {
        target.put(SETTINGS, Map.of("addToGroups", "contacts"));
        register(actor);
        target.put("/v1/contacts/consent");
        target.sync(List.of(person(number, "Actor", "")));

        target.delete("/v1/contacts/consent");

        assertThat(allowed(target.id)).isEmpty();
    }

    @Test
    void returnsToEverybodyWithoutKeepingAnything() {
        target.put(SETTINGS, Map.of("addToGroups", "nobody"));

        target.put(SETTINGS, Map.of("addToGroups", "everybody"));

        assertThat(allowed(target.id)).containsExactly(target.id);
        assertThat(settings(target.id)).isZero();
    }

    @Test
    void leavesOutAccountsThatWereNeverThere() {
        assertThat(allowed(UUID.randomUUID(), target.id, UUID.randomUUID())).containsExactly(target.id);
    }

    @Test
    @Tag("case-72")
    void asksForNoMoreStrangersThanAGroupHolds() {
        var madeUp = Stream.generate(UUID::randomUUID).limit(200).toArray(UUID[]::new);
        for (int i = 0; i < 20; i++)
            assertThat(allowed(madeUp)).isEmpty();

        assertThat(allowed(target.id)).isEmpty();

        register(target);
        assertThat(allowed(target.id)).containsExactly(target.id);
        var bystander = new Owner(environment, subjects);
        assertThat(askAs(bystander, "message-service", subjects.create())).hasSize(1);
    }

    @Test
    void leavesOutErasedAccountsAndForgetsWhatTheySet() {
        register(target);
        target.put(SETTINGS, Map.of("addToGroups", "contacts"));

        subjects.erase(target.id, false);

        eventually(() -> assertThat(settings(target.id)).isZero());
        assertThat(allowed(target.id)).isEmpty();
    }

    @Test
    void answersForTwoHundredInTheirOrder() {
        var all = new ArrayList<UUID>();
        for (int i = 0; i < 200; i++) {
            all.add(subjects.create());
        }

        assertThat(allowed(all.toArray(UUID[]::new))).containsExactlyElementsOf(all);
        all.add(subjects.create());
        assertThatThrownBy(() -> allowed(all.toArray(UUID[]::new))).isInstanceOf(HttpClientErrorException.class)
                .hasMessageContaining("400");
    }

    @Test
    void answersMessageServiceOnly() {
        assertThatThrownBy(() -> ask("media-service", target.id))
                .isInstanceOf(HttpClientErrorException.Forbidden.class);
    }

    @Test
    void refusesWordsThatAreNoChoice() {
        assertThat(target.put(SETTINGS, Map.of("addToGroups", "friends")).code()).isEqualTo("invalid-request");
        assertThat(target.put(SETTINGS, Map.of()).code()).isEqualTo("invalid-request");
        assertThat(target.put(SETTINGS, Map.of("addToGroups", "nobody", "more", 1)).code())
                .isEqualTo("invalid-request");
        assertThat(settings(target.id)).isZero();
    }

    @Test
    void namesOwnersInForwardsOfThoseWhomTheyLet() {
        register(actor);
        assertThat(isNamed(target.id)).isTrue();
        assertThat(isNamed(UUID.randomUUID())).isTrue();

        target.put(SETTINGS, Map.of("addToGroups", "everybody", "nameInForwards", "nobody"));
        assertThat(isNamed(target.id)).isFalse();
        assertThat(allowed(target.id)).containsExactly(target.id);

        target.put(SETTINGS, Map.of("addToGroups", "nobody", "nameInForwards", "contacts"));
        assertThat(isNamed(target.id)).isFalse();
        target.put("/v1/contacts/consent");
        target.sync(List.of(person(number, "Actor", "")));
        assertThat(isNamed(target.id)).isTrue();
        assertThat(allowed(target.id)).isEmpty();
    }

    @Test
    void keepsWhatAnOlderAppDoesNotKnowOf() {
        target.put(SETTINGS, Map.of("addToGroups", "contacts", "nameInForwards", "nobody"));

        var answer = target.put(SETTINGS, Map.of("addToGroups", "everybody"));

        assertThat(answer.body().path("nameInForwards").asString()).isEqualTo("nobody");
        assertThat(target.get(SETTINGS).body()).isEqualTo(answer.body());
        assertThat(isNamed(target.id)).isFalse();
        target.put(SETTINGS, Map.of("addToGroups", "everybody", "nameInForwards", "everybody"));
        assertThat(settings(target.id)).isZero();
    }

    @Test
    void namesNobodyWhoIsErased() {
        register(target);
        target.put(SETTINGS, Map.of("addToGroups", "everybody", "nameInForwards", "nobody"));

        subjects.erase(target.id, false);

        eventually(() -> assertThat(settings(target.id)).isZero());
        assertThat(isNamed(target.id)).isFalse();
    }

    private boolean isNamed(UUID author) {
        return Objects.requireNonNull(TestPeer.as("message-service", environment).post()
                .uri("/internal/v1/forward-permissions").body(Map.of("actorId", actor.id, "authorId", author))
                .retrieve().body(JsonNode.class)).path("named").asBoolean();
    }

    private List<UUID> allowed(UUID... accounts) {
        return ask("message-service", accounts);
    }

    private List<UUID> ask(String role, UUID... accounts) {
        return askAs(actor, role, accounts);
    }

    private List<UUID> askAs(Owner asking, String role, UUID... accounts) {
        JsonNode answer = Objects.requireNonNull(TestPeer.as(role, environment).post()
                .uri("/internal/v1/group-permissions")
                .body(Map.of("actorId", asking.id, "accountIds", Arrays.asList(accounts)))
                .retrieve().body(JsonNode.class));
        Stream<JsonNode> allowed = answer.path("allowed").valueStream();
        return allowed.map(id -> UUID.fromString(id.asString())).toList();
    }

    private void register(Owner owner) {
        events.publish("account-service", new AccountRegistered(owner.id, vault.key(owner.id, Reader.EXCHANGE)
                .seal(Place.ofEvent(AccountEvent.TOPIC, owner.id, owner.id), number), null, clock.instant()));
        eventually(() -> assertThat(sql.sql("SELECT count(*) FROM directory WHERE account_id = :id")
                .param("id", owner.id).query(Long.class).single()).isOne());
    }

    private long settings(UUID owner) {
        return sql.sql("SELECT count(*) FROM setting WHERE owner_id = :owner").param("owner", owner)
                .query(Long.class).single();
    }
}
