package dev.lethe.message.group;

import static dev.lethe.test.Eventually.eventually;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.URI;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.core.env.Environment;

import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsServer;

import tools.jackson.databind.JsonNode;

import dev.lethe.message.MessageServiceIT;
import dev.lethe.test.secret.TestSecrets;

class GroupIT extends MessageServiceIT {
    @Autowired
    private Environment environment;
    private final Set<UUID> shy = Collections.synchronizedSet(new HashSet<>());
    private HttpsServer contacts;

    @BeforeEach
    void startContactService() throws IOException {
        URI url = URI.create(environment.getRequiredProperty("lethe.contact.internal-url"));
        contacts = HttpsServer.create(new InetSocketAddress(url.getHost(), url.getPort()), 0);
        contacts.setHttpsConfigurator(
                new HttpsConfigurator(TestSecrets.shared().tlsOf("contact-service", "contact-service")));
        contacts.createContext("/internal/v1/group-permissions", exchange -> {
            JsonNode request = JSON.readTree(exchange.getRequestBody());
            List<String> allowed = request.path("accountIds").valueStream().map(JsonNode::asString)
                    .filter(id -> !shy.contains(UUID.fromString(id))).toList();
            byte[] answer = JSON.writeValueAsBytes(
                    JSON.createObjectNode().set("allowed", JSON.valueToTree(allowed)));
            exchange.getResponseHeaders().add("Content-Type", "application/json");
            exchange.sendResponseHeaders(200, answer.length);
            exchange.getResponseBody().write(answer);
            exchange.close();
        });
        contacts.start();
    }

    @AfterEach
    void stopContactService() {
        contacts.stop(0);
    }

    @Test
    void reachesEveryMemberUnderTheSameId() {
        Person alice = someone();
        Person bob = someone();
        Person carol = someone();
        UUID group = group(alice, "Walkers", bob, carol);

        Answer sent = alice.send(group, UUID.randomUUID(), "to the lake");

        assertThat(sent.status()).as(sent.json().toString()).isEqualTo(201);
        for (Person member : List.of(alice, bob, carol)) {
            Answer page = member.get("/v1/chats/" + group + "/messages");
            assertThat(page.text("/messages/0/id")).isEqualTo(sent.text("/id"));
            assertThat(page.text("/messages/0/text")).isEqualTo("to the lake");
            assertThat(page.text("/messages/1/event/kind")).isEqualTo("group-created");
            Answer chats = member.get("/v1/chats");
            assertThat(chats.text("/chats/0/title")).isEqualTo("Walkers");
            assertThat(chats.text("/chats/0/role")).isEqualTo(member == alice ? "owner" : "member");
        }
    }

    @Test
    void isMadeOnceUnderItsClientId() {
        Person alice = someone();
        Person bob = someone();
        String request = creation(UUID.randomUUID(), "Once", bob);

        List<Answer> answers = parallel(12, () -> alice.post("/v1/groups", request));

        assertThat(answers).allMatch(answer -> answer.status() == 201);
        assertThat(answers.stream().map(answer -> answer.text("/id")).distinct()).hasSize(1);
        assertThat(bob.get("/v1/chats").json().path("chats").size()).isEqualTo(1);
    }

    @Test
    void showsAJoinerNothingOfBefore() {
        Person alice = someone();
        Person bob = someone();
        Person carol = someone();
        UUID group = group(alice, "Readers", bob);
        alice.send(group, UUID.randomUUID(), "before");

        Answer added = add(alice, group, carol);
        alice.send(group, UUID.randomUUID(), "after");

        assertThat(added.status()).as(added.json().toString()).isEqualTo(200);
        assertThat(texts(carol, group)).containsExactly("after", "");
        assertThat(carol.get("/v1/chats").text("/chats/0/title")).isEqualTo("Readers");
        assertThat(texts(bob, group)).containsExactly("after", "", "before", "");
    }

