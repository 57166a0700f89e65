package dev.lethe.account.number;

import java.util.Set;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionOperations;

import dev.lethe.platform.problem.PlatformProblems;
import dev.lethe.platform.vault.KeyCreation;
import dev.lethe.platform.vault.KeyUnknownException;
import dev.lethe.platform.vault.Reader;
import dev.lethe.platform.vault.SubjectKey;
import dev.lethe.platform.vault.Vault;

/// The suite's one key for finding accounts by number. account-service makes it, once, when nobody has yet.
@Component
class NumberKey {

    private static final Logger LOG = LoggerFactory.getLogger(NumberKey.class);
    private static final long LOCK = 0x6e756d6265726bL;

    private final Vault vault;
    private final KeyCreation creation;
    private final JdbcClient jdbc;
    private final TransactionOperations transactions;
    private volatile boolean isPrepared;

    NumberKey(Vault vault, KeyCreation creation, JdbcClient jdbc, TransactionOperations transactions) {
        this.vault = vault;
        this.creation = creation;
        this.jdbc = jdbc;
        this.transactions = transactions;
    }

    SubjectKey get() {
        try {
            return lookUp();
        } catch (KeyUnknownException _) {
            return create();
        }
    }

    /// Others need the key too, so it is made before the first sign-in: as soon as the keyholders answer.
    @Scheduled(fixedDelayString = "PT2S")
    void prepare() {
        if (isPrepared) {
            return;
        }
        try {
            get();
            isPrepared = true;
        } catch (RuntimeException e) {
            LOG.info("the number index has no key yet: {}", e.getClass().getSimpleName());
        }
    }

    /// One replica at a time: the keyholders would take shares of two different keys from two.
    private SubjectKey create() {
        transactions.executeWithoutResult(_ -> {
            jdbc.sql("SELECT pg_advisory_xact_lock(?)").param(LOCK).query().singleRow();
            try {
                lookUp();
            } catch (KeyUnknownException _) {
                refuseSecond();
                creation.name(creation.create(Vault.PHONE_INDEX_SUBJECT, Set.of(Reader.PHONE_INDEX)));
            }
        });
        return lookUp();
    }

    /// With another key nobody's number would be found again, and everybody would register anew beside themselves.
    private void refuseSecond() {
        if (jdbc.sql("SELECT EXISTS (SELECT FROM number_index)").query(Boolean.class).single()) {
            LOG.error("The keyholders do not know the key of the number index, but there are numbers under it");
            throw PlatformProblems.unavailable();
        }
    }

    private SubjectKey lookUp() {
        return vault.key(Vault.PHONE_INDEX_SUBJECT, Reader.PHONE_INDEX);
    }
}
