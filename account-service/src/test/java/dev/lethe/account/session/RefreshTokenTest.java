package dev.lethe.account.session;

import static org.assertj.core.api.Assertions.assertThat;

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
        assertThat(session.judge(read, false)).isEqualTo(RefreshVerdict.CURRENT);
    }

    @Test
    void hasOneForm() {
        String text = first.text();

        assertThat(RefreshToken.parse(text + "==")).isEmpty();
        assertThat("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_".chars()
                .mapToObj(it -> text.substring(0, text.length() - 1) + (char) it)
                .flatMap(it -> RefreshToken.parse(it).stream()).filter(it -> it.text().equals(text))).hasSize(1);
    }

    @Test
    void showsNothingOfItself() {
        assertThat(first.toString()).doesNotContain(first.text().substring(0, 10));
    }

    @Test
    void isStrangeWithoutTheFamilysSecret() {
        assertThat(session.judge(RefreshToken.first(), false)).isEqualTo(RefreshVerdict.STRANGE);
    }

    @Test
    void isAnsweredAlikeUntilItsSuccessorWasUsed() {
        RefreshToken second = session.rotate(first, NOON);

        assertThat(session.judge(first, false)).isEqualTo(RefreshVerdict.RETRY);
        assertThat(session.repeat(first, NOON).text()).isEqualTo(second.text());
        assertThat(session.repeat(first, NOON).text()).isEqualTo(second.text());

        session.rotate(second, NOON);
        assertThat(session.judge(first, false)).isEqualTo(RefreshVerdict.REUSED);
        assertThat(session.judge(second, false)).isEqualTo(RefreshVerdict.RETRY);
    }

    @Test
    void keepsTheDayOfTheLastUseAlone() {
        session.rotate(first, NOON);

        assertThat(session.lastUsedAt()).isEqualTo("2026-03-01T00:00:00Z");
    }

    @Test
    void isWorthNothingInASessionThatNobodyUsed() {
        assertThat(session.judge(first, true)).isEqualTo(RefreshVerdict.IDLE);
        assertThat(session.judge(RefreshToken.first(), true)).isEqualTo(RefreshVerdict.STRANGE);
    }
}
