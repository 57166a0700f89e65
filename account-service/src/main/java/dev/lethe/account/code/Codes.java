package dev.lethe.account.code;

import java.security.SecureRandom;
import java.time.Duration;

/// The numbers that hold for every six-digit code.
public final class Codes {

    /// How long a code works.
    public static final Duration LIFETIME = Duration.ofMinutes(5);
    /// How soon the next one may be asked for.
    public static final Duration PAUSE = Duration.ofSeconds(60);
    /// The window of the day's allowance; see [CodeAllowance].
    public static final Duration DAY = Duration.ofHours(24);
    /// Wrong tries until a code is dead.
    public static final int TRIES = 5;

    private static final SecureRandom RANDOM = new SecureRandom();

    private Codes() {
    }

    /// Six random digits.
    public static String random() {
        return "%06d".formatted(RANDOM.nextInt(1_000_000));
    }
}
