package dev.lethe.key.share;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;

import org.junit.jupiter.api.Test;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;

import dev.lethe.key.KeyholderProperties;
import dev.lethe.test.TestClock;

class FetchBudgetTest {

    private final TestClock clock = new TestClock();
    private final SimpleMeterRegistry meters = new SimpleMeterRegistry();
    private final FetchBudget budget = new FetchBudget(
            new KeyholderProperties("keyholder-1", Path.of("/"), Duration.ofDays(1), 10, 100, 1_000), clock, meters);

    @Test
    void raisesOneAlarmAMinuteForARoleBeyondItsBudget() {
        budget.spend("message-service", 10);
        budget.spend("media-service", 10);
        assertThat(alarms()).isZero();

        budget.spend("message-service", 1);
        budget.spend("message-service", 1);
        assertThat(alarms()).isEqualTo(1);

        clock.advance(Duration.ofMinutes(1));
        budget.spend("message-service", 8);
        assertThat(alarms()).isEqualTo(1);
    }

    @Test
    void owesTheNextMinutesWhatAMinuteSpentBeyond() {
        budget.spend("message-service", 25);
        assertThat(alarms()).isEqualTo(1);

        clock.advance(Duration.ofMinutes(1));
        budget.spend("message-service", 1);
        assertThat(alarms()).isEqualTo(2);
        clock.advance(Duration.ofMinutes(2));
        budget.spend("message-service", 10);

        assertThat(alarms()).isEqualTo(2);
    }

    @Test
    void pausesForNoLongerThanCallersWait() {
        assertThat(budget.pause(500)).isEqualTo(Duration.ofSeconds(1));
    }

    @Test
    void givesAMassFetchLessThanTheBudget() {
        var usual = new FetchBudget(
                new KeyholderProperties("keyholder-1", Path.of("/"), Duration.ofDays(1), 60_000, 100, 1_000), clock,
                meters);

        for (int shares : new int[] {1, 50, 250, 500}) {
            assertThat(shares * Duration.ofMinutes(1).toMillis() / usual.pause(shares).toMillis())
                    .as("shares a minute by calls of %d", shares).isLessThanOrEqualTo(30_000);
        }
    }

    private double alarms() {
        return meters.find("lethe.keyholder.mass-fetch").counters().stream().mapToDouble(it -> it.count()).sum();
    }
}
