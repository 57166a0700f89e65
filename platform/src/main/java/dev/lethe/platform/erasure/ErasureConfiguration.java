package dev.lethe.platform.erasure;

import java.time.Clock;
import java.util.List;

import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

import tools.jackson.databind.json.JsonMapper;

import dev.lethe.platform.caller.CallerConfiguration;
import dev.lethe.platform.caller.RevocationListener;
import dev.lethe.platform.inbox.InboxConfiguration;
import dev.lethe.platform.internal.InternalClients;
import dev.lethe.platform.ledger.HttpLedgerCopy;
import dev.lethe.platform.ledger.LedgerCopy;
import dev.lethe.platform.ledger.LedgerEntry;
import dev.lethe.platform.outbox.Outbox;
import dev.lethe.platform.outbox.OutboxConfiguration;
import dev.lethe.platform.signature.SignatureConfiguration;
import dev.lethe.platform.signature.Signer;
import dev.lethe.platform.signature.SignerCertificates;
import dev.lethe.platform.subject.SubjectConfiguration;
import dev.lethe.platform.subject.SubjectTable;

/// The erasure of accounts in a service: the plan for all, and the witness' part for those that are no authority.
@AutoConfiguration(after = {SubjectConfiguration.class, OutboxConfiguration.class, InboxConfiguration.class,
    SignatureConfiguration.class, CallerConfiguration.class})
@ConditionalOnBean(Outbox.class)
public class ErasureConfiguration {

    @Bean
    PlanRunner planRunner(JdbcClient jdbc, PlatformTransactionManager transactions, List<ErasureStep> steps) {
        return new PlanRunner(jdbc, transactions, steps);
    }

    @Bean
    LeftRows leftRows(JdbcClient jdbc, SubjectTable table, PlanRunner plan) {
        return new LeftRows(jdbc, table, plan);
    }

    /// What a service does that hears of erasures; account-service decides them, and sets `lethe.erasure.witness` to
    /// false.
    @Configuration(proxyBeanMethods = false)
    @ConditionalOnProperty(name = "lethe.erasure.witness", matchIfMissing = true)
    static class Witness {

        @Bean
        Erasures erasures(JdbcClient jdbc, SubjectTable table) {
            return new Erasures(jdbc, table);
        }

        @Bean
        ErasureWorker erasureWorker(Erasures erasures, PlanRunner plan, Signer signer, Outbox outbox,
                PlatformTransactionManager transactions, JsonMapper json, Clock clock) {
            return new ErasureWorker(erasures, plan, signer, outbox, new TransactionTemplate(transactions), json,
                    clock);
        }

        @Bean
        LedgerCopy ledgerCopy(Erasures erasures, SignerCertificates signers, PlatformTransactionManager transactions,
                List<RevocationListener> listeners, ErasureWorker worker) {
            return new SubjectLedgerCopy(erasures, signers, new TransactionTemplate(transactions), listeners, worker);
        }

        @Bean
        AccountErasedConsumer accountErasedConsumer(Erasures erasures, SignerCertificates signers, Outbox outbox,
                JsonMapper json, List<RevocationListener> listeners, ErasureWorker worker) {
            return new AccountErasedConsumer(erasures, signers, outbox, json, listeners, worker);
        }

        @Bean
        ErasureHealth erasureHealthIndicator(Erasures erasures) {
            return new ErasureHealth(erasures);
        }

        @Bean
        LedgerFollower ledgerFollower(@Qualifier("ledgerCopy") LedgerCopy own,
                @Qualifier("authorityLedger") LedgerCopy authority) {
            return new LedgerFollower(own, authority);
        }

        @Bean(defaultCandidate = false)
        @Qualifier("authorityLedger")
        @ConditionalOnMissingBean(name = "authorityLedger")
        LedgerCopy authorityLedger(InternalClients clients, @Value("${lethe.account.internal-url}") String url) {
            return new HttpLedgerCopy(clients.of(LedgerEntry.AUTHORITY, url));
        }
    }
}
