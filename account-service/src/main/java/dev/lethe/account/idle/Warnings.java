package dev.lethe.account.idle;

import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import java.util.UUID;

import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionOperations;

import dev.lethe.account.activity.IdleAccounts;
import dev.lethe.account.activity.IdleAccounts.AsOf;
import dev.lethe.account.activity.IdleAccounts.Untold;
import dev.lethe.account.code.SmsGateway;
import dev.lethe.account.notice.ServiceNotices;
import dev.lethe.account.notice.ServiceNotices.Draft;
import dev.lethe.account.profile.LivingAccounts;
import dev.lethe.account.session.LiveSessions;
import dev.lethe.events.NoticeEvent.Kind;
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

    private final IdleAccounts idle;
    private final LivingAccounts accounts;
    private final LiveSessions sessions;
    private final ServiceNotices notices;
    private final SmsGateway sms;
    private final Vault vault;
    private final SelfDestructProperties properties;
    private final TransactionOperations transactions;

    Warnings(IdleAccounts idle, LivingAccounts accounts, LiveSessions sessions, ServiceNotices notices, SmsGateway sms,
            Vault vault, SelfDestructProperties properties, TransactionOperations transactions) {
        this.idle = idle;
        this.accounts = accounts;
        this.sessions = sessions;
        this.notices = notices;
        this.sms = sms;
        this.vault = vault;
        this.properties = properties;
        this.transactions = transactions;
    }

    void tell(AsOf asOf) {
        List<Untold> page;
        long told;
        do {
            page = idle.untold(asOf, PAGE);
            told = page.stream().filter(it -> isTold(it, asOf)).count();
        } while (page.size() == PAGE && told > 0);
        idle.takeOwedTexts(asOf, TEXTS).forEach(account -> text(account, asOf));
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

    private void text(UUID account, AsOf asOf) {
        try {
            accounts.number(account, vault.key(account, Reader.ACCOUNT)).ifPresent(number -> idle.choice(account, asOf)
                    .ifPresent(choice -> sms.send(number, text(choice.goesOn()))));
            idle.textSent(account);
        } catch (RuntimeException e) {
            LOG.warn("a text to the owner of an idle account waits: {}", e.getClass().getSimpleName());
        }
    }

    private static String text(LocalDate day) {
        return "Nobody has used your Lethe account for a long time. It deletes itself on " + DAY.format(day)
                + ", unless you open Lethe before.";
    }
}
