package dev.lethe.account.signin;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.EnumSet;
import java.util.List;
import java.util.UUID;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

import dev.lethe.account.AccountTest;
import dev.lethe.account.People;
import dev.lethe.account.People.Device;
import dev.lethe.platform.vault.KeyCreation;
import dev.lethe.platform.vault.Keyholders;
import dev.lethe.platform.vault.Reader;
import dev.lethe.platform.vault.Vault;
import dev.lethe.test.vault.InMemoryKeyholder;

@AccountTest
class UnnamedKeysIT {

    private static final Duration LONG = Duration.ofHours(2);

    @Autowired
    private UnnamedKeys keys;
    @Autowired
    private KeyCreation creation;
    @Autowired
    private Keyholders keyholders;
    @Autowired
    private People people;

    @AfterEach
    void comeBack() {
        holders().forEach(it -> it.down(false));
    }

    @Test
    void destroysAKeyWhoseAccountNeverCameToBe() {
        UUID nobody = made();
        holders().forEach(it -> it.unnamedFor(nobody, LONG));

        keys.sweep();

        assertThat(holders()).noneMatch(it -> it.holds(nobody, Reader.ACCOUNT));
    }

    @Test
    void leavesAKeyAloneUnderWhichSomebodyMayBeSigningIn() {
        UUID somebody = made();

        keys.sweep();

        assertThat(holders()).allMatch(it -> it.holds(somebody, Reader.ACCOUNT));
    }

    @Test
    void namesTheKeyOfAnAccountThatIsThere() {
        Device ada = people.registers();
        holders().forEach(it -> it.unnamedFor(ada.account(), LONG));

        keys.sweep();

        assertThat(holders()).allMatch(it -> it.holds(ada.account(), Reader.ACCOUNT));
        assertThat(holders()).allMatch(it -> it.unnamed(Duration.ZERO).stream()
                .noneMatch(key -> key.subject().equals(ada.account())));
        people.get("/v1/me", ada).expect(200);
    }

    @Test
    void keepsTheKeyOfTheIndexOfNumbers() {
        List<InMemoryKeyholder> having = holders().stream()
                .filter(it -> it.holds(Vault.PHONE_INDEX_SUBJECT, Reader.PHONE_INDEX)).toList();
        having.forEach(it -> it.unnamedFor(Vault.PHONE_INDEX_SUBJECT, LONG));

        keys.sweep();

        assertThat(having).hasSize(3).allMatch(it -> it.holds(Vault.PHONE_INDEX_SUBJECT, Reader.PHONE_INDEX));
    }

    @Test
    void goesOnWhenAKeyholderIsAway() {
        UUID nobody = made();
        holders().forEach(it -> it.unnamedFor(nobody, LONG));
        holders().getFirst().down(true);

        keys.sweep();
        assertThat(holders().subList(1, 3)).noneMatch(it -> it.holds(nobody, Reader.ACCOUNT));

        holders().getFirst().down(false);
        keys.sweep();
        assertThat(holders()).noneMatch(it -> it.holds(nobody, Reader.ACCOUNT));
    }

    private UUID made() {
        UUID subject = UUID.randomUUID();
        creation.create(subject, EnumSet.of(Reader.ACCOUNT, Reader.EXCHANGE));
        return subject;
    }

    private List<InMemoryKeyholder> holders() {
        return keyholders.all().stream().map(InMemoryKeyholder.class::cast).toList();
    }
}
