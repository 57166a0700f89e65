package dev.lethe.client;

import java.time.Duration;
import java.time.Instant;
import java.util.function.Function;

/// The pair of tokens of a session. Renewed a little before the access token ends, by one thread at a time.
final class Tokens {

    private static final Duration MARGIN = Duration.ofSeconds(30);

    /// What the token endpoint answers.
    record Pair(String accessToken, long expiresIn, String refreshToken) {
        @Override
        public String toString() {
            return "Pair[redacted]";
        }
    }

    private final Function<String, Pair> renewal;
    private Pair pair;
    private Instant renewAt;

    Tokens(Pair pair, Function<String, Pair> renewal) {
        this.renewal = renewal;
        this.pair = pair;
        this.renewAt = renewAt(pair);
    }

    synchronized String access() {
        if (!Instant.now().isBefore(renewAt)) {
            renew();
        }
        return pair.accessToken();
    }

    /// Renews, unless another thread already replaced the token that was refused.
    synchronized String accessAfter(String refused) {
        if (pair.accessToken().equals(refused)) {
            renew();
        }
        return pair.accessToken();
    }

    synchronized String refresh() {
        return pair.refreshToken();
    }

    private void renew() {
        pair = renewal.apply(pair.refreshToken());
        renewAt = renewAt(pair);
    }

    private static Instant renewAt(Pair pair) {
        Duration life = Duration.ofSeconds(pair.expiresIn());
        return Instant.now().plus(life.compareTo(MARGIN.multipliedBy(2)) > 0 ? life.minus(MARGIN) : life.dividedBy(2));
    }
}
