package dev.lethe.account.recovery;

import java.time.Instant;
import java.util.UUID;

import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;
import org.springframework.transaction.support.TransactionOperations;

import dev.lethe.account.AccountProblems;
import dev.lethe.account.code.Ticket;
import dev.lethe.account.notice.ServiceNotices;
import dev.lethe.account.notice.ServiceNotices.Draft;
import dev.lethe.account.password.PasswordRemoval;
import dev.lethe.account.password.RecoveredSessions;
import dev.lethe.events.NoticeEvent.Kind;
import dev.lethe.platform.vault.Reader;
import dev.lethe.platform.vault.SubjectKey;
import dev.lethe.platform.vault.Vault;

/// A code that is mailed to the recovery address removes the password, and the address with it. It never stands for the code
/// by SMS.
@Component
public class PasswordRecovery {

    /// A code is on its way.
    ///
    /// @param sentTo the address, masked
    public record Sent(String sentTo, Instant expiresAt) {
        @Override
        public String toString() {
            return "Sent[…]";
        }
    }

    private final RecoveryAddresses addresses;
    private final AddressCodes codes;
    private final CodeMailing mailing;
    private final PasswordRemoval removal;
    private final RecoveredSessions recovered;
    private final ServiceNotices notices;
    private final Vault vault;
    private final TransactionOperations transactions;

    PasswordRecovery(RecoveryAddresses addresses, AddressCodes codes, CodeMailing mailing, PasswordRemoval removal,
            RecoveredSessions recovered, ServiceNotices notices, Vault vault, TransactionOperations transactions) {
        this.addresses = addresses;
        this.codes = codes;
        this.mailing = mailing;
        this.removal = removal;
        this.recovered = recovered;
        this.notices = notices;
        this.vault = vault;
        this.transactions = transactions;
    }

    /// Mails a code that works together with the ticket.
    ///
    /// @param lock locks the account, and refuses those who may not ask
    public Sent send(Ticket ticket, UUID account, MailLanguage language, Runnable lock) {
        transactions.executeWithoutResult(_ -> {
            lock.run();
            address(account);
            mailing.refuseTooMany(account, MailKind.RECOVERY);
        });
        SubjectKey key = vault.key(account, Reader.ACCOUNT);
        Draft notice = notices.draft(account, Kind.PASSWORD_FORGOTTEN,
                """
                        A code that removes the password of your account was mailed to its recovery address. If this was not you, \
                        give it to nobody, and look at your list of devices.""",
                null, null);
        return transactions.execute(_ -> {
            lock.run();
            UUID address = address(account);
            String sentTo = addresses.confirmed(account, key).orElseThrow();
            Instant expiresAt = mailing.send(ticket, account, address, MailKind.RECOVERY, language, key);
            notices.post(notice);
            return new Sent(sentTo, expiresAt);
        });
    }

    /// What devices will be told; asks the keyholders, so call it before the transaction.
    public Draft draft(UUID account) {
        return removal.draft(account, "with a code that was mailed to its recovery address");
    }

    /// Judges the code in the caller's transaction, which holds the account's lock; the right one removes the password.
    @Transactional(propagation = Propagation.MANDATORY)
    public AddressCodeCheck recover(Ticket ticket, UUID account, String code, Draft draft) {
        AddressCodeCheck check = codes.use(ticket, account, MailKind.RECOVERY, code);
        if (check instanceof AddressCodeCheck.Right) {
            removal.remove(account, draft);
        }
        return check;
    }

    /// Lets a session set a new password although it is young.
    @Transactional(propagation = Propagation.MANDATORY)
    public void trust(UUID account, UUID session) {
        recovered.add(account, session);
    }

    private UUID address(UUID account) {
        return addresses.id(account, RecoveryAddresses.State.CONFIRMED)
                .orElseThrow(AccountProblems.RECOVERY_NOT_SET::asProblem);
    }
}