    @Test
    void reachesNobodyWhoLeft() {
        Person alice = someone();
        Person bob = someone();
        UUID group = group(alice, "Leavers", bob);
        alice.send(group, UUID.randomUUID(), "with bob");

        assertThat(bob.delete("/v1/groups/" + group + "/members/" + bob.id).status()).isEqualTo(204);
        alice.send(group, UUID.randomUUID(), "without bob");

        assertThat(texts(bob, group)).containsExactly("", "with bob", "");
        assertThat(bob.send(group, UUID.randomUUID(), "hello?").text("/code")).isEqualTo("not-a-member");
        assertThat(bob.get("/v1/groups/" + group).text("/code")).isEqualTo("not-a-member");
        assertThat(bob.get("/v1/chats").json().at("/chats/0").has("role")).isFalse();
    }

    @Test
    void looksNotThereToStrangers() {
        Person alice = someone();
        Person mallory = someone();
        UUID group = group(alice, "Private");

        assertThat(mallory.get("/v1/groups/" + group).text("/code")).isEqualTo("chat-not-found");
        assertThat(mallory.send(group, UUID.randomUUID(), "hi").text("/code")).isEqualTo("chat-not-found");
        assertThat(mallory.get("/v1/chats/" + group + "/messages").text("/code")).isEqualTo("chat-not-found");
        assertThat(add(mallory, group, mallory).text("/code")).isEqualTo("chat-not-found");
        assertThat(mallory.put("/v1/groups/" + group + "/title", "{\"title\":\"Mine\"}").text("/code"))
                .isEqualTo("chat-not-found");
    }

    @Test
    void letsOnlyHigherRolesRemove() {
        Person alice = someone();
        Person bob = someone();
        Person carol = someone();
        UUID group = group(alice, "Roles", bob, carol);

        assertThat(remove(bob, group, carol).text("/code")).isEqualTo("role-too-low");
        assertThat(role(bob, group, bob, "admin").text("/code")).isEqualTo("role-too-low");
        assertThat(role(alice, group, bob, "admin").status()).isEqualTo(200);
        assertThat(remove(bob, group, alice).text("/code")).isEqualTo("role-too-low");
        assertThat(remove(bob, group, carol).status()).isEqualTo(204);
        assertThat(remove(bob, group, carol).text("/code")).isEqualTo("member-not-found");
    }

    @Test
    void isHandedOver() {
        Person alice = someone();
        Person bob = someone();
        UUID group = group(alice, "Crown", bob);

        assertThat(role(alice, group, bob, "owner").text("/role")).isEqualTo("admin");

        assertThat(bob.get("/v1/groups/" + group).text("/role")).isEqualTo("owner");
        assertThat(role(alice, group, bob, "member").text("/code")).isEqualTo("role-too-low");
    }

    @Test
    void passesToTheOldestAdminWhenItsOwnerLeaves() {
        Person alice = someone();
        Person bob = someone();
        Person carol = someone();
        UUID group = group(alice, "Heirs", bob);
        add(alice, group, carol);
        role(alice, group, carol, "admin");

        remove(alice, group, alice);

        assertThat(carol.get("/v1/groups/" + group).text("/role")).isEqualTo("owner");
        assertThat(bob.get("/v1/groups/" + group).text("/role")).isEqualTo("member");
    }

    @Test
    void isGoneWithItsLastMember() {
        Person alice = someone();
        UUID group = group(alice, "Alone");

        remove(alice, group, alice);

        assertThat(jdbc.sql("select count(*) from group_chat where id = ?").param(group).query(Long.class).single())
                .isZero();
        assertThat(texts(alice, group)).hasSize(2);
    }

    @Test
    void changesItsTitleForEverybody() {
        Person alice = someone();
        Person bob = someone();
        UUID group = group(alice, "Old", bob);

        alice.put("/v1/groups/" + group + "/title", "{\"title\":\"New\"}");

        assertThat(bob.get("/v1/chats").text("/chats/0/title")).isEqualTo("New");
        assertThat(bob.get("/v1/chats/" + group + "/messages").text("/messages/0/event/title")).isEqualTo("New");
    }

    @Test
    void addsNobodyWhoDoesNotWant() {
        Person alice = someone();
        Person bob = someone();
        shy.add(bob.id);

        Answer created = alice.post("/v1/groups", creation(UUID.randomUUID(), "Asked", bob));

        assertThat(created.text("/notAdded/0")).isEqualTo(bob.id.toString());
        assertThat(created.json().path("members").size()).isEqualTo(1);
        assertThat(bob.get("/v1/chats").json().path("chats").size()).isZero();
    }

