package dev.lethe.endtoend;

import static dev.lethe.test.Eventually.eventually;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
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

    /// Waits for the receipt, verifies it, and looks for traces in all stores.
    static JsonNode receipt(UUID account, DeletionOutcome outcome) {
        Lethe lethe = Lethe.at(Running.suite().gateway());
        AtomicReference<JsonNode> receipt = new AtomicReference<>();
        eventually(BOUND, () -> {
            Lethe.Erasure erasure = lethe.erasure(outcome.receiptId());
            assertThat(erasure.state()).as("%s", erasure.witnesses()).isEqualTo("done");
            receipt.set(Objects.requireNonNull(erasure.receipt()));
        });
        Verdict verdict = new ReceiptVerifier(lethe.publishedKeys()).verify(receipt.get().toString(), account,
                outcome.salt());
        assertThat(verdict.holds()).as("%s", verdict.findings()).isTrue();
        return receipt.get();
    }

    static void isComplete(UUID account, DeletionOutcome outcome) {
        JsonNode receipt = receipt(account, outcome);
        assertThat(receipt.toString()).doesNotContain(account.toString());
        eventually(BOUND, () -> assertThat(Stores.tracesOf(account)).isEmpty());
        for (String keyholder : Stores.KEYHOLDERS) {
            eventually(BOUND, () -> assertThat(
                    Stores.count(keyholder, "select count(*) from share where subject = ?", account)).isZero());
        }
    }
}
