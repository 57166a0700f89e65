package dev.lethe.endtoend;

import static dev.lethe.test.Eventually.eventually;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

import tools.jackson.databind.JsonNode;

import dev.lethe.client.Lethe;
import dev.lethe.client.OperatorActs;
import dev.lethe.client.ProblemException;
import dev.lethe.launcher.command.AdminCommand;
import dev.lethe.launcher.operator.OperatorLog;
import dev.lethe.launcher.process.StartFailure;
import dev.lethe.launcher.suite.OperatorDoor;

/// What operators may do, and who sees it.
class OperatorStory {

    private static final String SERVICE = "account-service";

    private final Lethe lethe = Lethe.at(Doors.gateway());

    private static JsonNode does(String operator, String method, String path, Map<String, ?> body) throws Exception {
        return OperatorDoor.of(Running.suite(), operator).call(SERVICE, method, path, body.isEmpty() ? null : body);
    }

    private static String orders(Person person) throws Exception {
        return does("grace", "POST", "/internal/v1/erasure-orders", Map.of("number", person.number())).path("id")
                .asString();
    }

    private static JsonNode confirms(String operator, String order) throws Exception {
        return does(operator, "POST", "/internal/v1/erasure-orders/" + order + "/confirmation", Map.of());
    }

    @Test
    @Tag("case-12")
    void twoOperatorsEndAnAccountUnlessItsOwnerRefuses() throws Exception {
        Person alice = Person.called("Alice");
        Person bob = Person.called("Bob");
        alice.sends("I lost my telephone", bob);
        String refused = orders(alice);
        assertThatThrownBy(() -> confirms("grace", refused)).isInstanceOf(StartFailure.class)
                .hasMessageContaining("Another operator");
        confirms("alan", refused);
        eventually(Duration.ofSeconds(40),
                () -> assertThat(alice.serviceMessage("deletion-scheduled")).contains("An operator"));
        eventually(() -> assertThat(Doors.textsTo(alice.number()).getLast().text())
                .contains("stop it"));
        assertThat(alice.session().account().vetoDeletion()).isOne();

        String order = orders(alice);
        UUID receipt = UUID.fromString(confirms("alan", order).path("receiptId").asString());
        OperatorActs acts = alice.session().account().operatorActs();
        assertThat(acts.acts()).extracting(it -> it.operator() + " " + it.act()).containsExactly(
                "grace erasure-asked", "alan erasure-confirmed", "grace erasure-asked", "alan erasure-confirmed");
        assertThat(acts.hold(alice.id(), lethe.publishedKeys())).isTrue();
        Stores.update("account", "update deletion_request set executes_at = now() where id = ?",
                UUID.fromString(order));

        eventually(Erasures.BOUND, () -> assertThat(lethe.erasure(receipt).state()).isEqualTo("done"));
        assertThat(Stores.tracesOf(alice.id())).isEmpty();
        assertThat(bob.textsWith(alice)).containsExactly("I lost my telephone");
        var log = new OperatorLog(OperatorDoor.of(Running.suite(), "grace"));
        assertThat(log.follow()).isEmpty();
        assertThat(log.read().acts()).filteredOn(it -> alice.id().equals(it.account())).hasSize(4);
    }

    @Test
    void aCommandDoesAllThatOperatorsDo() throws Exception {
        Person alice = Person.called("Alice");
        var grace = OperatorDoor.of(Running.suite(), "grace");
        var alan = OperatorDoor.of(Running.suite(), "alan");
        for (String act : List.of("admission", "allow " + alice.number(), "disallow " + alice.number(), "invite",
                "invite 2 30", "invitations", "erase " + alice.number(), "erasures")) {
            assertThat(AdminCommand.run(grace, List.of(act.split(" ")))).as(act).isZero();
        }
        String order = Stores.text("account", "select id from erasure_order where account_id = ?", alice.id());
        String invitation = Stores.text("account", "select id from invitation where uses = 2 limit 1");
        for (String act : List.of("confirm " + order, "withdraw " + order, "revoke " + invitation, "log",
                "log --verify")) {
            assertThat(AdminCommand.run(alan, List.of(act.split(" ")))).as(act).isZero();
        }
        assertThat(alice.session().account().me().id()).isEqualTo(alice.id());
        assertThatThrownBy(() -> AdminCommand.run(alan, List.of("allow", "nobody"))).isInstanceOf(StartFailure.class)
                .hasMessageContaining("telephone number");
    }

    @Test
    void anInstallationTakesWhomItInvites() throws Exception {
        Person alice = Person.called("Alice");
        JsonNode invitation = does("grace", "POST", "/internal/v1/invitations", Map.of("uses", 1, "days", 7));
        Path settings = Running.suite().home().folder().resolve("run").resolve(SERVICE)
                .resolve("application.properties");
        String before = Files.readString(settings);
        Files.writeString(settings, "\nlethe.admission.mode=invitation\n", StandardOpenOption.APPEND);
        try {
            Running.killAndRestart(SERVICE);
            comesInByInvitation(invitation.path("code").asString());
            assertThat(alice.signIn("tablet").accountId()).isEqualTo(alice.id());
        } finally {
            restore(settings, before);
        }
    }

    private void comesInByInvitation(String invitation) {
        Sent sent = Sent.to(lethe, Person.unusedNumber());
        ProblemException asked = catchThrowableOfType(ProblemException.class,
                () -> lethe.signIn(sent.requestId(), sent.code(), "phone"));
        assertThat(asked.code()).isEqualTo("invitation-required");

        assertThat(lethe.signInInvited(sent.requestId(), sent.code(), "phone", invitation, "Carol", null).accountId())
                .isNotNull();
    }

    /// A code for somebody who has no account.
    private record Sent(String requestId, String code) {
        static Sent to(Lethe lethe, String number) {
            String requestId = lethe.requestCode(number).requestId();
            eventually(() -> assertThat(Doors.textsTo(number)).isNotEmpty());
            return new Sent(requestId, Doors.textsTo(number).getLast().text()
                    .replaceAll("\\D*(\\d{6}).*", "$1"));
        }
    }

    private static void restore(Path settings, String text) throws IOException {
        Files.writeString(settings, text);
        Running.killAndRestart(SERVICE);
    }
}
