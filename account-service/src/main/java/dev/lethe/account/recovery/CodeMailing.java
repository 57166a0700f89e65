package dev.lethe.account.recovery;

import java.time.Instant;
import java.util.UUID;

import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

import dev.lethe.account.AccountProblems;
import dev.lethe.account.code.Ticket;
import dev.lethe.account.mail.MailServer;
import dev.lethe.platform.vault.SubjectKey;

/// Puts codes on their way to an address, within the limits of the account and of all.
@Component
class CodeMailing {

    private final AddressCodes codes;
    private final RecoveryMails mails;
    private final MailServer server;

    CodeMailing(AddressCodes codes, RecoveryMails mails, MailServer server) {
        this.codes = codes;
        this.mails = mails;
        this.server = server;
    }

    /// Refuses what would be refused in the end.
    @Transactional(propagation = Propagation.MANDATORY)
    void refuseTooMany(UUID account, MailKind purpose) {
        if (!server.isOn()) {
            throw AccountProblems.MAIL_OFF.asProblem();
        }
        codes.refuseTooMany(account, purpose, server.codesAnHour());
    }

    /// Queues a code in the caller's transaction, which holds the account's lock.
    ///
    /// @return when the code expires
    @Transactional(propagation = Propagation.MANDATORY)
    Instant send(Ticket ticket, UUID account, UUID address, MailKind purpose, MailLanguage language, SubjectKey key) {
        refuseTooMany(account, purpose);
        String code = AddressCodes.random();
        Instant expiresAt = codes.add(new AddressCodes.Order(ticket, account, address, purpose, code));
        UUID mail = UUID.randomUUID();
        mails.add(new RecoveryMails.Row(mail, account, address, purpose, language,
                RecoveryMails.seal(key, account, mail, code), expiresAt, 0));
        return expiresAt;
    }
}
