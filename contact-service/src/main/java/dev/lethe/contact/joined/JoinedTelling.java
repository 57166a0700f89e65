package dev.lethe.contact.joined;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionOperations;
import org.springframework.transaction.support.TransactionSynchronization;
import org.springframework.transaction.support.TransactionSynchronizationManager;

import dev.lethe.contact.contact.KnownBy;
import dev.lethe.contact.contact.KnownBy.Acquaintance;
import dev.lethe.contact.directory.Newcomers;
import dev.lethe.contact.directory.Newcomers.Newcomer;
import dev.lethe.events.NoticeEvent;
import dev.lethe.events.NoticeEvent.NoticePosted;
import dev.lethe.platform.outbox.Outbox;
import dev.lethe.platform.subject.Subjects;
import dev.lethe.platform.turn.Rounds;
import dev.lethe.platform.vault.KeyLookup;
import dev.lethe.platform.vault.Place;
import dev.lethe.platform.vault.Reader;
import dev.lethe.platform.vault.SealBrokenException;
import dev.lethe.platform.vault.Vault;

/// Tells those who had saved the number of a newcomer, page by page, so that a number which everybody knows holds up nobody.
/// Each page is a transaction with the place that it came to: a crash goes on there, and tells nobody twice.
@Component
class JoinedTelling extends Rounds {

    private static final Logger LOG = LoggerFactory.getLogger(JoinedTelling.class);

    private static final Duration REST = Duration.ofSeconds(1);
    /// As many keys as keyholders give in one call.
    private static final int PAGE = 500;

    private record Page(List<Acquaintance> acquaintances, int below) {}

    private final KnownBy knownBy;
    private final Newcomers newcomers;
    private final Subjects subjects;
    private final Outbox outbox;
    private final Vault vault;
    private final TransactionOperations transactions;

    JoinedTelling(KnownBy knownBy, Newcomers newcomers, Subjects subjects, Outbox outbox, Vault vault,
            TransactionOperations transactions) {
        super("joined");
        this.knownBy = knownBy;
        this.newcomers = newcomers;
        this.subjects = subjects;
        this.outbox = outbox;
        this.vault = vault;
        this.transactions = transactions;
    }

    void wakeAfterCommit() {
        TransactionSynchronizationManager.registerSynchronization(new TransactionSynchronization() {
            @Override
            public void afterCommit() {
                wake();
            }
        });
    }

    @Override
    protected Duration round() {
        return newcomers.some().stream().filter(this::isTold).count() == 0 ? REST : Duration.ZERO;
    }

    private boolean isTold(Newcomer newcomer) {
        try {
            return tell(newcomer, page(newcomer));
        } catch (RuntimeException e) {
            LOG.warn("a page of notices of a newcomer waits: {}", e.getClass().getSimpleName());
            return false;
        }
    }

    /// Ends where the owners' ids have another prefix, so that no owner's id need be kept beside the newcomer.
    private Page page(Newcomer newcomer) {
        var some = of(newcomer, newcomer.toldBelow(), Newcomers.ALL - 1, PAGE + 1);
        if (some.size() <= PAGE) {
            return new Page(some, Newcomers.ALL);
        }
        int last = prefix(some.getLast().owner());
        var whole = some.stream().filter(it -> prefix(it.owner()) < last).toList();
        return whole.isEmpty() ? new Page(of(newcomer, last, last, Integer.MAX_VALUE), last + 1)
                : new Page(whole, last);
    }

    private List<Acquaintance> of(Newcomer newcomer, int first, int last, int limit) {
        return knownBy.of(newcomer.number(), new UUID((long) first << 48, 0),
                new UUID((long) last << 48 | 0xffff_ffff_ffffL, -1), limit);
    }

    private static int prefix(UUID owner) {
        return (int) (owner.getMostSignificantBits() >>> 48);
    }

    private boolean tell(Newcomer newcomer, Page page) {
        var owners = page.acquaintances().stream().map(Acquaintance::owner).toList();
        var names = vault.keys(owners, Reader.CONTACT);
        var keys = vault.keys(owners, Reader.EXCHANGE);
        var notices = new ArrayList<NoticePosted>();
        for (var known : page.acquaintances()) {
            if (!known.owner().equals(newcomer.account())
                    && names.get(known.owner()) instanceof KeyLookup.Present name
                    && keys.get(known.owner()) instanceof KeyLookup.Present notice) {
                notice(known, name, notice, newcomer).ifPresent(notices::add);
            }
        }
        return Boolean.TRUE.equals(transactions.execute(_ -> post(notices, newcomer, page.below())));
    }

    /// An erasure waits for the row of its subject, so the newcomer's is locked before its place in the directory is changed.
    private boolean post(List<NoticePosted> notices, Newcomer newcomer, int below) {
        var all = new ArrayList<>(notices.stream().map(NoticePosted::accountId).toList());
        all.add(newcomer.account());
        var living = subjects.lockLiving(all);
        boolean told = living.contains(newcomer.account()) && newcomers.told(newcomer, below);
        if (told) {
            notices.stream().filter(it -> living.contains(it.accountId())).forEach(outbox::record);
        }
        return told;
    }

    /// Nothing for a contact that does not open: it is nobody else's matter.
    private static Optional<NoticePosted> notice(Acquaintance known, KeyLookup.Present name, KeyLookup.Present notice,
            Newcomer newcomer) {
        // made of its two parties, so that telling it again after a restore is the same notice
        var id = UUID.nameUUIDFromBytes(
                ("joined|" + known.owner() + "|" + newcomer.account()).getBytes(StandardCharsets.UTF_8));
        try {
            var body = notice.key().seal(Place.ofEvent(NoticeEvent.TOPIC, id, known.owner()),
                    known.name(name.key()) + " joined Lethe.");
            return Optional.of(new NoticePosted(known.owner(), id, NoticeEvent.Kind.CONTACT_JOINED, body, null,
                    newcomer.account(), newcomer.joinedAt(), null));
        } catch (SealBrokenException _) {
            return Optional.empty();
        }
    }
}