    @Test
    void isMadeOfNobodyWhenNobodyCanTell() {
        Person alice = someone();
        Person bob = someone();
        contacts.stop(0);

        Answer created = alice.post("/v1/groups", creation(UUID.randomUUID(), "Silent", bob));

        assertThat(created.status()).isEqualTo(503);
        assertThat(rowsOf(alice)).isZero();
    }

    @Test
    void marksAsReadForThoseWhoWrote() {
        Person alice = someone();
        Person bob = someone();
        Person carol = someone();
        UUID group = group(alice, "Marks", bob, carol);
        String last = alice.send(group, UUID.randomUUID(), "read me").text("/id");

        bob.put("/v1/chats/" + group + "/read", "{\"upTo\":\"" + last + "\"}");

        assertThat(alice.get("/v1/chats").text("/chats/0/partnerReadUpTo")).isEqualTo(last);
        assertThat(carol.get("/v1/chats").text("/chats/0/partnerReadUpTo")).isEqualTo("0");
        assertThat(carol.get("/v1/chats").json().at("/chats/0/unread").asInt()).isEqualTo(2);
    }

    @Test
    void tellsWhoIsNotInItAnyMoreNothingOfWhoReadsWhat() {
        Person alice = someone();
        Person bob = someone();
        Person carol = someone();
        UUID group = group(alice, "Former", bob, carol);
        carol.send(group, UUID.randomUUID(), "before I go");
        remove(alice, group, carol);
        String later = alice.send(group, UUID.randomUUID(), "now she is gone").text("/id");
        String cursor = carol.get("/v1/updates").text("/cursor");

        bob.put("/v1/chats/" + group + "/read", "{\"upTo\":\"" + later + "\"}");

        assertThat(alice.get("/v1/chats").text("/chats/0/partnerReadUpTo")).isEqualTo(later);
        assertThat(carol.get("/v1/updates?after=" + cursor).json().path("updates")).isEmpty();
    }

    @Test
    void answersARetryOfWhoIsNotInItAnyMore() {
        Person alice = someone();
        Person bob = someone();
        UUID group = group(alice, "Lost answer", bob);
        UUID clientId = UUID.randomUUID();
        Answer first = bob.send(group, clientId, "sent, but not heard of");
        remove(alice, group, bob);

        assertThat(bob.send(group, clientId, "sent, but not heard of").text("/id")).isEqualTo(first.text("/id"));
        assertThat(bob.send(group, clientId, "something else").text("/code")).isEqualTo("client-id-used");
        assertThat(bob.send(group, UUID.randomUUID(), "new").text("/code")).isEqualTo("not-a-member");
    }

    @Test
    void exportsThatAnOwnerWhoLeftIsTheOneWhoLeft() {
        Person alice = someone();
        Person bob = someone();
        UUID group = group(alice, "Handed on", bob);
        assertThat(alice.delete("/v1/groups/" + group + "/members/" + alice.id).status()).isEqualTo(204);

        JsonNode export = bob.get("/v1/exports?chatId=" + group).json();

        JsonNode left = export.path("messages").valueStream()
                .filter(message -> message.path("action").asString("").equals("remove_members")).findFirst()
                .orElseThrow();
        assertThat(left.path("members")).hasSize(1);
        assertThat(left.path("members").get(0)).isEqualTo(left.path("actor_id"));
    }

    @Test
    void passesOnWhenItsOwnersAccountIsErased() {
        Person alice = someone();
        Person bob = someone();
        Person carol = someone();
        UUID group = group(alice, "Bereft", bob);
        add(alice, group, carol);
        alice.send(group, UUID.randomUUID(), "farewell");
        String cursor = bob.get("/v1/updates").text("/cursor");

        erase(alice, false);

        eventually(() -> assertThat(bob.get("/v1/groups/" + group).text("/role")).isEqualTo("owner"));
        eventually(() -> assertThat(jdbc.sql("select count(*) from membership where account_id = ?").param(alice.id)
                .query(Long.class).single()).isZero());
        assertThat(bob.get("/v1/updates?after=" + cursor).text("/updates/0/type")).isEqualTo("chat");
        assertThat(bob.send(group, UUID.randomUUID(), "without her").status()).isEqualTo(201);
        assertThat(texts(carol, group)).containsExactly("without her", "farewell", "");
        assertThat(carol.get("/v1/chats/" + group + "/messages").json().at("/messages/1/author/deleted").asBoolean())
                .isTrue();
    }

