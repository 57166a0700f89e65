package dev.lethe.contact.contact;

import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;

import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionOperations;

import dev.lethe.contact.ContactProblems;
import dev.lethe.contact.consent.Consents;
import dev.lethe.contact.directory.Directory;
import dev.lethe.contact.number.NumberHash;
import dev.lethe.contact.number.PhoneIndex;
import dev.lethe.platform.caller.Caller;
import dev.lethe.platform.failpoint.Failpoints;
import dev.lethe.platform.problem.PlatformProblems;
import dev.lethe.platform.subject.Subjects;
import dev.lethe.platform.vault.SubjectKey;
import dev.lethe.platform.vault.Vault;

/// Takes a batch of contacts: the same batch again changes nothing, a changed name replaces the old one.
@Component
class ContactSync {

    /// So long it may take to hear of an account.
    private static final Duration NEW = Duration.ofMinutes(10);

    private final TransactionOperations transactions;
    private final Subjects subjects;
    private final Consents consents;
    private final Directory directory;
    private final Contacts contacts;
    private final SyncBudget budget;
    private final PhoneIndex phoneIndex;
    private final Vault vault;
    private final Clock clock;

    ContactSync(TransactionOperations transactions, Subjects subjects, Consents consents, Directory directory,
            Contacts contacts, SyncBudget budget, PhoneIndex phoneIndex, Vault vault, Clock clock) {
        this.transactions = transactions;
        this.subjects = subjects;
        this.consents = consents;
        this.directory = directory;
        this.contacts = contacts;
        this.budget = budget;
        this.phoneIndex = phoneIndex;
        this.vault = vault;
        this.clock = clock;
    }

    record Synced(List<Contact> contacts, List<SyncReading.Rejection> rejected) {}

    /// Keeps what can be read of the batch, all or nothing.
    Synced sync(Caller caller, List<ContactEntry> entries) {
        var owner = caller.accountId();
        requireConsent(owner);
        var key = vault.key(owner);
        var region = directory.regionOf(owner, key);
        var reading = SyncReading.of(entries, phoneIndex.hashing(), region.orElse(null));
        var own = region.isEmpty() && isNew(caller) ? SyncBudget.OwnNumber.UNHEARD_OF : SyncBudget.OwnNumber.KNOWN;
        if (own == SyncBudget.OwnNumber.UNHEARD_OF && reading.lacksCountryCode()) {
            // registered a moment ago; we hear of it at once
            throw PlatformProblems.unavailable();
        }
        var kept = transactions.execute(status -> keep(owner, key, reading, own));
        return new Synced(kept == null ? List.of() : kept, reading.rejected());
    }

    private boolean isNew(Caller caller) {
        return caller.sessionStartedAt().isAfter(clock.instant().minus(NEW));
    }

    private List<Contact> keep(UUID owner, SubjectKey key, SyncReading reading, SyncBudget.OwnNumber own) {
        // one owner's syncs follow one another: a number gets one row, and the budget counts right
        if (subjects.lockLivingForUpdate(List.of(owner)).isEmpty()) {
            throw PlatformProblems.UNAUTHENTICATED.asProblem();
        }
        requireConsent(owner);
        var known = contacts.withNumbers(owner, reading.readable().keySet());
        budget.spend(owner, reading.readable().size() - known.size(), own);
        contacts.save(owner, sealed(owner, key, reading, known));
        Failpoints.reach("contact.sync-before-commit");
        var saved = contacts.withNumbers(owner, reading.readable().keySet());
        var answer = new ArrayList<Contact>();
        for (var number : reading.readable().keySet()) {
            var row = saved.get(number);
            if (row != null) {
                answer.add(row.open(key));
            }
        }
        return answer;
    }

    private static Map<NumberHash, SealedContact> sealed(UUID owner, SubjectKey key, SyncReading reading,
            Map<NumberHash, SealedContact> known) {
        var rows = new LinkedHashMap<NumberHash, SealedContact>();
        reading.readable().forEach((number, entry) -> {
            var row = known.get(number);
            var id = row == null ? UUID.randomUUID() : row.id();
            rows.put(number, SealedContact.seal(key, owner,
                    new Contact(id, entry.number(), entry.firstName(), entry.lastName(), null)));
        });
        return rows;
    }

    private void requireConsent(UUID owner) {
        if (consents.givenAt(owner).isEmpty()) {
            throw ContactProblems.CONSENT_MISSING.asProblem();
        }
    }
}
