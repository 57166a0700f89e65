package dev.lethe.contact.joined;

import java.util.List;

import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

import dev.lethe.contact.contact.SyncBudget;
import dev.lethe.contact.directory.Directory;
import dev.lethe.contact.directory.Newcomers;
import dev.lethe.contact.directory.NumberUse;
import dev.lethe.contact.number.PhoneIndex;
import dev.lethe.events.AccountEvent;
import dev.lethe.events.AccountEvent.AccountRegistered;
import dev.lethe.platform.number.PhoneNumber;
import dev.lethe.platform.subject.Subjects;
import dev.lethe.platform.vault.KeyLookup;
import dev.lethe.platform.vault.Place;
import dev.lethe.platform.vault.Reader;
import dev.lethe.platform.vault.Vault;

/// Enters a new account into the directory, and lets those be told who had saved its number, unless it wants to be quiet.
@Component
class JoinedNotices {

    private final Directory directory;
    private final NumberUse numbers;
    private final SyncBudget budget;
    private final Newcomers newcomers;
    private final PhoneIndex phoneIndex;
    private final Subjects subjects;
    private final Vault vault;
    private final JoinedTelling telling;

    JoinedNotices(Directory directory, NumberUse numbers, SyncBudget budget, Newcomers newcomers, PhoneIndex phoneIndex,
            Subjects subjects, Vault vault, JoinedTelling telling) {
        this.directory = directory;
        this.numbers = numbers;
        this.budget = budget;
        this.newcomers = newcomers;
        this.phoneIndex = phoneIndex;
        this.subjects = subjects;
        this.vault = vault;
        this.telling = telling;
    }

    /// Once an account, however often its registration is told; nothing for an erased one.
    @Transactional(propagation = Propagation.MANDATORY)
    public void post(AccountRegistered registered) {
        var account = registered.accountId();
        var exchange = vault.keys(List.of(account), Reader.EXCHANGE).get(account);
        var own = vault.keys(List.of(account), Reader.CONTACT).get(account);
        if (!(exchange instanceof KeyLookup.Present exchangeKey) || !(own instanceof KeyLookup.Present ownKey)) {
            return;
        }
        var number = new PhoneNumber(exchangeKey.key().openText(Place.ofEvent(AccountEvent.TOPIC, account, account),
                registered.sealedNumber()));
        var hash = phoneIndex.hashing().of(number);
        boolean isNew = subjects.lockLiving(List.of(account)).contains(account)
                && directory.enter(account, hash, number, ownKey.key());
        // who leaves and comes back within days is no news
        if (isNew && !registered.joinsQuietly() && numbers.join(hash)) {
            newcomers.add(account, registered.at());
            telling.wakeAfterCommit();
        }
        if (isNew) {
            budget.countUnderNumber(account);
        }
    }
}
