package dev.lethe.account.numberchange;

import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;

import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionOperations;

import dev.lethe.account.AccountProblems;
import dev.lethe.account.code.CodeAllowance;
import dev.lethe.account.code.Codes;
import dev.lethe.account.code.Ticket;
import dev.lethe.account.notice.ServiceNotices;
import dev.lethe.account.number.GivenNumber;
import dev.lethe.account.number.NumberIndex;
import dev.lethe.account.number.Numbers;
import dev.lethe.account.numberchange.NumberChanges.NumberChange;
import dev.lethe.account.profile.LivingAccounts;
import dev.lethe.account.profile.LivingAccounts.LivingAccount;
import dev.lethe.account.session.LiveSessions;
import dev.lethe.account.session.YoungSessions;
import dev.lethe.account.signin.CallerNetwork;
import dev.lethe.account.signin.NumberCodes;
import dev.lethe.account.sms.SmsSending;
import dev.lethe.events.NoticeEvent.Kind;
import dev.lethe.platform.caller.Caller;
import dev.lethe.platform.number.PhoneNumber;
import dev.lethe.platform.problem.PlatformProblems;
import dev.lethe.platform.vault.Reader;
import dev.lethe.platform.vault.Vault;

/// Asks for the two codes of a change, one by text to each of the numbers: a session alone moves nothing. All devices are told.
/// Whether the new number has an account makes no difference here.
@Component
class NumberChangeRequest {

    record Asked(String requestId, Instant expiresAt) {}

    private static final String WARNING = """
            A device of this account asked to move it to another number. If this was not you, end its session in your list of \
            devices, and give nobody the code that came as a text.""";

    private final NumberChanges changes;
    private final NumberCodes codes;
    private final CodeAllowance allowance;
    private final Numbers numbers;
    private final LivingAccounts accounts;
    private final LiveSessions sessions;
    private final YoungSessions young;
    private final ServiceNotices notices;
    private final SmsSending sms;
    private final Vault vault;
    private final TransactionOperations transactions;
    private final Clock clock;

    NumberChangeRequest(NumberChanges changes, NumberCodes codes, CodeAllowance allowance, Numbers numbers,
            LivingAccounts accounts, LiveSessions sessions, YoungSessions young, ServiceNotices notices, SmsSending sms,
            Vault vault, TransactionOperations transactions, Clock clock) {
        this.changes = changes;
        this.codes = codes;
        this.allowance = allowance;
        this.numbers = numbers;
        this.accounts = accounts;
        this.sessions = sessions;
        this.young = young;
        this.notices = notices;
        this.sms = sms;
        this.vault = vault;
        this.transactions = transactions;
        this.clock = clock;
    }

    Asked request(Caller caller, String text, CallerNetwork network) {
        PhoneNumber number = GivenNumber.read(text);
        // a refusal asks no keyholder and sends nobody a text
        transactions.executeWithoutResult(_ -> refuseUnlessAllowed(caller));
        NumberIndex index = numbers.indexOf(number);
        numbers.find(index).filter(caller.accountId()::equals).ifPresent(_ -> {
            throw AccountProblems.NUMBER_UNCHANGED.asProblem();
        });
        Ticket ticket = Ticket.random();
        String oldCode = Codes.random();
        String newCode = Codes.random();
        Instant now = clock.instant();
        Instant expiresAt = now.plus(Codes.LIFETIME).truncatedTo(ChronoUnit.MILLIS);
        PhoneNumber old = accounts.number(caller.accountId(), vault.key(caller.accountId(), Reader.ACCOUNT))
                .orElseThrow(PlatformProblems.UNAUTHENTICATED::asProblem);
        var notice = notices.draft(caller.accountId(), Kind.NUMBER_CODE, WARNING, null, null);
        codes.count(number, index, network);
        transactions.executeWithoutResult(_ -> {
            refuseUnlessAllowed(caller);
            changes.add(new NumberChange(ticket.id(), caller.accountId(), caller.sessionId(),
                    ticket.seal(number.e164()), ticket.hash("old|" + oldCode), ticket.hash("new|" + newCode), 0, now,
                    expiresAt, null));
            notices.post(notice);
        });
        sms.send(old, oldText(oldCode), expiresAt);
        sms.send(number, newText(newCode), expiresAt);
        return new Asked(ticket.text(), expiresAt);
    }

    private void refuseUnlessAllowed(Caller caller) {
        LivingAccount account = accounts.lock(caller.accountId())
                .filter(it -> sessions.of(it.id()).stream().anyMatch(s -> s.id().equals(caller.sessionId())))
                .orElseThrow(PlatformProblems.UNAUTHENTICATED::asProblem);
        if (young.isRestricted(caller, account)) {
            throw AccountProblems.SESSION_TOO_YOUNG.asProblem();
        }
        Instant now = clock.instant();
        List<Instant> today = changes.askedSince(account.id(), now.minus(Codes.DAY));
        allowance.refuseTooMany(today, now);
    }

    private static String oldText(String code) {
        return "Lethe code to leave this number: " + code
                + ". It works for five minutes. Who gives it away may lose the account.";
    }

    private static String newText(String code) {
        return "Lethe code to move an account to this number: " + code
                + ". It works for five minutes. If that is not your account, give the code to nobody.";
    }
}
