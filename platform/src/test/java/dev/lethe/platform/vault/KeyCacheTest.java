package dev.lethe.platform.vault;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.UUID;

import org.junit.jupiter.api.Test;

class KeyCacheTest {

    private static final Duration TIME = Duration.ofMinutes(10);
    private static final Place PLACE = Place.of("table", "column", UUID.randomUUID());

    private Instant now = Instant.parse("2026-11-30T12:00:00Z");
    private final KeyCache cache = new KeyCache(2, TIME, new Clock() {
        @Override
        public ZoneId getZone() { return ZoneOffset.UTC; }

        @Override
        public Clock withZone(ZoneId zone) {
            return this;
        }

        @Override
        public Instant instant() {
            return now;
        }
    });

    @Test
    void wipesAMinuteLaterWhatGrewTooOld() {
        var key = put(UUID.randomUUID());

        now = now.plus(TIME);
        cache.expire();

        key.seal(PLACE, "still in use");
        now = now.plusSeconds(60);
        cache.expire();
        assertWiped(key);
    }

    @Test
    void wipesAMinuteLaterWhatWasOneTooMany() {
        var key = put(UUID.randomUUID());
        put(UUID.randomUUID());
        put(UUID.randomUUID());

        key.seal(PLACE, "still in use");
        now = now.plusSeconds(60);
        cache.expire();
        assertWiped(key);
    }

    @Test
    void wipesAtOnceWhatWasDroppedWhenItsSubjectIsForgotten() {
        var subject = UUID.randomUUID();
        var key = put(subject);
        put(UUID.randomUUID());
        put(UUID.randomUUID());

        cache.forget(subject);

        assertWiped(key);
    }

    @Test
    void wipesAtOnceAllThatWereDroppedWhenAllAreForgotten() {
        var key = put(UUID.randomUUID());
        put(UUID.randomUUID());
        put(UUID.randomUUID());

        cache.forgetAll();

        assertWiped(key);
    }

    @Test
    void holdsNoMoreDroppedOnesThanItHoldsKeys() {
        var key = put(UUID.randomUUID());
        for (int i = 0; i < 5; i++) {
            put(UUID.randomUUID());
        }

        assertWiped(key);
    }

    @Test
    void wipesWhatWasFetchedAcrossARevocation() {
        var key = new SubjectKey(Reader.MESSAGE, 1, new byte[32]);
        var before = cache.revocations();
        cache.forget(UUID.randomUUID());

        cache.put(UUID.randomUUID(), Reader.MESSAGE, key, before);

        assertThat(cache.count()).isZero();
        now = now.plusSeconds(60);
        cache.expire();
        assertWiped(key);
    }

    private SubjectKey put(UUID subject) {
        var key = new SubjectKey(Reader.MESSAGE, 1, new byte[32]);
        cache.put(subject, Reader.MESSAGE, key, cache.revocations());
        return key;
    }

    private static void assertWiped(SubjectKey key) {
        assertThatThrownBy(() -> key.seal(PLACE, "wiped")).isInstanceOf(KeyUnreachableException.class);
    }
}
