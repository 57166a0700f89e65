package dev.lethe.account.recovery;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;

import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionOperations;

import dev.lethe.account.AccountProblems;
import dev.lethe.account.code.Ticket;
import dev.lethe.account.mail.EmailAddress;
import dev.lethe.account.notice.ServiceNotices;
import dev.lethe.account.notice.ServiceNotices.Draft;
import dev.lethe.account.password.PasswordCheck;
import dev.lethe.account.password.PasswordOrigin;
import dev.lethe.account.password.Passwords;
import dev.lethe.account.profile.LivingAccounts;
import dev.lethe.account.profile.LivingAccounts.LivingAccount;
import dev.lethe.account.session.LiveSessions;
import dev.lethe.account.session.YoungSessions;
import dev.lethe.events.DeletionEvent.RecoveryAddressRemoved;
import dev.lethe.events.NoticeEvent.Kind;
import dev.lethe.platform.caller.Caller;
import dev.lethe.platform.outbox.Outbox;
import dev.lethe.platform.problem.PlatformProblems;
import dev.lethe.platform.vault.Reader;
import dev.lethe.platform.vault.SubjectKey;
import dev.lethe.platform.vault.Vault;

/// Names, confirms and removes the recovery address of the caller's account.
@Component
class RecoveryAddressChange {

    /// A code is on its way.
    record Sent(String requestId, String sentTo, Instant expiresAt) {
        @Override
        public String toString() {
            return "Sent[…]";
        }
    }

    private static final Duration TELLING = Duration.ofDays(1);

    private final RecoveryAddresses addresses;
    private final AddressCodes codes;
    private final CodeMailing mailing;
    private final RecoveryMails mails;
    private final Passwords passwords;
    private final PasswordCheck check;
    private final LivingAccounts accounts;
    private final LiveSessions sessions;
    private final YoungSessions young;
    private final ServiceNotices notices;
    private final Outbox outbox;
    private final Vault vault;
    private final TransactionOperations transactions;
    private final Clock clock;

    RecoveryAddressChange(RecoveryAddresses addresses, AddressCodes codes, CodeMailing mailing, RecoveryMails mails,
            Passwords passwords, PasswordCheck check, LivingAccounts accounts, LiveSessions sessions,
            YoungSessions young, ServiceNotices notices, Outbox outbox, Vault vault,
            TransactionOperations transactions, Clock clock) {
        this.addresses = addresses;
        this.codes = codes;
        this.mailing = mailing;
        this.mails = mails;
        this.passwords = passwords;
        this.check = check;
        this.accounts = accounts;
        this.sessions = sessions;
        this.young = young;
        this.notices = notices;
        this.outbox = outbox;
        this.vault = vault;
        this.transactions = transactions;
        this.clock = clock;
    }

    /// Sends a code to a new address; the one before stays in force until it is confirmed.
    Sent name(Caller caller, EmailAddress address, String password, MailLanguage language) {
        UUID account = caller.accountId();
        // a refusal hashes nothing
        transactions.executeWithoutResult(_ -> {
            lock(caller);
            mailing.refuseTooMany(account, MailKind.CONFIRMATION);
        });
        UUID version = check.judge(account, PasswordOrigin.SESSION, password).orRefuse();
        SubjectKey key = vault.key(account, Reader.ACCOUNT);
        Ticket ticket = Ticket.random();
        UUID id = UUID.randomUUID();
        SealedAddress sealed = SealedAddress.of(key, account, id, address);
        Instant expiresAt = transactions.execute(_ -> {
            lock(caller);
            refuseIfOther(account, version);
            addresses.await(sealed, address, key);
            return mailing.send(ticket, account, id, MailKind.CONFIRMATION, language, key);
        });
        return new Sent(ticket.text(), address.masked(), expiresAt);
    }

    /// Puts the address in force, and tells the one that it replaces.
    void confirm(Caller caller, String requestId, String code, MailLanguage language) {
        Ticket ticket = Ticket.parse(requestId).orElseThrow(AccountProblems.CODE_REQUEST_UNKNOWN::asProblem);
        UUID account = caller.accountId();
        Draft notice = notice(account, "Your account has a new recovery address");
        AddressCodeCheck result = Objects.requireNonNull(transactions.execute(_ -> {
            lock(caller);
            AddressCodeCheck used = codes.use(ticket, account, MailKind.CONFIRMATION, code);
            if (used instanceof AddressCodeCheck.Right(var address)) {
                addresses.confirm(account, address).ifPresent(replaced -> tell(account, replaced, language));
                notices.post(notice);
            }
            return used;
        }));
        result.orRefuse();
    }

    int remove(Caller caller, String password) {
        UUID account = caller.accountId();
        transactions.executeWithoutResult(_ -> lock(caller));
        UUID version = check.judge(account, PasswordOrigin.SESSION, password).orRefuse();
        Draft notice = notice(account, "Your account has no recovery address any more");
        return Objects.requireNonNull(transactions.execute(_ -> {
            lock(caller);
            refuseIfOther(account, version);
            List<UUID> removed = addresses.remove(account);
            removed.forEach(id -> outbox.record(new RecoveryAddressRemoved(account, id)));
            if (!removed.isEmpty()) {
                notices.post(notice);
            }
            return removed.size();
        }));
    }

    private void tell(UUID account, UUID replaced, MailLanguage language) {
        outbox.record(new RecoveryAddressRemoved(account, replaced));
        mails.add(new RecoveryMails.Row(UUID.randomUUID(), account, replaced, MailKind.REPLACED, language, null,
                clock.instant().plus(TELLING), 0));
    }

    private Draft notice(UUID account, String what) {
        return notices.draft(account, Kind.RECOVERY_MAIL_CHANGED,
                what + ". If this was not you, change the password and "
                        + "end the sessions of devices that you do not know.",
                null, null);
    }

    private void refuseIfOther(UUID account, UUID judged) {
        if (!passwords.version(account).equals(Optional.of(judged))) {
            throw AccountProblems.PASSWORD_CHANGED.asProblem();
        }
    }

    private void lock(Caller caller) {
        LivingAccount account = accounts.lock(caller.accountId())
                .filter(it -> sessions.of(it.id()).stream().anyMatch(s -> s.id().equals(caller.sessionId())))
                .orElseThrow(PlatformProblems.UNAUTHENTICATED::asProblem);
        if (young.isRestricted(caller, account)) {
            throw AccountProblems.SESSION_TOO_YOUNG.asProblem();
        }
        if (!passwords.isSet(account.id())) {
            throw AccountProblems.PASSWORD_NOT_SET.asProblem();
        }
    }
}
