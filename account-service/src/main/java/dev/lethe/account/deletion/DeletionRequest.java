package dev.lethe.account.deletion;

import java.security.SecureRandom;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.UUID;

import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionOperations;

import dev.lethe.account.AccountProblems;
import dev.lethe.account.code.CodeAllowance;
import dev.lethe.account.code.Codes;
import dev.lethe.account.code.Ticket;
import dev.lethe.account.deletion.DeletionRow.Delivery;
import dev.lethe.account.deletion.DeletionRow.State;
import dev.lethe.account.notice.Broker;
import dev.lethe.account.notice.ServiceNotices;
import dev.lethe.account.profile.LivingAccounts;
import dev.lethe.account.profile.LivingAccounts.LivingAccount;
import dev.lethe.account.session.LiveSessions;
import dev.lethe.account.session.YoungSessions;
import dev.lethe.account.sms.SmsSending;
import dev.lethe.events.NoticeEvent.Kind;
import dev.lethe.platform.caller.Caller;
import dev.lethe.platform.number.PhoneNumber;
import dev.lethe.platform.problem.PlatformProblems;
import dev.lethe.platform.vault.Reader;
import dev.lethe.platform.vault.Vault;

/// Asks for the code that confirms a deletion. While a session older than 24 hours lives, only such sessions see the
/// code, so that a stolen SIM cannot erase an account. The receipt's id and salt are given here, before anything is lost.
@Component
class DeletionRequest {

    record Asked(String requestId, UUID receiptId, byte[] salt, Delivery delivery, Instant expiresAt, boolean waits) {}

    private static final SecureRandom RANDOM = new SecureRandom();

    private final Deletions deletions;
    private final CodeAllowance allowance;
    private final WaitingDeletion waiting;
    private final LivingAccounts accounts;
    private final LiveSessions sessions;
    private final YoungSessions young;
    private final ServiceNotices notices;
    private final SmsSending sms;
    private final Broker broker;
    private final Vault vault;
    private final TransactionOperations transactions;
    private final Clock clock;

    DeletionRequest(Deletions deletions, CodeAllowance allowance, WaitingDeletion waiting, LivingAccounts accounts,
            LiveSessions sessions, YoungSessions young, ServiceNotices notices, SmsSending sms, Broker broker,
            Vault vault,
            TransactionOperations transactions, Clock clock) {
        this.deletions = deletions;
        this.allowance = allowance;
        this.waiting = waiting;
        this.accounts = accounts;
        this.sessions = sessions;
        this.young = young;
        this.notices = notices;
        this.sms = sms;
        this.broker = broker;
        this.vault = vault;
        this.transactions = transactions;
        this.clock = clock;
    }

    Asked request(Caller caller) {
        // a refusal asks neither broker nor keyholders
        transactions.executeWithoutResult(_ -> lockAllowed(caller));
        Ticket ticket = Ticket.random();
        String text = Codes.random();
        Instant expiresAt = clock.instant().plus(Codes.LIFETIME).truncatedTo(ChronoUnit.MILLIS);
        Delivery delivery = broker.isReachable() ? Delivery.APP : Delivery.SMS;
        var notice = delivery == Delivery.APP
                ? notices.draft(caller.accountId(), Kind.DELETION_CODE, text(text), visibleBefore(caller), expiresAt)
                : null;
        DeletionRow row = transactions.execute(_ -> {
            LivingAccount account = lockAllowed(caller);
            DeletionRow added = row(caller, account, ticket, text, delivery, expiresAt);
            deletions.add(added);
            if (notice != null) {
                notices.post(notice);
            }
            return added;
        });
        if (delivery == Delivery.SMS) {
            sms.send(number(caller.accountId()), text(text), expiresAt);
        }
        return new Asked(ticket.text(), row.receiptId(), row.salt(), delivery, expiresAt, row.waits());
    }

    private DeletionRow row(Caller caller, LivingAccount account, Ticket ticket, String code, Delivery delivery,
            Instant expiresAt) {
        byte[] salt = new byte[16];
        RANDOM.nextBytes(salt);
        return new DeletionRow(ticket.id(), account.id(), caller.sessionId(), caller.sessionStartedAt(),
                UUID.randomUUID(), salt, ticket.hash(code), State.OPEN, young.isRestricted(caller, account), false,
                delivery, 0, clock.instant(), expiresAt, false, false, null);
    }

    private @Nullable Instant visibleBefore(Caller caller) {
        Instant cutoff = young.cutoff();
        boolean hasOld = sessions.of(caller.accountId()).stream().anyMatch(it -> it.startedAt().isBefore(cutoff));
        return hasOld ? cutoff : null;
    }

    private LivingAccount lock(Caller caller) {
        return accounts.lock(caller.accountId())
                .filter(it -> sessions.of(it.id()).stream().anyMatch(s -> s.id().equals(caller.sessionId())))
                .orElseThrow(PlatformProblems.UNAUTHENTICATED::asProblem);
    }

    private LivingAccount lockAllowed(Caller caller) {
        LivingAccount account = lock(caller);
        waiting.of(account.id()).ifPresent(_ -> {
            throw AccountProblems.DELETION_SCHEDULED.asProblem();
        });
        refuseTooMany(account.id(), young.isRestricted(caller, account));
        return account;
    }

    /// Young sessions have codes of their own, so that a thief uses up none of the owner's.
    private void refuseTooMany(UUID account, boolean waits) {
        Instant now = clock.instant();
        List<Instant> today = deletions.askedSince(account, waits, now.minus(Codes.DAY));
        allowance.refuseTooMany(today, now);
    }

    private PhoneNumber number(UUID account) {
        return accounts.number(account, vault.key(account, Reader.ACCOUNT))
                .orElseThrow(PlatformProblems.UNAUTHENTICATED::asProblem);
    }

    private static String text(String code) {
        return "Lethe code to delete your account: " + code
                + ". It works for five minutes. Deletion cannot be undone. Give the code to nobody.";
    }
}
