package dev.lethe.account.ledger;

import java.util.List;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionOperations;

import dev.lethe.events.LedgerEvent.ErasureRecorded;
import dev.lethe.platform.ledger.LedgerCopy;
import dev.lethe.platform.ledger.LedgerEntry;
import dev.lethe.platform.outbox.Outbox;
import dev.lethe.platform.signature.SignerCertificates;

/// The authority's copy. An entry that it signed once and no longer has, because its database was restored, ends the
/// account again. Only its own signature makes an entry: an owner that it does not know is never erased on hearsay.
@Component
class AuthorityLedger implements LedgerCopy {

    private static final Logger LOG = LoggerFactory.getLogger(AuthorityLedger.class);

    private final Tombstones tombstones;
    private final AccountEnding ending;
    private final SignerCertificates certificates;
    private final Outbox outbox;
    private final TransactionOperations transactions;

    AuthorityLedger(Tombstones tombstones, AccountEnding ending, SignerCertificates certificates, Outbox outbox,
            TransactionOperations transactions) {
        this.tombstones = tombstones;
        this.ending = ending;
        this.certificates = certificates;
        this.outbox = outbox;
        this.transactions = transactions;
    }

    @Override
    public List<byte[]> digests() {
        return tombstones.digests();
    }

    @Override
    public List<LedgerEntry> bucket(int number) {
        return tombstones.bucket(number);
    }

    @Override
    public int add(List<LedgerEntry> entries) {
        int added = 0;
        for (LedgerEntry entry : entries) {
            added += Boolean.TRUE.equals(transactions.execute(_ -> heal(entry, true))) ? 1 : 0;
        }
        return added;
    }

    /// Adds an entry in the caller's transaction, and tells the topic unless it comes from there.
    boolean heal(LedgerEntry offered, boolean tell) {
        if (!offered.isSigned(certificates)) {
            LOG.error("an entry for the ledger was refused: this service never signed it");
            return false;
        }
        LedgerEntry entry = offered.believed(certificates);
        if (!ending.end(entry)) {
            return false;
        }
        LOG.warn("erasure {} came back from another copy of the ledger", entry.erasureId());
        tombstones.leaveWork(entry);
        if (tell) {
            outbox.record(new ErasureRecorded(entry.subject(), entry.erasureId(), entry.at(), entry.signature(),
                    entry.everyoneSignature()));
        }
        return true;
    }
}
