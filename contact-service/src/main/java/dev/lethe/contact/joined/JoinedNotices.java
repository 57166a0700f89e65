package dev.lethe.contact.joined;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.UUID;

import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

import dev.lethe.contact.contact.KnownBy;
import dev.lethe.contact.contact.KnownBy.Acquaintance;
import dev.lethe.contact.directory.Directory;
import dev.lethe.contact.directory.NumberUse;
import dev.lethe.contact.number.PhoneIndex;
import dev.lethe.events.AccountEvent;
import dev.lethe.events.AccountEvent.AccountRegistered;
import dev.lethe.events.NoticeEvent;
import dev.lethe.events.NoticeEvent.NoticePosted;
import dev.lethe.platform.number.PhoneNumber;
import dev.lethe.platform.outbox.Outbox;
import dev.lethe.platform.subject.Subjects;
import dev.lethe.platform.vault.KeyLookup;
import dev.lethe.platform.vault.Place;
import dev.lethe.platform.vault.Reader;
import dev.lethe.platform.vault.Vault;

/// Enters a new account into the directory and tells those who had saved its number, unless it wants to be quiet.
@Component
class JoinedNotices {

    /// As many keys as keyholders give in one call.
    private static final int PAGE = 500;

    private final KnownBy knownBy;
    private final Directory directory;
    private final NumberUse numbers;
    private final PhoneIndex phoneIndex;
    private final Subjects subjects;
    private final Outbox outbox;
    private final Vault vault;

    JoinedNotices(KnownBy knownBy, Directory directory, NumberUse numbers, PhoneIndex phoneIndex, Subjects subjects,
            Outbox outbox,
            Vault vault) {
        this.knownBy = knownBy;
        this.directory = directory;
        this.numbers = numbers;
        this.phoneIndex = phoneIndex;
        this.subjects = subjects;
        this.outbox = outbox;
        this.vault = vault;
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
        var acquaintances = knownBy.of(hash).stream().filter(known -> !known.owner().equals(account)).toList();
        var living = lockLiving(account, acquaintances);
        boolean isNew = living.contains(account) && directory.enter(account, hash, number, ownKey.key());
        // who leaves and comes back within days is no news
        if (isNew && !registered.joinsQuietly() && numbers.join(hash)) {
            tell(acquaintances.stream().filter(known -> living.contains(known.owner())).toList(), account,
                    registered.at());
        }
    }

    private Set<UUID> lockLiving(UUID account, List<Acquaintance> acquaintances) {
        var all = new ArrayList<>(acquaintances.stream().map(Acquaintance::owner).toList());
        all.add(account);
        return subjects.lockLiving(all);
    }

    private void tell(List<Acquaintance> acquaintances, UUID account, Instant at) {
        for (int from = 0; from < acquaintances.size(); from += PAGE) {
            var page = acquaintances.subList(from, Math.min(from + PAGE, acquaintances.size()));
            var owners = page.stream().map(Acquaintance::owner).toList();
            var names = vault.keys(owners, Reader.CONTACT);
            var notices = vault.keys(owners, Reader.EXCHANGE);
            for (var known : page) {
                if (names.get(known.owner()) instanceof KeyLookup.Present name
                        && notices.get(known.owner()) instanceof KeyLookup.Present notice) {
                    outbox.record(notice(known, name, notice, account, at));
                }
            }
        }
    }

    private static NoticePosted notice(Acquaintance known, KeyLookup.Present name, KeyLookup.Present notice,
            UUID account, Instant at) {
        // made of its two parties, so that telling it again after a restore is the same notice
        var id = UUID.nameUUIDFromBytes(("joined|" + known.owner() + "|" + account).getBytes(StandardCharsets.UTF_8));
        var body = notice.key().seal(Place.ofEvent(NoticeEvent.TOPIC, id, known.owner()),
                known.name(name.key()) + " joined Lethe.");
        return new NoticePosted(known.owner(), id, NoticeEvent.Kind.CONTACT_JOINED, body, null, account, at, null);
    }
}
