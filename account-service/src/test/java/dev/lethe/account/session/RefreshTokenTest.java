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
        assertThat(session.judge(read, NOON)).isEqualTo(RefreshVerdict.CURRENT);
    }

    @Test
    void showsNothingOfItself() {
        assertThat(first.toString()).doesNotContain(first.text().substring(0, 10));
    }

    @Test
    void isStrangeWithoutTheFamilysSecret() {
        assertThat(session.judge(RefreshToken.first(), NOON)).isEqualTo(RefreshVerdict.STRANGE);
    }

    @Test
    void isAnsweredAlikeUntilItsSuccessorWasUsed() {
        RefreshToken second = session.rotate(first, NOON);

        assertThat(judgeAt(first, 1_000_000)).isEqualTo(RefreshVerdict.RETRY);
        assertThat(session.repeat(first, NOON).text()).isEqualTo(second.text());
        assertThat(session.repeat(first, NOON).text()).isEqualTo(second.text());

        session.rotate(second, NOON);
        assertThat(judgeAt(first, 1)).isEqualTo(RefreshVerdict.REUSED);
        assertThat(judgeAt(second, 1)).isEqualTo(RefreshVerdict.RETRY);
    }

    @Test
    void keepsTheDayOfTheLastUseAlone() {
        session.rotate(first, NOON);

        assertThat(session.lastUsedAt()).isEqualTo("2026-03-01T00:00:00Z");
    }

    @Test
    void isIdleAfterHalfAYear() {
        Instant later = NOON.plus(Duration.ofDays(181)).plusSeconds(1);

        assertThat(session.judge(first, later)).isEqualTo(RefreshVerdict.IDLE);
    }

    private RefreshVerdict judgeAt(RefreshToken token, long seconds) {
        Instant moment = NOON.plusSeconds(seconds);
        return session.judge(token, moment);
    }
}
