package dev.lethe.endtoend;

import static dev.lethe.test.Eventually.eventually;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.sql.SQLException;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.UUID;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

import dev.lethe.client.MyAccount.SelfDestruct;
import dev.lethe.client.ProblemException;

/// P11: an account that nobody uses deletes itself like one whose owner asks for it. Not the clock is moved but the day on which
/// it was used.
@Tag("case-13")
class SelfDestructStory {

    @Test
    void anAccountThatNobodyUsesIsGoneFromEveryStore() throws Exception {
        Person alice = Person.called("Alice");
        Person bob = Person.called("Bob");
        alice.sends("I am off", bob);
        SelfDestruct chosen = alice.session().account().selfDestructAfter(12);
        assertThat(chosen.dueOn()).isEqualTo(chosen.lastActiveOn().plusDays(1).plusMonths(12));

        unusedUntilDueIn(alice.id(), 7);
        eventually(() -> assertThat(alice.serviceMessage("self-destruct")).contains("deletes itself on"));
        assertThat(bob.session().account().person(alice.id()).deleted()).isFalse();
        warnedDaysAgo(alice.id(), 8);
        unusedUntilDueIn(alice.id(), -1);

        eventually(() -> assertThat(bob.session().account().person(alice.id()).deleted()).isTrue());
        assertThatThrownBy(alice.session().account()::me).isInstanceOfSatisfying(ProblemException.class,
                it -> assertThat(it.status()).isEqualTo(401));
        eventually(Erasures.BOUND, () -> assertThat(Stores.tracesOf(alice.id())).isEmpty());
        for (String keyholder : Stores.KEYHOLDERS) {
            eventually(() -> assertThat(
                    Stores.count(keyholder, "select count(*) from share where subject = ?", alice.id())).isZero());
        }
        assertThat(bob.textsWith(alice)).containsExactly("I am off");
        assertThat(Person.withNumber("Somebody", alice.number()).id()).isNotEqualTo(alice.id());
    }

    @Test
    void anAccountThatIsUsedInTimeStays() throws Exception {
        Person alice = Person.called("Alice");
        alice.session().account().selfDestructAfter(12);
        unusedUntilDueIn(alice.id(), 7);
        eventually(() -> assertThat(alice.serviceMessage("self-destruct")).contains("deletes itself on"));
        warnedDaysAgo(alice.id(), 8);

        alice.signIn("tablet");

        SelfDestruct later = alice.session().account().selfDestruct();
        assertThat(later.dueOn()).isAfter(LocalDate.now(ZoneOffset.UTC).plusMonths(11));
        assertThat(alice.session().account().me().id()).isEqualTo(alice.id());
    }

    private static void unusedUntilDueIn(UUID account, int days) throws SQLException {
        Stores.update("account",
                """
                        update activity set active_on = ((now() at time zone 'UTC')::date + ?::int - interval '1 year')::date - 1
                        where account_id = ?""",
                days, account);
    }

    private static void warnedDaysAgo(UUID account, int days) throws SQLException {
        Stores.update("account",
                "update activity set warned_at = now() - make_interval(days => ?) where account_id = ?",
                days, account);
    }
}
