package dev.lethe.account.idle;

import java.time.Duration;
import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Supplier;
import java.util.stream.Collectors;

import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionOperations;

import dev.lethe.account.activity.IdleAccounts;
import dev.lethe.account.activity.IdleAccounts.AsOf;
import dev.lethe.account.activity.IdleAccounts.Choice;
import dev.lethe.account.activity.IdleAccounts.Untold;
import dev.lethe.account.notice.ServiceNotices;
import dev.lethe.account.notice.ServiceNotices.Draft;
import dev.lethe.account.profile.LivingAccounts;
import dev.lethe.account.session.LiveSessions;
import dev.lethe.account.sms.SmsDelivery;
import dev.lethe.account.sms.SmsSending;
import dev.lethe.events.NoticeEvent.Kind;
import dev.lethe.platform.number.PhoneNumber;
import dev.lethe.platform.vault.KeyDestroyedException;
import dev.lethe.platform.vault.Reader;
import dev.lethe.platform.vault.Vault;

/// Tells owners that their account is about to delete itself: by a service message 30, 7 and 1 days before where a device
/// is signed in, else by a single text 7 days before.
@Component
class Warnings {

    private static final Logger LOG = LoggerFactory.getLogger(Warnings.class);
    private static final DateTimeFormatter DAY = DateTimeFormatter.ofPattern("d MMMM uuuu", Locale.ENGLISH);
    private static final int PAGE = 200;
    private static final int TEXTS = 50;
    private static final int DAYS_OF_THE_TEXT = 7;

    /// What became of a text.
    private enum Fate {
        TAKEN, REFUSED, WAITS
    }

    private final SweepGuard guard;
    private final IdleAccounts idle;
    private final LivingAccounts accounts;
    private final LiveSessions sessions;
    private final ServiceNotices notices;
    private final SmsSending sms;
    private final Vault vault;
    private final SelfDestructProperties properties;
    private final TransactionOperations transactions;

    Warnings(SweepGuard guard, IdleAccounts idle, LivingAccounts accounts, LiveSessions sessions,
            ServiceNotices notices, SmsSending sms,
            Vault vault, SelfDestructProperties properties, TransactionOperations transactions) {
        this.guard = guard;
        this.idle = idle;
        this.accounts = accounts;
        this.sessions = sessions;
        this.notices = notices;
        this.sms = sms;
        this.vault = vault;
        this.properties = properties;
        this.transactions = transactions;
    }

    /// However long it takes, the days of each owner count from when that one was told.
    void tell(AsOf begun) {
        long since = System.nanoTime();
        Supplier<AsOf> now = () -> begun.after(Duration.ofNanos(System.nanoTime() - since));
        forgetStale(begun);
        List<Untold> page;
        long told;
        do {
            page = idle.untold(begun, PAGE);
            told = page.stream().filter(it -> isTold(it, now.get())).count();
        } while (page.size() == PAGE && told > 0);
        if (properties.texts()) {
            sendTexts(now);
        } else {
            idle.cancelTexts(now.get());
        }
    }

    /// Nobody goes on such a warning, so what fails is done later, and holds up nobody.
    private void forgetStale(AsOf asOf) {
        try {
            idle.forgetStaleWarnings(asOf);
        } catch (RuntimeException e) {
            LOG.warn("old warnings of idle accounts wait: {}", e.getClass().getSimpleName());
        }
    }

    private void sendTexts(Supplier<AsOf> now) {
        Map<Fate, List<UUID>> texts = idle.takeOwedTexts(now.get(), TEXTS).stream()
                .collect(Collectors.groupingBy(account -> text(account, now)));
        if (texts.containsKey(Fate.TAKEN)) {
            guard.textsTaken(now.get());
        }
        List<UUID> refused = texts.getOrDefault(Fate.REFUSED, List.of());
        if (!refused.isEmpty() && guard.takesTexts(now.get())) {
            idle.textsRefused(refused, now.get());
        }
    }

    /// One that fails is tried again, and holds up nobody.
    private boolean isTold(Untold account, AsOf asOf) {
        try {
            return tell(account, asOf);
        } catch (RuntimeException e) {
            LOG.warn("the owner of an idle account is not told yet: {}", e.getClass().getSimpleName());
            return false;
        }
    }

    /// The notice is sealed before anything is locked, for that may ask keyholders.
    private boolean tell(Untold account, AsOf asOf) {
        boolean isSignedIn = !sessions.of(account.account()).isEmpty();
        Draft notice = isSignedIn ? notice(account) : null;
        boolean owesText = !isSignedIn && properties.texts() && account.daysBefore() == DAYS_OF_THE_TEXT;
        return Boolean.TRUE.equals(transactions.execute(_ -> tell(account, asOf, notice, owesText)));
    }

    private boolean tell(Untold account, AsOf asOf, @Nullable Draft notice, boolean owesText) {
        boolean isTold = accounts.lock(account.account()).isPresent() && idle.tell(account, asOf, owesText);
        if (isTold && notice != null) {
            notices.post(notice);
        }
        return isTold;
    }

    private @Nullable Draft notice(Untold account) {
        try {
            return notices.draft(account.account(), Kind.SELF_DESTRUCT, text(account.goesOn()), null, null);
        } catch (KeyDestroyedException _) {
            return null;
        }
    }

    private Fate text(UUID account, Supplier<AsOf> now) {
        Fate fate = Fate.WAITS;
        try {
            Optional<PhoneNumber> number = accounts.number(account, vault.key(account, Reader.ACCOUNT));
            Optional<Choice> choice = idle.choice(account, now.get());
            if (number.isPresent() && choice.isPresent()) {
                fate = Fate.REFUSED;
                LocalDate day = choice.get().goesOn();
                if (!(sms.sendOnce("self-destruct|" + account + "|" + day, number.get(),
                        text(day)) instanceof SmsDelivery.Taken)) {
                    return fate;
                }
                fate = Fate.TAKEN;
            }
            idle.textSent(account, now.get());
            return fate;
        } catch (RuntimeException e) {
            LOG.warn("a text to the owner of an idle account waits: {}", e.getClass().getSimpleName());
            return fate;
        }
    }

    private static String text(LocalDate day) {
        return "Nobody has used your Lethe account for a long time. It deletes itself on " + DAY.format(day)
                + ", unless you open Lethe before.";
    }
}
