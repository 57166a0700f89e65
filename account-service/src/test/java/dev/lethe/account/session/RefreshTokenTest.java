package dev.lethe.account.session;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.UUID;

import org.junit.jupiter.api.Test;

class RefreshTokenTest {

    private static final Instant NOON = Instant.parse("2026-03-01T12:00:00Z");

    private final RefreshToken first = RefreshToken.first();
    private final Session session = new Session(UUID.randomUUID(), first, new byte[0], NOON);

    @Test
    void survivesItsText() {
        RefreshToken read = RefreshToken.parse(first.text()).orElseThrow();

        assertThat(read.sessionId()).isEqualTo(first.sessionId());
        assertThat(session.judge(read, NOON, NOON)).isEqualTo(RefreshVerdict.CURRENT);
    }

    @Test
    void showsNothingOfItself() {
        assertThat(first.toString()).doesNotContain(first.text().substring(0, 10));
    }

    @Test
    void isStrangeWithoutTheFamilysSecret() {
        assertThat(session.judge(RefreshToken.first(), NOON, NOON)).isEqualTo(RefreshVerdict.STRANGE);
    }

    @Test
    void mayBeShownOnceMoreWithinAMinute() {
        session.rotate(first, first.next(), NOON);

        assertThat(judgeAt(first, 59)).isEqualTo(RefreshVerdict.RETRY);
        assertThat(judgeAt(first, 60)).isEqualTo(RefreshVerdict.REUSED);

        session.retry(first.next(), NOON.plusSeconds(5));
        assertThat(judgeAt(first, 6)).isEqualTo(RefreshVerdict.REUSED);
    }

    @Test
    void isVoidWhenItsAnswerWasRetried() {
        RefreshToken lost = first.next();
        session.rotate(first, lost, NOON);
        session.retry(first.next(), NOON.plusSeconds(5));

        assertThat(judgeAt(lost, 6)).isEqualTo(RefreshVerdict.REUSED);
    }

    @Test
    void isOvertakenWhenItWasUnderWayAlready() {
        session.rotate(first, first.next(), NOON);

        assertThat(session.judge(first, NOON.minusMillis(1), NOON.plusMillis(3))).isEqualTo(RefreshVerdict.OVERTAKEN);
    }

    @Test
    void isIdleAfterHalfAYear() {
        Instant later = NOON.plus(Duration.ofDays(180)).plusSeconds(1);

        assertThat(session.judge(first, later, later)).isEqualTo(RefreshVerdict.IDLE);
    }

    private RefreshVerdict judgeAt(RefreshToken token, long seconds) {
        Instant moment = NOON.plusSeconds(seconds);
        return session.judge(token, moment, moment);
    }
}
