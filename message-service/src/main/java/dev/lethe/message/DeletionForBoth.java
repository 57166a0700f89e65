package dev.lethe.message;

import java.time.Duration;
import java.time.Instant;

import org.springframework.boot.convert.DurationStyle;

/// How old an own message may be to be taken back from everybody.
public sealed interface DeletionForBoth {
    /// The moment from which messages are covered when the deletion happens at the given one.
    Instant since(Instant deletion);

    /// Whatever its age.
    record Unlimited() implements DeletionForBoth {
        @Override
        public Instant since(Instant deletion) {
            return Instant.EPOCH;
        }
    }

    /// Not at all.
    record Never() implements DeletionForBoth {
        @Override
        public Instant since(Instant deletion) {
            return Instant.ofEpochMilli(Long.MAX_VALUE >> 20);
        }
    }

    /// Up to an age.
    record UpTo(Duration age) implements DeletionForBoth {
        @Override
        public Instant since(Instant deletion) {
            return deletion.minus(age);
        }
    }

    /// Reads the setting: `unlimited`, `never` or a duration such as `48h`.
    static DeletionForBoth valueOf(String setting) {
        return switch (setting) {
            case "unlimited" -> new Unlimited();
            case "never" -> new Never();
            default -> new UpTo(DurationStyle.detectAndParse(setting));
        };
    }
}
