package dev.lethe.account.numberchange;

import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import java.util.UUID;

import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionOperations;

import dev.lethe.account.AccountProblems;
import dev.lethe.account.code.Codes;
import dev.lethe.account.code.Ticket;
import dev.lethe.account.notice.ServiceNotices;
import dev.lethe.account.notice.ServiceNotices.Draft;
import dev.lethe.account.number.NumberIndex;
import dev.lethe.account.number.Numbers;
import dev.lethe.account.numberchange.NumberChanges.NumberChange;
import dev.lethe.account.profile.LivingAccounts;
import dev.lethe.account.session.LiveSessions;
import dev.lethe.account.signin.NumberCodes;
import dev.lethe.account.signin.SignInCodes;
import dev.lethe.events.AccountEvent;
import dev.lethe.events.AccountEvent.NumberChanged;
import dev.lethe.events.NoticeEvent.Kind;
import dev.lethe.platform.caller.Caller;
import dev.lethe.platform.number.PhoneNumber;
import dev.lethe.platform.outbox.Outbox;
import dev.lethe.platform.vault.Place;
import dev.lethe.platform.vault.Reader;
import dev.lethe.platform.vault.SubjectKey;
import dev.lethe.platform.vault.Vault;

/// Both codes come back: the account has the new number, its sessions go on, and the old one is anybody's to register.
@Component
class NumberChangeConfirmation {

    sealed interface Outcome {

        record Changed(PhoneNumber number) implements Outcome {}

        /// One of the codes is wrong.
        ///
        /// @param field which of the codes is wrong
        record Wrong(String field, int triesLeft) implements Outcome {}

        record Taken() implements Outcome {}

        record Expired() implements Outcome {}

        record Used() implements Outcome {}

        record Exhausted() implements Outcome {}

        record Unknown() implements Outcome {}
    }

    /// What is sealed with keys of the account, fetched before anything is locked.
    private record Keys(SubjectKey own, SubjectKey exchange, Draft notice) {}

    private final NumberChanges changes;
    private final LivingAccounts accounts;
    private final LiveSessions sessions;
    private final Numbers numbers;
    private final SignInCodes codes;
    private final NumberCodes networks;
    private final ServiceNotices notices;
    private final Vault vault;
    private final Outbox outbox;
    private final TransactionOperations transactions;
    private final Clock clock;

    NumberChangeConfirmation(NumberChanges changes, LivingAccounts accounts, LiveSessions sessions, Numbers numbers,
            SignInCodes codes, NumberCodes networks, ServiceNotices notices, Vault vault, Outbox outbox,
            TransactionOperations transactions, Clock clock) {
        this.changes = changes;
        this.accounts = accounts;
        this.sessions = sessions;
        this.numbers = numbers;
        this.codes = codes;
        this.networks = networks;
        this.notices = notices;
        this.vault = vault;
        this.outbox = outbox;
        this.transactions = transactions;
        this.clock = clock;
    }

    Outcome confirm(Caller caller, String requestId, String oldCode, String newCode) {
        Ticket ticket = Ticket.parse(requestId).orElseThrow(AccountProblems.CODE_REQUEST_UNKNOWN::asProblem);
        UUID account = caller.accountId();
        if (changes.find(ticket.id(), account).isEmpty()) {
            return new Outcome.Unknown();
        }
        var keys = new Keys(vault.key(account, Reader.ACCOUNT), vault.key(account, Reader.EXCHANGE),
                notices.draft(account, Kind.NUMBER_CHANGED, "The number of this account was changed. "
                        + "If this was not you, end the session that did it in your list of devices.", null, null));
        return transactions.execute(_ -> judge(caller, ticket, oldCode, newCode, keys));
    }

    private Outcome judge(Caller caller, Ticket ticket, String oldCode, String newCode, Keys keys) {
        boolean isLive = accounts.lock(caller.accountId()).isPresent() && isSignedIn(caller);
        NumberChange change = changes.find(ticket.id(), caller.accountId()).orElse(null);
        if (!isLive || change == null || !change.sessionId().equals(caller.sessionId())) {
            return new Outcome.Unknown();
        }
        if (change.usedAt() != null) {
            return new Outcome.Used();
        }
        if (change.tries() >= Codes.TRIES) {
            return new Outcome.Exhausted();
        }
        byte[] sealed = change.number();
        if (sealed == null || !clock.instant().isBefore(change.expiresAt())) {
            return new Outcome.Expired();
        }
        boolean oldIsRight = ticket.matches("old|" + oldCode, change.oldCodeHash());
        if (!oldIsRight || !ticket.matches("new|" + newCode, change.newCodeHash())) {
            changes.countTry(change.id());
            return new Outcome.Wrong(oldIsRight ? "newCode" : "oldCode", Codes.TRIES - change.tries() - 1);
        }
        changes.use(change.id());
        return move(change, new PhoneNumber(ticket.open(sealed)), keys);
    }

    private boolean isSignedIn(Caller caller) {
        return sessions.of(caller.accountId()).stream().anyMatch(it -> it.id().equals(caller.sessionId()));
    }

    private Outcome move(NumberChange change, PhoneNumber number, Keys keys) {
        UUID account = change.accountId();
        Instant at = clock.instant().truncatedTo(ChronoUnit.MILLIS);
        Optional<NumberIndex> old = numbers.move(numbers.indexOf(number), account, at);
        if (old.isEmpty()) {
            return new Outcome.Taken();
        }
        // whoever has an open code for the old number would find nobody's number; limits and their rows stay
        codes.die(old.get());
        networks.forgetNetworks(account);
        accounts.renumber(account, number, keys.own());
        byte[] exchanged = keys.exchange().seal(Place.ofEvent(AccountEvent.TOPIC, change.id(), account), number.e164());
        outbox.record(new NumberChanged(account, change.id(), exchanged, at));
        notices.post(keys.notice());
        return new Outcome.Changed(number);
    }
}
