package dev.lethe.account;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.UUID;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionOperations;

import dev.lethe.account.People.Device;
import dev.lethe.account.profile.LivingAccounts;
import dev.lethe.account.profile.LivingAccounts.Newcomer;
import dev.lethe.events.LedgerEvent.ErasureRecorded;
import dev.lethe.platform.ledger.LedgerCopy;
import dev.lethe.platform.ledger.LedgerEntry;
import dev.lethe.platform.number.PhoneNumber;
import dev.lethe.platform.problem.Problem;
import dev.lethe.platform.vault.Reader;
import dev.lethe.platform.vault.Vault;
import dev.lethe.test.Eventually;
import dev.lethe.test.TestEvents;
import dev.lethe.test.secret.TestSecrets;

@AccountTest
class LedgerIT {

    @Autowired
    private LedgerCopy ledger;
    @Autowired
    private People people;
    @Autowired
    private TestEvents events;
    @Autowired
    private JdbcClient jdbc;
    @Autowired
    private LivingAccounts accounts;
    @Autowired
    private Vault vault;
    @Autowired
    private TransactionOperations transactions;

    private static LedgerEntry entry(UUID account, String signer) {
        UUID erasure = UUID.randomUUID();
        Instant at = Instant.parse("2026-01-02T03:04:05.678Z").truncatedTo(ChronoUnit.MILLIS);
        byte[] signature = TestSecrets.shared().sign(signer, LedgerEntry.canonical(account, erasure, at));
        return new LedgerEntry(account, erasure, at, signature, null, null);
    }

    @Test
    @Tag("case-21")
    void endsAnAccountAgainThatARestoreBroughtBack() {
        Device returned = people.registers();

        assertThat(ledger.add(List.of(entry(returned.account(), "account-service")))).isEqualTo(1);

        Eventually.eventually(() -> people.get("/v1/me", returned).expect(401, "unauthenticated"));
        Eventually.eventually(() -> assertThat(rows("account", "id", returned)).isZero());
        Eventually.eventually(() -> assertThat(rows("session", "account_id", returned)).isZero());
        assertThat(people.signsIn(returned.number()).account()).isNotEqualTo(returned.account());
    }

    @Test
    @Tag("case-21")
    void learnsOfAnErasureFromTheTopic() {
        Device returned = people.registers();
        LedgerEntry entry = entry(returned.account(), "account-service");

        events.publish("account-service",
                new ErasureRecorded(entry.subject(), entry.erasureId(), entry.at(), entry.signature(), null));

        Eventually.eventually(() -> people.refreshes(returned.refresh()).expect(401, "refresh-refused"));
    }

    @Test
    void erasesNobodyOnHearsay() {
        Device ada = people.registers();

        assertThat(ledger.add(List.of(entry(ada.account(), "message-service")))).isZero();

        people.get("/v1/me", ada).expect(200);
    }

    @Test
    void addsAnEntryOnce() {
        LedgerEntry unknownHere = entry(UUID.randomUUID(), "account-service");

        assertThat(ledger.add(List.of(unknownHere))).isEqualTo(1);
        assertThat(ledger.add(List.of(unknownHere))).isZero();

        int bucket = (int) (unknownHere.subject().getMostSignificantBits() >>> 56);
        assertThat(ledger.bucket(bucket)).extracting(LedgerEntry::subject).contains(unknownHere.subject());
        assertThat(ledger.digests().get(bucket)).isNotEqualTo(new byte[32]);
    }

    @Test
    @Tag("case-21")
    void knowsForEverHowFarAnErasureReaches() {
        LedgerEntry own = entry(UUID.randomUUID(), "account-service");
        LedgerEntry everyones = reaching(entry(UUID.randomUUID(), "account-service"), "account-service");
        LedgerEntry forged = reaching(entry(UUID.randomUUID(), "account-service"), "message-service");

        ledger.add(List.of(own, everyones, forged));

        assertThat(List.of(own, everyones, forged)).extracting(it -> kept(it).reachesEveryone())
                .containsExactly(false, true, false);
        assertThat(kept(everyones).everyoneSignature()).isEqualTo(everyones.everyoneSignature());
    }

    private static LedgerEntry reaching(LedgerEntry entry, String signer) {
        byte[] everyone = TestSecrets.shared().sign(signer,
                LedgerEntry.canonicalForEveryone(entry.subject(), entry.erasureId()));
        return new LedgerEntry(entry.subject(), entry.erasureId(), entry.at(), entry.signature(), everyone, null);
    }

    private LedgerEntry kept(LedgerEntry entry) {
        return ledger.bucket((int) (entry.subject().getMostSignificantBits() >>> 56)).stream()
                .filter(it -> it.subject().equals(entry.subject())).findFirst().orElseThrow();
    }

    @Test
    @Tag("case-17")
    void givesNoLifeToAnIdThatIsErased() {
        Device ada = people.registers();
        LedgerEntry erased = entry(UUID.randomUUID(), "account-service");
        ledger.add(List.of(erased));
        var newcomer = new Newcomer(erased.subject(), UUID.randomUUID(), new PhoneNumber(ada.number()), "Late", null);

        assertThatThrownBy(() -> transactions.executeWithoutResult(
                _ -> accounts.register(newcomer, vault.key(ada.account(), Reader.ACCOUNT))))
                .isInstanceOf(Problem.class);

        assertThat(jdbc.sql("SELECT count(*) FROM account WHERE id = ?").param(erased.subject()).query(Long.class)
                .single()).isZero();
    }

    private long rows(String table, String column, Device device) {
        return jdbc.sql("SELECT count(*) FROM " + table + " WHERE " + column + " = ?").param(device.account())
                .query((row, _) -> row.getLong(1)).single();
    }
}
