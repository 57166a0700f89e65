package dev.lethe.account.recovery;

import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

import jakarta.annotation.PreDestroy;

import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionOperations;

import dev.lethe.account.mail.EmailAddress;
import dev.lethe.account.mail.MailServer;
import dev.lethe.account.mail.MailText;
import dev.lethe.account.notice.ServiceNotices;
import dev.lethe.account.notice.ServiceNotices.Draft;
import dev.lethe.account.profile.LivingAccounts;
import dev.lethe.events.NoticeEvent.Kind;
import dev.lethe.platform.caller.ServingGate;
import dev.lethe.platform.vault.KeyDestroyedException;
import dev.lethe.platform.vault.Reader;
import dev.lethe.platform.vault.SubjectKey;
import dev.lethe.platform.vault.Vault;

/// Brings mail to the server: again and again while it is away, until the code is over; what it refuses is told inside the
/// account. Any number of replicas may run it at once. A mail goes twice if a process ends between the server's word and the
/// commit.
@Component
class MailSending {

    private static final Logger LOG = LoggerFactory.getLogger(MailSending.class);
    private static final int AT_ONCE = 8;

    private final RecoveryMails mails;
    private final RecoveryAddresses addresses;
    private final MailServer server;
    private final LivingAccounts accounts;
    private final ServiceNotices notices;
    private final Vault vault;
    private final List<ServingGate> gates;
    private final TransactionOperations transactions;
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();

    MailSending(RecoveryMails mails, RecoveryAddresses addresses, MailServer server, LivingAccounts accounts,
            ServiceNotices notices, Vault vault, List<ServingGate> gates, TransactionOperations transactions) {
        this.mails = mails;
        this.addresses = addresses;
        this.server = server;
        this.accounts = accounts;
        this.notices = notices;
        this.vault = vault;
        this.gates = List.copyOf(gates);
        this.transactions = transactions;
    }

    @Scheduled(fixedDelayString = "PT0.5S")
    void sendDue() throws InterruptedException {
        if (server.isOn() && gates.stream().allMatch(ServingGate::isOpen)) {
            var due = mails.take(AT_ONCE);
            var _ = threads.invokeAll(due.stream().map(mail -> Executors.callable(() -> attempt(mail))).toList());
        }
    }

    /// One that fails is tried again, and holds up nobody.
    private void attempt(RecoveryMails.Row mail) {
        try {
            if (mails.isExpired(mail)) {
                drop(mail, null);
                return;
            }
            send(mail);
        } catch (KeyDestroyedException _) {
            drop(mail, null);
        } catch (RuntimeException e) {
            LOG.warn("a mail waits: {}", e.getClass().getSimpleName());
        }
    }

    private void send(RecoveryMails.Row mail) {
        var sealed = addresses.find(mail.accountId(), mail.addressId());
        if (sealed.isEmpty()) {
            return;
        }
        SubjectKey key = vault.key(mail.accountId(), Reader.ACCOUNT);
        EmailAddress address = sealed.get().open(key);
        MailText text = MailTexts.of(mail.kind(), mail.language(), RecoveryMails.code(key, mail));
        switch (server.send(address, text)) {
            case SENT -> drop(mail, null);
            case REFUSED -> drop(mail, refusal(mail, address));
            case LATER -> {
            }
        }
    }

    private Draft refusal(RecoveryMails.Row mail, EmailAddress address) {
        return notices.draft(mail.accountId(), Kind.RECOVERY_MAIL_CHANGED, "The mail server refused a mail to your "
                + "recovery address " + address.masked() + ". Look whether it is right, and name another one if not.",
                null, null);
    }

    private void drop(RecoveryMails.Row mail, @Nullable Draft told) {
        transactions.executeWithoutResult(_ -> {
            if (accounts.lock(mail.accountId()).isEmpty()) {
                return;
            }
            mails.remove(mail.id());
            if (mail.kind() == MailKind.REPLACED) {
                addresses.remove(mail.accountId(), mail.addressId());
            } else if (told != null) {
                notices.post(told);
            }
        });
    }

    @PreDestroy
    void stop() {
        threads.shutdownNow();
    }
}
