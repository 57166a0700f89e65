package dev.lethe.account;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.scheduling.config.ScheduledTaskHolder;

import dev.lethe.account.People.Device;
import dev.lethe.events.DeletionEvent;
import dev.lethe.events.DeletionEvent.PasswordRemovalRefused;
import dev.lethe.events.NoticeEvent.Kind;
import dev.lethe.platform.inbox.EventConsumer;
import dev.lethe.test.Eventually;
import dev.lethe.test.TestClock;
import dev.lethe.test.TestEvents;

/// A password without a recovery e-mail is forgotten.
@AccountTest
@Tag("case-45")
class ForgottenPasswordIT {

    private static final String PATH = "/v1/account/password/forgotten";

    @Autowired
    private People people;
    @Autowired
    private NoticeReader notices;
    @Autowired
    private VetoReader vetoes;
    @Autowired
    private TestEvents events;
    @Autowired
    private TestClock clock;
    @Autowired
    private JdbcClient jdbc;
    @Autowired
    private ScheduledTaskHolder tasks;
    @Autowired
    private List<EventConsumer> consumers;

    private record Pair(Device phone, Device laptop) {}

    /// Two devices older than a day.
    private Pair oldDevices() {
        Device phone = people.registers();
        Device laptop = people.signsIn(phone.number());
        people.call("PUT", "/v1/account/password", phone, Map.of("password", "four words of mine")).expect(200);
        clock.advance(Duration.ofHours(25));
        return new Pair(people.refreshed(phone), people.refreshed(laptop));
    }

    private void fallsDue(Device device) {
        jdbc.sql("UPDATE forgotten_password SET removes_at = now() WHERE account_id = ?").param(device.account())
                .update();
    }

    private boolean isSet(UUID account) {
        return jdbc.sql("SELECT EXISTS (SELECT FROM password WHERE account_id = ?)").param(account)
                .query(Boolean.class).single();
    }

    private Optional<UUID> waiting(UUID account) {
        return jdbc.sql("SELECT id FROM forgotten_password WHERE account_id = ?").param(account).query(UUID.class)
                .optional();
    }

    @Test
    void goesAfterAWeekInWhichAllWereTold() {
        Pair ada = oldDevices();
        Answer asked = people.post(PATH, ada.phone(), "").expect(202);
        assertThat(people.post(PATH, ada.laptop(), "").expect(202).text("removesAt"))
                .isEqualTo(asked.text("removesAt"));
        assertThat(jdbc.sql("""
                SELECT removes_at > now() + interval '6 days 23 hours' FROM forgotten_password
                WHERE account_id = ?""").param(ada.phone().account()).query(Boolean.class).single()).isTrue();
        notices.latest(ada.phone().account(), Kind.PASSWORD_FORGOTTEN, 1);
        assertThat(people.get(PATH, ada.laptop()).expect(200).text("state")).isEqualTo("scheduled");

        fallsDue(ada.phone());

        Eventually.eventually(() -> assertThat(isSet(ada.phone().account())).isFalse());
        assertThat(people.signsIn(ada.phone().number()).account()).isEqualTo(ada.phone().account());
        notices.latest(ada.phone().account(), Kind.PASSWORD_CHANGED, 2);
    }

    @Test
    void staysWhenItIsChangedByWhoKnowsIt() {
        Pair ada = oldDevices();
        people.post(PATH, ada.laptop(), "").expect(202);
        UUID id = waiting(ada.phone().account()).orElseThrow();

        people.call("PUT", "/v1/account/password", ada.phone(),
                Map.of("password", "other words of mine", "currentPassword", "four words of mine")).expect(200);

        assertThat(people.get(PATH, ada.phone()).expect(200).text("state")).isEqualTo("none");
        assertThat(waiting(ada.phone().account())).isEmpty();
        Eventually.eventually(() -> assertThat(vetoes.refused(ada.phone().account())).containsExactly(id));
    }

