package dev.lethe.endtoend.gate;

import java.util.List;
import java.util.SplittableRandom;

/// Chance that repeats itself: each request has dice of its own, made of the run's seed and its place.
final class Dice {

    private static final long GOLDEN = 0x9E3779B97F4A7C15L;

    private final SplittableRandom random;

    Dice(long seed, long place) {
        this.random = new SplittableRandom(seed + place * GOLDEN);
    }

    int below(int bound) {
        return random.nextInt(bound);
    }

    long between(long least, long most) {
        return least >= most ? least : random.nextLong(least, most);
    }

    boolean oneIn(int many) {
        return random.nextInt(many) == 0;
    }

    <T> T pick(List<T> of) {
        return of.get(random.nextInt(of.size()));
    }

    byte[] bytes(int length) {
        byte[] bytes = new byte[length];
        random.nextBytes(bytes);
        return bytes;
    }
}