    @Test
    void losesWhatAnErasedMemberTookBack() {
        Person alice = someone();
        Person bob = someone();
        UUID group = group(alice, "Takes", bob);
        bob.send(group, UUID.randomUUID(), "mine");
        alice.send(group, UUID.randomUUID(), "hers");

        erase(bob, true);

        eventually(() -> assertThat(texts(alice, group)).containsExactly("hers", ""));
    }

    @Test
    @Tag("case-16")
    void loses0AcknowledgedSendsWhileItsMembersChange() {
        Person alice = someone();
        Person bob = someone();
        UUID group = group(alice, "Race", bob);
        List<Person> joining = new ArrayList<>();
        for (int i = 0; i < 10; i++) {
            joining.add(someone());
        }
        List<Callable<Answer>> acts = new ArrayList<>();
        joining.forEach(person -> acts.add(() -> add(alice, group, person)));
        for (int i = 0; i < 40; i++) {
            String text = "line " + i;
            acts.add(() -> bob.send(group, UUID.randomUUID(), text));
        }

        List<Answer> answers = all(acts);

        assertThat(answers).allMatch(answer -> answer.status() < 300);
        List<String> alices = ids(alice, group);
        assertThat(alices).hasSize(51).isEqualTo(ids(bob, group));
        joining.forEach(person -> {
            List<String> theirs = ids(person, group);
            assertThat(theirs).isEqualTo(alices.subList(0, theirs.size()));
        });
    }

    @Test
    void refusesWhatIsNoGroup() {
        Person alice = someone();

        assertThat(alice.post("/v1/groups", "{\"clientId\":\"" + UUID.randomUUID()
                + "\",\"title\":\"\",\"accountIds\":[]}").text("/errors/0/field")).isEqualTo("title");
        assertThat(alice.post("/v1/groups", "{\"title\":\"x\",\"accountIds\":[]}").text("/errors/0/field"))
                .isEqualTo("clientId");
        assertThat(alice.get("/v1/groups/" + UUID.randomUUID()).text("/code")).isEqualTo("chat-not-found");
        assertThat(alice.get("/v1/groups/x").status()).isEqualTo(404);
    }

    private UUID group(Person owner, String title, Person... members) {
        Answer created = owner.post("/v1/groups", creation(UUID.randomUUID(), title, members));
        assertThat(created.status()).as(created.json().toString()).isEqualTo(201);
        return UUID.fromString(created.text("/id"));
    }

    private static String creation(UUID clientId, String title, Person... members) {
        return JSON.createObjectNode().put("clientId", clientId.toString()).put("title", title)
                .set("accountIds", JSON.valueToTree(Arrays.stream(members).map(member -> member.id).toList()))
                .toString();
    }

    private static Answer add(Person actor, UUID group, Person joining) {
        return actor.post("/v1/groups/" + group + "/members", "{\"accountIds\":[\"" + joining.id + "\"]}");
    }

    private static Answer remove(Person actor, UUID group, Person member) {
        return actor.delete("/v1/groups/" + group + "/members/" + member.id);
    }

    private static Answer role(Person actor, UUID group, Person member, String role) {
        return actor.put("/v1/groups/" + group + "/members/" + member.id + "/role", "{\"role\":\"" + role + "\"}");
    }

    private static List<String> texts(Person reader, UUID group) {
        return reader.textsWith(group);
    }

    private static List<String> ids(Person reader, UUID group) {
        return reader.get("/v1/chats/" + group + "/messages?limit=100").json().path("messages").valueStream()
                .map(message -> message.path("id").asString()).toList();
    }

    private static List<Answer> parallel(int times, Callable<Answer> act) {
        return all(Collections.nCopies(times, act));
    }

    private static List<Answer> all(List<Callable<Answer>> acts) {
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            var running = acts.stream().map(threads::submit).toList();
            return running.stream().map(it -> {
                try {
                    return it.get();
                } catch (Exception e) {
                    throw new AssertionError(e);
                }
            }).toList();
        }
    }
}
