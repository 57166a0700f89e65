package dev.lethe.client.receipt;

import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

import dev.lethe.client.receipt.Verdict.Finding;

/// What the times of a receipt must be, whoever signed them: whole hours, in the order of the acts, and none that no suite
/// could have meant.
final class ReceiptTimes {

    /// Clocks of two machines may fall into neighbouring hours.
    private static final Duration SKEW = Duration.ofHours(1);
    /// A deletion waits a day for a veto, and then for a suite that stands still.
    private static final Duration LONGEST_WAIT = Duration.ofDays(366);
    /// The promise is 25 hours; both ends are rounded.
    private static final Duration LONGEST_EPOCH = Duration.ofHours(27);

    private final Receipt receipt;

    ReceiptTimes(Receipt receipt) {
        this.receipt = receipt;
    }

    List<Finding> findings(Instant now) {
        return List.of(
                new Finding(all().allMatch(it -> it.equals(it.truncatedTo(ChronoUnit.HOURS))),
                        "No time in it is finer than an hour."),
                new Finding(areInOrder(),
                        "Its times follow each other as the acts did: asked for, executed, answered, issued."),
                new Finding(arePlausible(now), "None of its times is one that no suite could have meant."));
    }

    /// Whether the issuer claims of the key just what the keyholders signed.
    boolean keyIsAsSigned() {
        List<Instant> destroyed = receipt.keyholders().stream().map(Receipt.Keyholder::destroyedAt).sorted().toList();
        Receipt.Key key = receipt.key();
        return !destroyed.isEmpty() && destroyed.contains(key.unreachableAt())
                && key.destroyedAt().equals(destroyed.getLast())
                && receipt.keyholders().stream().map(Receipt.Keyholder::epochEndsAt).max(Comparator.naturalOrder())
                        .filter(key.unrecoverableAt()::equals).isPresent();
    }

    private boolean areInOrder() {
        return isInOrder(receipt.requestedAt(), receipt.executedAt()) && acts().allMatch(
                it -> isInOrder(receipt.executedAt(), it) && isInOrder(it, receipt.issuedAt()))
                && receipt.keyholders().stream().allMatch(it -> it.destroyedAt().isBefore(it.epochEndsAt()));
    }

    private boolean arePlausible(Instant now) {
        return isWithin(receipt.requestedAt(), receipt.executedAt(), LONGEST_WAIT.plus(SKEW))
                && isInOrder(receipt.issuedAt(), now)
                && receipt.keyholders().stream()
                        .allMatch(it -> isWithin(it.destroyedAt(), it.epochEndsAt(), LONGEST_EPOCH));
    }

    private static boolean isInOrder(Instant earlier, Instant later) {
        return !earlier.isAfter(later.plus(SKEW));
    }

    private static boolean isWithin(Instant earlier, Instant later, Duration longest) {
        return Duration.between(earlier, later).compareTo(longest) <= 0;
    }

    private Stream<Instant> acts() {
        return Stream.concat(receipt.witnesses().stream().map(Receipt.Witness::at),
                receipt.keyholders().stream().map(Receipt.Keyholder::destroyedAt));
    }

    private Stream<Instant> all() {
        List<Instant> all = new ArrayList<>(List.of(receipt.requestedAt(), receipt.executedAt(), receipt.issuedAt(),
                receipt.key().unreachableAt(), receipt.key().destroyedAt(), receipt.key().unrecoverableAt()));
        receipt.keyholders().forEach(it -> all.add(it.epochEndsAt()));
        return Stream.concat(acts(), all.stream());
    }
}