    @Test
    void isToldAgainEachDay() {
        Pair ada = oldDevices();
        people.post(PATH, ada.laptop(), "").expect(202);
        notices.latest(ada.phone().account(), Kind.PASSWORD_FORGOTTEN, 1);

        jdbc.sql("UPDATE forgotten_password SET told_at = now() - interval '25 hours' WHERE account_id = ?")
                .param(ada.phone().account()).update();

        Eventually.eventually(
                () -> assertThat(notices.of(ada.phone().account(), Kind.PASSWORD_FORGOTTEN)).hasSize(2));
    }

    @Test
    void goesOnceHoweverManyReplicasRemoveIt() {
        Pair ada = oldDevices();
        people.post(PATH, ada.phone(), "").expect(202);
        Runnable removal = tasks.getScheduledTasks().stream()
                .filter(it -> it.toString().contains("ForgottenPasswordRemoval.removeDue")).findFirst().orElseThrow()
                .getTask().getRunnable();
        fallsDue(ada.phone());

        Parallel.times(8, () -> {
            removal.run();
            return true;
        });
        assertThat(isSet(ada.phone().account())).isFalse();
        people.call("PUT", "/v1/account/password", people.refreshed(ada.laptop()),
                Map.of("password", "other words of mine")).expect(200);

        notices.latest(ada.phone().account(), Kind.PASSWORD_CHANGED, 3);
        assertThat(notices.of(ada.phone().account(), Kind.PASSWORD_CHANGED)).as("set, removed, set").hasSize(3);
    }

    @Test
    void staysWhenAnOlderDeviceRefuses() {
        Pair ada = oldDevices();
        people.post(PATH, ada.laptop(), "").expect(202);

        assertThat(people.delete(PATH, ada.phone()).expect(200).number("refused")).isEqualTo(1);

        people.refreshes(ada.laptop().refresh()).expect(401, "refresh-refused");
        people.delete(PATH, ada.phone()).expect(404, "removal-not-open");
        assertThat(waiting(ada.phone().account())).isEmpty();
        assertThat(isSet(ada.phone().account())).isTrue();
    }

    @Test
    void staysWhenAYoungerDeviceRefusesWhichSignsNobodyOut() {
        Pair ada = oldDevices();
        people.post(PATH, ada.phone(), "").expect(202);

        people.delete(PATH, ada.laptop()).expect(200);

        people.get("/v1/me", people.refreshed(ada.phone())).expect(200);
        assertThat(people.get(PATH, ada.laptop()).expect(200).text("state")).isEqualTo("none");
    }

    @Test
    void staysWhenTheDeviceThatAskedIsSignedOut() {
        Pair ada = oldDevices();
        people.post(PATH, ada.laptop(), "").expect(202);
        people.delete("/v1/sessions/" + ada.laptop().session(), ada.phone()).expect(200);
        assertThat(people.get(PATH, ada.phone()).expect(200).text("state")).isEqualTo("none");

        fallsDue(ada.phone());

        Eventually.eventually(() -> assertThat(waiting(ada.phone().account())).isEmpty());
        assertThat(isSet(ada.phone().account())).isTrue();
    }

    @Test
    void isAskedForOnlyWhereThereIsOne() {
        Device ada = people.registers();

        people.post(PATH, ada, "").expect(404, "password-not-set");
        people.delete(PATH, ada).expect(404, "removal-not-open");
        people.post(PATH, null, "").expect(401, "unauthenticated");
    }

    @Test
    @Tag("case-74")
    void hearsAgainOfARefusalThatARestoredDatabaseDoesNotKnow() {
        Pair ada = oldDevices();
        people.post(PATH, ada.phone(), "").expect(202);
        UUID id = waiting(ada.phone().account()).orElseThrow();

        events.publish("account-service", new PasswordRemovalRefused(ada.phone().account(), id));

        Eventually.eventually(() -> assertThat(waiting(ada.phone().account())).isEmpty());
        assertThat(isSet(ada.phone().account())).isTrue();
        assertThat(consumers).filteredOn(it -> it.topic().equals(DeletionEvent.TOPIC))
                .filteredOn(it -> it.getClass().getSimpleName().equals("RefusedRemovalConsumer")).hasSize(1)
                .allMatch(EventConsumer::neverGivesUp);
    }
}
