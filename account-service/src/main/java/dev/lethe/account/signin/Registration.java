package dev.lethe.account.signin;

import java.time.Clock;
import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionOperations;

import dev.lethe.account.AccountProblems;
import dev.lethe.account.admission.Admission;
import dev.lethe.account.admission.Applicant;
import dev.lethe.account.code.Ticket;
import dev.lethe.account.number.NumberIndex;
import dev.lethe.account.number.Numbers;
import dev.lethe.account.profile.LivingAccounts;
import dev.lethe.account.profile.LivingAccounts.Newcomer;
import dev.lethe.account.session.SessionStart;
import dev.lethe.account.signin.Entrance.SignedIn;
import dev.lethe.events.AccountEvent;
import dev.lethe.events.AccountEvent.AccountRegistered;
import dev.lethe.platform.failpoint.Failpoints;
import dev.lethe.platform.number.PhoneNumber;
import dev.lethe.platform.outbox.Outbox;
import dev.lethe.platform.vault.KeyCreation;
import dev.lethe.platform.vault.Place;
import dev.lethe.platform.vault.Reader;
import dev.lethe.platform.vault.SubjectKey;
import dev.lethe.platform.vault.Vault;

/// A number that nobody has becomes an account: first its key, then one commit, then the key is named.
@Component
class Registration {

    private static final Set<Reader> READERS = EnumSet.of(Reader.ACCOUNT, Reader.MESSAGE, Reader.CONTACT,
            Reader.MEDIA, Reader.EXCHANGE);

    private final Admission admission;
    private final LivingAccounts accounts;
    private final Numbers numbers;
    private final SignInCodes codes;
    private final KnownNetworks networks;
    private final SessionStart sessions;
    private final KeyCreation keys;
    private final Vault vault;
    private final Outbox outbox;
    private final TransactionOperations transactions;
    private final Clock clock;

    Registration(Admission admission, LivingAccounts accounts, Numbers numbers, SignInCodes codes,
            KnownNetworks networks,
            SessionStart sessions,
            KeyCreation keys, Vault vault, Outbox outbox, TransactionOperations transactions, Clock clock) {
        this.admission = admission;
        this.accounts = accounts;
        this.numbers = numbers;
        this.codes = codes;
        this.networks = networks;
        this.sessions = sessions;
        this.keys = keys;
        this.vault = vault;
        this.outbox = outbox;
        this.transactions = transactions;
        this.clock = clock;
    }

    /// Empty when somebody else took the number meanwhile: look again. The key made in vain is swept later.
    Optional<SignedIn> register(PhoneNumber number, NumberIndex index, Ticket ticket, SignIn.Request request) {
        codes.refuseRegistrations(index);
        var applicant = new Applicant(number, index, request.invitation(),
                numbers.hash("network", request.network().text()));
        admission.refuseOutsiders(applicant);
        UUID account = UUID.randomUUID();
        UUID keyId = keys.create(account, READERS);
        Failpoints.reach("account.key-after-create");
        SubjectKey own = vault.key(account, Reader.ACCOUNT);
        byte[] sealedNumber = vault.key(account, Reader.EXCHANGE)
                .seal(Place.ofEvent(AccountEvent.TOPIC, account, account), number.e164());
        var newcomer = new Newcomer(account, keyId, number, request.firstName(), request.lastName());
        Optional<SignedIn> done = transactions.execute(_ -> {
            if (!numbers.take(index, account)) {
                return Optional.<SignedIn>empty();
            }
            if (!codes.useToRegister(ticket.id(), index)) {
                throw AccountProblems.CODE_USED.asProblem();
            }
            admission.admit(applicant);
            accounts.register(newcomer, own);
            networks.remember(account, index, request.network());
            outbox.record(new AccountRegistered(account, sealedNumber, request.quiet(), clock.instant()));
            return Optional.of(new SignedIn(account, true, sessions.start(account, own, request.deviceName())));
        });
        Failpoints.reach("account.registration-after-commit");
        if (done.isPresent()) {
            keys.name(keyId);
        }
        return done;
    }
}
