package dev.lethe.message.mailbox;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;

import org.junit.jupiter.api.Test;

import dev.lethe.message.mailbox.SlowerClock.Moment;

class DatedTest {
    private static final Instant NOW = Instant.parse("2026-11-30T22:00:00.123Z");
    private static final Moment MOMENT = new Moment(NOW, NOW);

    @Test
    void isDatedByItsIdWhereThatIsNotAhead() {
        Dated dated = Dated.following(MessageId.earliestAt(NOW.minusSeconds(5)).value(), MOMENT);

        assertThat(dated).isEqualTo(new Dated(MessageId.earliestAt(NOW), 0));
        assertThat(dated.at()).isEqualTo(NOW);
    }

    @Test
    void followsTheOrderOfIdsWhereClocksDifferALittle() {
        long last = MessageId.earliestAt(NOW.plusSeconds(30)).value();

        Dated dated = Dated.following(last, MOMENT);

        assertThat(dated.id().value()).isEqualTo(last + 1);
        assertThat(dated.at()).isEqualTo(NOW.plusSeconds(30));
    }

    @Test
    void isDatedByTheSendingWhereItsIdIsFarAhead() {
        long last = MessageId.earliestAt(NOW.plus(Duration.ofDays(365))).value();

        Dated dated = Dated.following(last, MOMENT);

        assertThat(dated.id().value()).isEqualTo(last + 1);
        assertThat(dated.at()).isEqualTo(NOW);
    }

    @Test
    void isNotDatedByAClockThatIsBehind() {
        long last = MessageId.earliestAt(NOW).value();

        Dated oneBehind = Dated.following(last, new Moment(NOW.minus(Duration.ofDays(2)), NOW));
        Dated bothBehind = Dated.following(last, new Moment(Instant.EPOCH, Instant.MAX));

        assertThat(oneBehind.at()).isEqualTo(NOW);
        assertThat(bothBehind.at()).isEqualTo(NOW);
    }
}
