package dev.lethe.platform.erasure;

import java.util.List;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.transaction.support.TransactionTemplate;

import dev.lethe.platform.caller.RevocationListener;
import dev.lethe.platform.ledger.LedgerCopy;
import dev.lethe.platform.ledger.LedgerEntry;
import dev.lethe.platform.signature.SignerCertificates;

/// The subject table as a copy of the ledger: adding an entry is erasing the account.
final class SubjectLedgerCopy implements LedgerCopy {

    private static final Logger LOG = LoggerFactory.getLogger(SubjectLedgerCopy.class);

    private final Erasures erasures;
    private final SignerCertificates signers;
    private final TransactionTemplate transaction;
    private final List<RevocationListener> listeners;
    private final ErasureWorker worker;

    SubjectLedgerCopy(Erasures erasures, SignerCertificates signers, TransactionTemplate transaction,
            List<RevocationListener> listeners, ErasureWorker worker) {
        this.erasures = erasures;
        this.signers = signers;
        this.transaction = transaction;
        this.listeners = listeners;
        this.worker = worker;
    }

    @Override
    public List<byte[]> digests() {
        return erasures.digests();
    }

    @Override
    public List<LedgerEntry> bucket(int number) {
        return erasures.erased(number);
    }

    @Override
    public int add(List<LedgerEntry> entries) {
        int added = 0;
        for (LedgerEntry entry : entries) {
            if (!entry.isSigned(signers)) {
                LOG.error("an entry for the ledger had no valid signature; refused");
                continue;
            }
            Boolean isNew = transaction.execute(status -> erasures.mark(entry.believed(signers)));
            listeners.forEach(listener -> listener.subjectErased(entry.subject()));
            added += Boolean.TRUE.equals(isNew) ? 1 : 0;
        }
        worker.wake();
        return added;
    }
}
