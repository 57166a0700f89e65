package dev.lethe.message.erasure;

import static dev.lethe.test.Eventually.eventually;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.UUID;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.springframework.beans.factory.annotation.Autowired;

import dev.lethe.events.AccountEvent.AccountRegistered;
import dev.lethe.events.DeletionEvent.GroupDissolved;
import dev.lethe.events.DeletionEvent.MessagesDeleted;
import dev.lethe.events.NoticeEvent;
import dev.lethe.events.NoticeEvent.NoticePosted;
import dev.lethe.message.group.GroupServiceIT;
import dev.lethe.platform.vault.Place;
import dev.lethe.platform.vault.Reader;
import dev.lethe.platform.vault.Vault;

/// Between the tombstone and the moment when everybody has heard of it, tokens and keys still work. Whatever is tried
/// then, no row of the erased account changes, and none that names it comes.
class TombstoneIT extends GroupServiceIT {
    private static final UUID SERVICE = UUID.fromString("00000000-0000-4000-8000-000000000001");
    private static final List<String> OWN = List.of("message m where m.owner_id", "chat m where m.owner_id",
            "gone m where m.owner_id", "sent m where m.owner_id", "notice m where m.owner_id",
            "chat_clearing m where m.owner_id", "membership m where m.account_id", "import_job m where m.owner_id",
            "mailbox m where m.id");

    @Autowired
    private Vault vault;

    /// Alice is erased; Bob and Carol are not.
    record Scene(TombstoneIT test, Person alice, Person bob, Person carol, UUID group, UUID hisGroup, String hers,
            String his, String inGroup) {}

    /// Something that somebody tries.
    record Act(String name, Consumer<Scene> run) {
        @Override
        public String toString() {
            return name;
        }
    }

    // Such a tombstone has no entry in the ledger, which other tests of this database merge.
    @AfterEach
    void bringBack() {
        jdbc.sql("update mailbox set state = 'live' where state = 'erased' and erasure_id is null").update();
    }

    static Stream<Act> herActs() {
        return Stream.of(
                act("sends", s -> s.alice.send(s.bob.id, UUID.randomUUID(), "late")),
                act("sends into a new chat", s -> s.alice.send(s.carol.id, UUID.randomUUID(), "late")),
                act("notes", s -> s.alice.send(s.alice.id, UUID.randomUUID(), "late")),
                act("sends into a group", s -> s.alice.send(s.group, UUID.randomUUID(), "late")),
                act("forwards", s -> s.alice.post(chat(s.carol.id), """
                        {"clientId":"%s","forward":{"chatId":"%s","messageId":"%s"}}"""
                        .formatted(UUID.randomUUID(), s.bob.id, s.his))),
                act("edits", s -> s.alice.patch(chat(s.bob.id) + "/" + s.hers, "{\"text\":\"late\"}")),
                act("edits in a group", s -> s.alice.patch(chat(s.group) + "/" + s.inGroup, "{\"text\":\"late\"}")),
                act("deletes", s -> s.alice.delete(chat(s.bob.id) + "/" + s.his)),
                act("takes back", s -> s.alice.delete(chat(s.bob.id) + "/" + s.hers + "?forEveryone=true")),
                act("clears", s -> s.alice.delete(chat(s.bob.id))),
                act("deletes a chat", s -> s.alice.delete("/v1/chats/" + s.bob.id)),
                act("reads", s -> s.alice.put("/v1/chats/" + s.bob.id + "/read", "{\"upTo\":\"" + s.his + "\"}")),
                act("archives", s -> s.alice.put("/v1/chats/" + s.bob.id + "/marks", "{\"archived\":true}")),
                act("mutes", s -> s.alice.patch("/v1/chats/" + s.bob.id + "/marks",
                        "{\"mutedUntil\":\"2100-01-01T00:00:00Z\"}")),
                act("makes a group", s -> s.alice.post("/v1/groups", creation(UUID.randomUUID(), "Late", s.carol))),
                act("renames", s -> s.alice.put("/v1/groups/" + s.group + "/title", "{\"title\":\"Late\"}")),
                act("adds", s -> add(s.alice, s.group, s.carol)),
                act("promotes", s -> role(s.alice, s.group, s.bob, "admin")),
                act("leaves", s -> remove(s.alice, s.group, s.alice)),
                act("ends a group", s -> s.alice.delete("/v1/groups/" + s.group)),
                act("imports", s -> s.alice.post("/v1/imports", """
                        {"name":"Old","type":"personal_chat","id":1,"messages":[
                         {"id":1,"type":"message","date_unixtime":"1577872800","text":"late"}]}""")));
    }

