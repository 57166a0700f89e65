package dev.lethe.message.group;

import static dev.lethe.test.Eventually.eventually;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.UUID;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

import tools.jackson.databind.JsonNode;

import dev.lethe.message.history.CopyBudget;

class GroupRolesIT extends GroupServiceIT {
    @Autowired
    private CopyBudget budget;

    @AfterEach
    void returnToNow() {
        clock.reset();
    }

    @Test
    @Tag("case-86")
    void weighsActsByTheirCopiesAndLetsAnybodyLeave() {
        Person alice = someone();
        Person bob = someone();
        UUID group = group(alice, "Weighed", bob);
        assertThat(role(alice, group, bob, "admin").status()).isEqualTo(200);
        budget.spend(bob.id, 60_000 - 2);

        assertThat(retitle(bob, group, "within").status()).isEqualTo(200);
        assertThat(retitle(bob, group, "too many").text("/code")).isEqualTo("too-many-copies");
        assertThat(add(bob, group, someone()).text("/code")).isEqualTo("too-many-copies");
        assertThat(bob.post("/v1/groups", creation(UUID.randomUUID(), "another", alice)).text("/code"))
                .isEqualTo("too-many-copies");
        assertThat(alice.get("/v1/groups/" + group).text("/title")).isEqualTo("within");
        assertThat(remove(bob, group, bob).status()).isEqualTo(204);
        clock.advance(Duration.ofMinutes(1));
        group(bob, "later", alice);
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
    void letsOnlyAdminsAddAndRetitle() {
        Person alice = someone();
        Person bob = someone();
        Person carol = someone();
        UUID group = group(alice, "Roles", bob);

        assertThat(add(bob, group, carol).text("/code")).isEqualTo("role-too-low");
        assertThat(retitle(bob, group, "Mine").text("/code")).isEqualTo("role-too-low");
        assertThat(role(alice, group, bob, "admin").status()).isEqualTo(200);
        assertThat(add(bob, group, carol).status()).isEqualTo(200);
        assertThat(retitle(bob, group, "Ours").text("/title")).isEqualTo("Ours");
        assertThat(role(alice, group, bob, "member").status()).isEqualTo(200);
        assertThat(retitle(bob, group, "Mine again").text("/code")).isEqualTo("role-too-low");
        assertThat(add(bob, group, someone()).text("/code")).isEqualTo("role-too-low");
        assertThat(carol.get("/v1/groups/" + group).text("/title")).isEqualTo("Ours");
        assertThat(carol.get("/v1/groups/" + group).json().path("members")).hasSize(3);
    }

    @Test
    void takesTitlesOfUpTo128Characters() {
        Person alice = someone();
        String longest = "ö".repeat(128);
        UUID group = group(alice, longest);

        assertThat(alice.get("/v1/groups/" + group).text("/title")).isEqualTo(longest);
        assertThat(retitle(alice, group, "x".repeat(128)).status()).isEqualTo(200);
        assertThat(retitle(alice, group, "x".repeat(129)).text("/errors/0/field")).isEqualTo("title");
        assertThat(alice.post("/v1/groups", creation(UUID.randomUUID(), longest + "ö")).text("/errors/0/field"))
                .isEqualTo("title");
    }

    @Test
    void replacesATitleThatDoesNotOpen() {
        Person alice = someone();
        UUID group = group(alice, "Altered");
        jdbc.sql("update chat set title = '\\x00' where owner_id = :owner and chat_id = :group")
                .param("owner", alice.id)
                .param("group", group).update();

        assertThat(retitle(alice, group, "New").status()).isEqualTo(200);

        assertThat(alice.get("/v1/groups/" + group).text("/title")).isEqualTo("New");
    }

    @Test
    void showsWhoIsAddedAgainNothingOfTheGap() {
        Person alice = someone();
        Person bob = someone();
        UUID group = group(alice, "Back again", bob);
        alice.send(group, UUID.randomUUID(), "the first time");
        remove(alice, group, bob);
        alice.send(group, UUID.randomUUID(), "without him");
        String cursor = bob.get("/v1/updates").text("/cursor");

        assertThat(add(alice, group, bob).status()).isEqualTo(200);
        alice.send(group, UUID.randomUUID(), "the second time");

        assertThat(texts(bob, group)).containsExactly("the second time", "", "", "the first time", "");
        assertThat(texts(alice, group)).contains("without him");
        assertThat(bob.get("/v1/search?q=without").json().path("hits")).isEmpty();
        assertThat(bob.get("/v1/updates?after=" + cursor).json().toString()).doesNotContain("without him");
        assertThat(bob.get("/v1/exports?chatId=" + group).json().toString()).doesNotContain("without him");
    }

    @Test
    void tellsNothingWhenTheTitleIsTheSame() {
        Person alice = someone();
        Person bob = someone();
        UUID group = group(alice, "Same", bob);
        String cursor = bob.get("/v1/updates").text("/cursor");

        assertThat(retitle(alice, group, "Same").text("/title")).isEqualTo("Same");

        assertThat(texts(bob, group)).hasSize(1);
        assertThat(bob.get("/v1/updates?after=" + cursor).json().path("updates")).isEmpty();
    }

    @Test
    void isMadeOnceUnderAClientIdAndNothingElseUnderIt() {
        Person alice = someone();
        Person bob = someone();
        Person carol = someone();
        UUID clientId = UUID.randomUUID();
        String id = alice.post("/v1/groups", creation(clientId, "First", bob, carol)).text("/id");

        assertThat(alice.post("/v1/groups", creation(clientId, "First", carol, bob)).text("/id")).isEqualTo(id);
        for (String other : List.of(creation(clientId, "Second", bob, carol), creation(clientId, "First", bob))) {
            Answer refused = alice.post("/v1/groups", other);
            assertThat(refused.status()).isEqualTo(409);
            assertThat(refused.text("/code")).isEqualTo("client-id-used");
        }
        retitle(alice, UUID.fromString(id), "Renamed");
        assertThat(alice.post("/v1/groups", creation(clientId, "First", bob, carol)).text("/title"))
                .isEqualTo("Renamed");
    }

    private static Answer retitle(Person actor, UUID group, String title) {
        return actor.put("/v1/groups/" + group + "/title", "{\"title\":\"" + title + "\"}");
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
    void exportsWhatHappenedInIt() {
        Person alice = someone();
        Person bob = someone();
        Person carol = someone();
        UUID group = group(alice, "Walkers", bob);
        add(alice, group, carol);
        alice.put("/v1/groups/" + group + "/title", "{\"title\":\"Hikers\"}");
        role(alice, group, bob, "admin");
        remove(bob, group, carol);

        JsonNode export = alice.get("/v1/exports?chatId=" + group).json();

        assertThat(export.path("messages").valueStream().map(message -> message.path("action").asString()))
                .containsExactly("create_group", "invite_members", "edit_group_title", "lethe_role_changed",
                        "remove_members");
        assertThat(export.path("messages").valueStream().map(message -> message.path("type").asString()))
                .containsOnly("service");
        assertThat(export.at("/messages/1/members/0").asString()).isEqualTo("user" + carol.id);
        assertThat(export.at("/messages/2/title").asString()).isEqualTo("Hikers");
        assertThat(export.at("/messages/3/lethe_role").asString()).isEqualTo("admin");
        assertThat(export.at("/messages/4/actor_id").asString()).isEqualTo("user" + bob.id);
        assertThat(export.at("/messages/4/members/0").asString()).isEqualTo("user" + carol.id);
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
        assertThat(texts(carol, group)).containsExactly("without her", "", "farewell", "");
        Answer page = carol.get("/v1/chats/" + group + "/messages");
        assertThat(page.text("/messages/1/event/kind")).isEqualTo("member-left");
        assertThat(page.text("/messages/1/event/role")).isEqualTo("owner");
        assertThat(page.json().at("/messages/1/event/accountIds").valueStream().map(JsonNode::asString))
                .containsExactly(alice.id.toString(), bob.id.toString());
        assertThat(page.json().at("/messages/1/author/deleted").asBoolean()).isTrue();
        assertThat(page.json().at("/messages/2/author/deleted").asBoolean()).isTrue();
    }
}
