package dev.lethe.account.numberchange;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import java.util.UUID;

import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionOperations;

import dev.lethe.account.AccountProblems;
import dev.lethe.account.admission.Admission;
import dev.lethe.account.code.Codes;
import dev.lethe.account.code.Ticket;
import dev.lethe.account.notice.ServiceNotices;
import dev.lethe.account.notice.ServiceNotices.Draft;
import dev.lethe.account.number.NumberIndex;
import dev.lethe.account.number.Numbers;
import dev.lethe.account.numberchange.NumberChanges.NumberChange;
import dev.lethe.account.password.PasswordCheck;
import dev.lethe.account.password.PasswordOrigin;
import dev.lethe.account.password.Passwords;
import dev.lethe.account.profile.LivingAccounts;
import dev.lethe.account.session.LiveSessions;
import dev.lethe.account.signin.NumberCodes;
import dev.lethe.account.signin.SignInCodes;
import dev.lethe.account.sms.SmsSending;
import dev.lethe.events.AccountEvent;
import dev.lethe.events.AccountEvent.NumberChanged;
import dev.lethe.events.DeletionEvent;
import dev.lethe.events.DeletionEvent.NumberLeft;
import dev.lethe.events.NoticeEvent.Kind;
import dev.lethe.platform.caller.Caller;
import dev.lethe.platform.number.PhoneNumber;
import dev.lethe.platform.outbox.Outbox;
import dev.lethe.platform.vault.Place;
import dev.lethe.platform.vault.Reader;
import dev.lethe.platform.vault.SubjectKey;
import dev.lethe.platform.vault.Vault;

/// Both codes come back, with the password where one is set: the account has the new number, its sessions go on, and the old
/// one is anybody's to register. Who has the old number is told.
@Component
class NumberChangeConfirmation {

    sealed interface Outcome {

        record Changed(PhoneNumber old, PhoneNumber number) implements Outcome {}

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

    /// What the caller shows.
    record Shown(String oldCode, String newCode, @Nullable String password) {
        @Override
        public String toString() {
            return "Shown[…]";
        }
    }

    private static final Duration TOLD_WITHIN = Duration.ofHours(1);

    /// What is sealed with keys of the account, fetched before anything is locked.
    private record Keys(SubjectKey own, SubjectKey exchange, Draft notice) {}

    private final NumberChanges changes;
    private final Admission admission;
    private final LivingAccounts accounts;
    private final LiveSessions sessions;
    private final Numbers numbers;
    private final SignInCodes codes;
    private final NumberCodes networks;
    private final Passwords passwords;
    private final PasswordCheck check;
    private final ServiceNotices notices;
    private final SmsSending sms;
    private final Vault vault;
    private final Outbox outbox;
    private final TransactionOperations transactions;
    private final Clock clock;

    NumberChangeConfirmation(NumberChanges changes, Admission admission, LivingAccounts accounts, LiveSessions sessions,
            Numbers numbers,
            SignInCodes codes, NumberCodes networks, Passwords passwords, PasswordCheck check, ServiceNotices notices,
            SmsSending sms, Vault vault, Outbox outbox, TransactionOperations transactions, Clock clock) {
        this.changes = changes;
        this.admission = admission;
        this.accounts = accounts;
        this.sessions = sessions;
        this.numbers = numbers;
        this.codes = codes;
        this.networks = networks;
        this.passwords = passwords;
        this.check = check;
        this.notices = notices;
        this.sms = sms;
        this.vault = vault;
        this.outbox = outbox;
        this.transactions = transactions;
        this.clock = clock;
    }

