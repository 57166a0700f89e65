package dev.lethe.message;

import java.time.Duration;
import java.time.Instant;

import org.springframework.boot.convert.DurationStyle;

/// How old an own message may be to be changed for everybody.
public sealed interface AgeLimit {
    /// The moment from which messages are covered when the change happens at the given one.
    Instant since(Instant change);

    /// Whatever its age.
    record Unlimited() implements AgeLimit {
        @Override
        public Instant since(Instant change) {
            return Instant.EPOCH;
        }
    }

    /// Not at all.
    record Never() implements AgeLimit {
        @Override
        public Instant since(Instant change) {
            return Instant.ofEpochMilli(Long.MAX_VALUE >> 20);
        }
    }

    /// Up to an age.
    record UpTo(Duration age) implements AgeLimit {
        @Override
        public Instant since(Instant change) {
            return change.minus(age);
        }
    }

    /// Reads the setting: `unlimited`, `never` or a duration such as `48h`.
    static AgeLimit valueOf(String setting) {
        return switch (setting) {
            case "unlimited" -> new Unlimited();
            case "never" -> new Never();
            default -> new UpTo(DurationStyle.detectAndParse(setting));
        };
    }
}
