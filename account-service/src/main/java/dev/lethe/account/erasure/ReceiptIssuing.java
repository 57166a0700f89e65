package dev.lethe.account.erasure;

import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Base64;
import java.util.List;

import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionOperations;

import dev.lethe.account.erasure.Erasures.Kind;
import dev.lethe.account.erasure.Erasures.Running;
import dev.lethe.account.erasure.Erasures.Witness;
import dev.lethe.events.AccountEvent.ErasureCompleted;
import dev.lethe.platform.outbox.Outbox;
import dev.lethe.platform.signature.Signer;

/// Issues the receipt once everybody answered, and drops the link from account to receipt with the same commit.
@Component
class ReceiptIssuing {

    private final Erasures erasures;
    private final ReceiptText text;
    private final Signer signer;
    private final Outbox outbox;
    private final TransactionOperations transactions;
    private final Clock clock;

    ReceiptIssuing(Erasures erasures, ReceiptText text, Signer signer, Outbox outbox,
            TransactionOperations transactions, Clock clock) {
        this.erasures = erasures;
        this.text = text;
        this.signer = signer;
        this.outbox = outbox;
        this.transactions = transactions;
        this.clock = clock;
    }

    void issue(Running erasure) {
        transactions.executeWithoutResult(_ -> {
            List<Witness> witnesses = erasures.lock(erasure.erasureId())
                    ? erasures.witnesses(erasure.erasureId())
                    : List.of();
            if (witnesses.isEmpty() || !witnesses.stream().allMatch(Witness::hasAnswered)) {
                return;
            }
            Instant now = clock.instant();
            var receipt = text.of(erasure, witnesses, now);
            byte[] signature = signer.sign("lethe-receipt-v2|" + CanonicalJson.write(receipt));
            receipt.put("signature", Base64.getEncoder().encodeToString(signature));
            erasures.finish(erasure, CanonicalJson.write(receipt), now);
            outbox.record(new ErasureCompleted(erasure.accountId(), erasure.erasureId(),
                    now.truncatedTo(ChronoUnit.MILLIS)));
        });
    }

    static boolean isKeyholder(Witness witness) {
        return witness.kind() == Kind.KEYHOLDER;
    }
}