    static Stream<Act> othersActs() {
        return Stream.of(
                act("send", s -> s.bob.send(s.alice.id, UUID.randomUUID(), "late")),
                act("send for the first time", s -> s.carol.send(s.alice.id, UUID.randomUUID(), "late")),
                act("send into a group", s -> s.bob.send(s.group, UUID.randomUUID(), "late")),
                act("edit", s -> s.bob.patch(chat(s.alice.id) + "/" + s.his, "{\"text\":\"late\"}")),
                act("take back", s -> s.bob.delete(chat(s.alice.id) + "/" + s.his + "?forEveryone=true")),
                act("clear for everyone", s -> s.bob.delete(chat(s.alice.id) + "?forEveryone=true")),
                act("read", s -> s.bob.put("/v1/chats/" + s.alice.id + "/read", "{\"upTo\":\"" + s.hers + "\"}")),
                act("read in a group", s -> s.bob.put("/v1/chats/" + s.group + "/read",
                        "{\"upTo\":\"" + s.inGroup + "\"}")),
                act("make a group", s -> s.bob.post("/v1/groups", creation(UUID.randomUUID(), "Late", s.alice))),
                act("leave a group", s -> remove(s.bob, s.group, s.bob)),
                act("end a group", s -> s.bob.delete("/v1/groups/" + s.hisGroup)),
                act("repeat the end of a group", s -> s.test.events.publish("message-service",
                        new GroupDissolved(s.hisGroup, Long.MAX_VALUE))),
                act("post a notice", s -> s.test.post(s.alice)),
                act("register", s -> s.test.events.publish("account-service",
                        new AccountRegistered(s.alice.id, new byte[] {1}, null, s.test.clock.instant()))),
                act("repeat a deletion", s -> s.test.events.publish("message-service",
                        new MessagesDeleted(s.alice.id, s.bob.id, List.of(Long.parseLong(s.his))))));
    }

    @ParameterizedTest
    @MethodSource("herActs")
    @Tag("case-16")
    void changesNothingThatIsHersNorReachesOthersByHer(Act act) {
        Scene scene = scene();
        String before = rowsOwnedBy(scene.alice);
        String reached = writtenBy(scene.alice);

        act.run().accept(scene);

        assertThat(rowsOwnedBy(scene.alice)).isEqualTo(before);
        assertThat(writtenBy(scene.alice)).isEqualTo(reached);
    }

    @ParameterizedTest
    @MethodSource("othersActs")
    @Tag("case-16")
    void changesNothingThatIsHersByOthers(Act act) {
        Scene scene = scene();
        String before = rowsOwnedBy(scene.alice);

        act.run().accept(scene);
        post(scene.bob);
        eventually(() -> assertThat(scene.bob.textsWith(SERVICE)).hasSize(1));

        assertThat(rowsOwnedBy(scene.alice)).isEqualTo(before);
    }

    private Scene scene() {
        Person alice = someone();
        Person bob = someone();
        Person carol = someone();
        carol.sends(carol, "so that there is a mailbox");
        String hers = alice.sends(bob, "hers");
        String his = bob.sends(alice, "his");
        UUID group = group(alice, "Together", bob);
        UUID hisGroup = group(bob, "His", alice);
        String inGroup = alice.send(group, UUID.randomUUID(), "to all").text("/id");
        jdbc.sql("update mailbox set state = 'erased' where id = :id").param("id", alice.id).update();
        return new Scene(this, alice, bob, carol, group, hisGroup, hers, his, inGroup);
    }

    private void post(Person receiver) {
        UUID notice = UUID.randomUUID();
        byte[] sealed = vault.key(receiver.id, Reader.EXCHANGE)
                .seal(Place.ofEvent("lethe.notice.v1", notice, receiver.id), "A new device");
        events.publish("account-service", new NoticePosted(receiver.id, notice,
                NoticeEvent.Kind.NEW_SESSION, sealed, null, null, clock.instant(), null));
    }

    private String rowsOwnedBy(Person person) {
        return OWN.stream().map(table -> table + jdbc
                .sql("select coalesce(string_agg(m::text, '|' order by m::text), '') from " + table + " = :id")
                .param("id", person.id).query(String.class).single()).collect(Collectors.joining("\n"));
    }

    private String writtenBy(Person person) {
        return jdbc.sql("""
                select coalesce(string_agg(m::text, '|' order by m::text), '') from message m
                 where m.author_id = :id and m.owner_id <> :id
                """).param("id", person.id).query(String.class).single();
    }

    private static Act act(String name, Consumer<Scene> run) {
        return new Act(name, run);
    }

    private static String chat(UUID chat) {
        return "/v1/chats/" + chat + "/messages";
    }
}
