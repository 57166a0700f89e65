package dev.lethe.endtoend;

import static dev.lethe.test.Eventually.eventually;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.Objects;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicReference;

import tools.jackson.databind.JsonNode;

import dev.lethe.client.Lethe;
import dev.lethe.client.MyAccount.DeletionOutcome;
import dev.lethe.client.receipt.ReceiptVerifier;
import dev.lethe.client.receipt.Verdict;

/// What must hold once an account is erased.
final class Erasures {

    /// The bound of promise P9 while all services run.
    static final Duration BOUND = Duration.ofSeconds(60);

    private Erasures() {
    }

    /// Waits for the receipt and verifies it.
    static JsonNode receipt(UUID account, DeletionOutcome outcome) {
        return receipt(account, outcome, BOUND);
    }

    private static JsonNode receipt(UUID account, DeletionOutcome outcome, Duration bound) {
        Lethe lethe = Lethe.at(Doors.gateway());
        AtomicReference<JsonNode> receipt = new AtomicReference<>();
        eventually(bound, () -> {
            Lethe.Erasure erasure = lethe.erasure(outcome.receiptId());
            assertThat(erasure.state()).as("%s", erasure.witnesses()).isEqualTo("done");
            receipt.set(Objects.requireNonNull(erasure.receipt()));
        });
        Verdict verdict = new ReceiptVerifier(lethe.publishedKeys()).verify(receipt.get().toString(), account,
                outcome.salt());
        assertThat(verdict.holds()).as("%s", verdict.findings()).isTrue();
        return receipt.get();
    }

    /// Waits for the receipt and until no store has a trace.
    static void isComplete(UUID account, DeletionOutcome outcome) {
        isComplete(account, outcome, BOUND);
    }

    /// @param bound for all of it together
    static void isComplete(UUID account, DeletionOutcome outcome, Duration bound) {
        Instant end = Instant.now().plus(bound);
        JsonNode receipt = receipt(account, outcome, bound);
        assertThat(receipt.toString()).doesNotContain(account.toString());
        eventually(Duration.between(Instant.now(), end), () -> assertThat(Stores.tracesOf(account)).isEmpty());
        for (String keyholder : Stores.KEYHOLDERS) {
            eventually(Duration.between(Instant.now(), end), () -> assertThat(
                    Stores.count(keyholder, "select count(*) from share where subject = ?", account)).isZero());
        }
    }
}