    Outcome confirm(Caller caller, String requestId, Shown shown) {
        Ticket ticket = Ticket.parse(requestId).orElseThrow(AccountProblems.CODE_REQUEST_UNKNOWN::asProblem);
        UUID account = caller.accountId();
        Optional<NumberChange> asked = changes.find(ticket.id(), account);
        if (asked.isEmpty()) {
            return new Outcome.Unknown();
        }
        Optional<UUID> password = password(caller, asked.get(), ticket, shown);
        var keys = new Keys(vault.key(account, Reader.ACCOUNT), vault.key(account, Reader.EXCHANGE),
                notices.draft(account, Kind.NUMBER_CHANGED, "The number of this account was changed. "
                        + "If this was not you, end the session that did it in your list of devices.", null, null));
        Outcome outcome = transactions.execute(_ -> judge(caller, ticket, shown, password, keys));
        if (outcome instanceof Outcome.Changed changed) {
            tell(changed.old());
        }
        return outcome;
    }

    /// No password is judged for wrong codes.
    ///
    /// @return the version that was right; empty where none was judged
    private Optional<UUID> password(Caller caller, NumberChange change, Ticket ticket, Shown shown) {
        boolean isOpen = change.usedAt() == null && change.tries() < Codes.TRIES
                && clock.instant().isBefore(change.expiresAt()) && change.sessionId().equals(caller.sessionId())
                && isSignedIn(caller);
        return isOpen && isOldRight(change, ticket, shown) && isNewRight(change, ticket, shown)
                ? check.require(change.accountId(), PasswordOrigin.SESSION, shown.password())
                : Optional.empty();
    }

    private static boolean isOldRight(NumberChange change, Ticket ticket, Shown shown) {
        return ticket.matches("old|" + shown.oldCode(), change.oldCodeHash());
    }

    private static boolean isNewRight(NumberChange change, Ticket ticket, Shown shown) {
        return ticket.matches("new|" + shown.newCode(), change.newCodeHash());
    }

    private Outcome judge(Caller caller, Ticket ticket, Shown shown, Optional<UUID> password, Keys keys) {
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
        boolean oldIsRight = isOldRight(change, ticket, shown);
        if (!oldIsRight || !isNewRight(change, ticket, shown)) {
            changes.countTry(change.id());
            return new Outcome.Wrong(oldIsRight ? "newCode" : "oldCode", Codes.TRIES - change.tries() - 1);
        }
        if (!passwords.version(caller.accountId()).equals(password)) {
            throw AccountProblems.PASSWORD_REQUIRED.asProblem();
        }
        changes.use(change.id());
        return move(change, new PhoneNumber(ticket.open(sealed)), keys);
    }

    private boolean isSignedIn(Caller caller) {
        return sessions.of(caller.accountId()).stream().anyMatch(it -> it.id().equals(caller.sessionId()));
    }

    private Outcome move(NumberChange change, PhoneNumber number, Keys keys) {
        UUID account = change.accountId();
        Instant at = numbers.nextMove(account, clock.instant().truncatedTo(ChronoUnit.MILLIS));
        NumberIndex index = numbers.indexOf(number);
        admission.refuseNumber(number, index);
        Optional<NumberIndex> left = numbers.move(index, account, at);
        if (left.isEmpty()) {
            return new Outcome.Taken();
        }
        PhoneNumber old = accounts.number(account, keys.own()).orElseThrow();
        changes.useAll(account);
        // no code that was sent before lets anybody into an account that it was not for; limits and their rows stay
        codes.die(left.get());
        codes.die(index);
        networks.forgetNetworks(account);
        accounts.renumber(account, number, keys.own());
        byte[] exchanged = keys.exchange().seal(Place.ofEvent(AccountEvent.TOPIC, change.id(), account), number.e164());
        outbox.record(new NumberChanged(account, change.id(), exchanged, at));
        byte[] kept = keys.exchange().seal(Place.ofEvent(DeletionEvent.TOPIC, change.id(), account), number.e164());
        outbox.record(new NumberLeft(account, change.id(), kept, at));
        notices.post(keys.notice());
        return new Outcome.Changed(old, number);
    }

    /// The account has moved whether or not this text leaves; its devices are told in any case.
    private void tell(PhoneNumber old) {
        sms.send(old,
                "Your Lethe account was moved to another number. If this was not you, open Lethe on a device that "
                        + "is signed in, and end the session that did it.",
                clock.instant().plus(TOLD_WITHIN));
    }
}
