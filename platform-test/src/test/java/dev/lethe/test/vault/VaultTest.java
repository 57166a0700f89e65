package dev.lethe.test.vault;

import static dev.lethe.test.Eventually.eventually;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import java.lang.reflect.Proxy;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.stream.IntStream;
import java.util.stream.Stream;

import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;

import dev.lethe.platform.vault.HolderAnswer;
import dev.lethe.platform.vault.KeyCreation;
import dev.lethe.platform.vault.KeyDestroyedException;
import dev.lethe.platform.vault.KeyDestruction;
import dev.lethe.platform.vault.KeyLookup;
import dev.lethe.platform.vault.KeyUnknownException;
import dev.lethe.platform.vault.KeyUnreachableException;
import dev.lethe.platform.vault.Keyholder;
import dev.lethe.platform.vault.Keyholders;
import dev.lethe.platform.vault.Place;
import dev.lethe.platform.vault.Reader;
import dev.lethe.platform.vault.SealBrokenException;
import dev.lethe.platform.vault.ShareAnswer;
import dev.lethe.platform.vault.UnnamedKey;
import dev.lethe.platform.vault.Vault;
import dev.lethe.platform.vault.VaultProperties;
import dev.lethe.test.TestClock;

class VaultTest {

    private final TestClock clock = new TestClock();
    private final TestAuthority authority = new TestAuthority();
    private final SimpleMeterRegistry meters = new SimpleMeterRegistry();
    private final List<InMemoryKeyholder> holders = holders(3);
    private final Keyholders keyholders = new Keyholders(List.copyOf(holders), 2);
    private final KeyCreation creation = new KeyCreation(keyholders);
    private final KeyDestruction destruction = new KeyDestruction(keyholders, authority);
    private final Vault vault = vault(keyholders, 100);
    private final UUID alice = UUID.randomUUID();
    private final Place place = Place.of("message", "body", alice, 7);

    @Test
    void opensWhatItSealed() {
        create(alice);

        var sealed = vault.key(alice).seal(place, "hi");

        assertThat(fresh().key(alice).openText(place, sealed)).isEqualTo("hi");
    }

    @Test
    void doesNotBelieveADestructionOfSomebodyElse() {
        create(alice);
        var foreign = new ShareAnswer.Destroyed(authority.order(UUID.randomUUID()));
        var liar = (Keyholder) Proxy.newProxyInstance(Keyholder.class.getClassLoader(),
                new Class<?>[] {Keyholder.class},
                (_, method, arguments) -> method.getName().equals("shares")
                        ? Map.of(alice, foreign)
                        : method.invoke(holders.getFirst(), arguments));
        var deceived = vault(new Keyholders(List.of(liar, holders.get(1), holders.get(2)), 2), 100);

        var sealed = deceived.key(alice).seal(place, "hi");

        assertThat(fresh().key(alice).openText(place, sealed)).isEqualTo("hi");
    }

    @Test
    void givesEachReaderAnotherKey() {
        create(alice);

        var sealed = vault.key(alice, Reader.MESSAGE).seal(place, "hi");

        assertThatThrownBy(() -> vault.key(alice, Reader.ACCOUNT).open(place, sealed))
                .isInstanceOf(SealBrokenException.class);
    }

    @Test
    void rebuildsManyWithOneCallAHolder() {
        var people = Stream.generate(UUID::randomUUID).limit(400).toList();
        people.forEach(this::create);
        var before = holders.getFirst().calls();

        var keys = vault.keys(people, Reader.MESSAGE);

        assertThat(keys).hasSize(400).allSatisfy((_, it) -> assertThat(it).isInstanceOf(KeyLookup.Present.class));
        assertThat(holders.getFirst().calls()).isLessThanOrEqualTo(before + 1);
    }

    @Test
    void knowsNobodyWithoutAKey() {
        assertThatThrownBy(() -> vault.key(UUID.randomUUID())).isInstanceOf(KeyUnknownException.class);
    }

    @Test
    void listsCreatedKeysUntilNamed() {
        var keyId = create(alice);
        assertThat(creation.unnamed(Duration.ZERO)).extracting(UnnamedKey::keyId).containsExactly(keyId);

        creation.name(keyId);

        assertThat(creation.unnamed(Duration.ZERO)).isEmpty();
    }

    @Test
    void createsNoKeyBelowTheThreshold() {
        holders.get(0).down(true);
        holders.get(1).down(true);

        assertThatThrownBy(() -> create(alice)).isInstanceOf(KeyUnreachableException.class);
    }

    @ParameterizedTest
    @MethodSource("schemes")
    @Tag("case-49")
    void worksWithAnyKHoldersAndNotWithFewer(int n, int k) {
        var many = holders(n);
        var all = new Keyholders(List.copyOf(many), k);
        new KeyCreation(all).create(alice, Set.of(Reader.MESSAGE));
        var sealed = vault(all, 100).key(alice).seal(place, "hi");

        for (int up = 0; up < 1 << n; up++) {
            var mask = up;
            IntStream.range(0, n).forEach(i -> many.get(i).down((mask >> i & 1) == 0));
            var one = vault(all, 100);
            if (Integer.bitCount(up) >= k) {
                assertThat(one.key(alice).openText(place, sealed)).isEqualTo("hi");
            } else {
                assertThatThrownBy(() -> one.key(alice)).isInstanceOf(KeyUnreachableException.class);
            }
        }
    }

    static List<Arguments> schemes() {
        return List.of(arguments(2, 2), arguments(3, 2), arguments(3, 3), arguments(5, 3));
    }

    @Nested
    @Tag("case-50")
    class WithABadHolder {

        @ParameterizedTest
        @ValueSource(ints = {0, 1, 2})
        void leavesOutALiarAndReportsIt(int liar) {
            create(alice);
            var sealed = vault.key(alice).seal(place, "hi");
            holders.get(liar).lying(true);

            var opened = fresh().key(alice).openText(place, sealed);

            assertThat(opened).isEqualTo("hi");
            eventually(() -> assertThat(suspected(liar)).isPositive());
        }

        @Test
        void doesNotOpenWithOnlyALiarLeft() {
            create(alice);
            holders.get(0).lying(true);
            holders.get(1).down(true);

            assertThatThrownBy(() -> fresh().key(alice)).isInstanceOf(KeyUnreachableException.class);
        }

        @ParameterizedTest
        @ValueSource(ints = {0, 1, 2})
        void believesOneSignedDestructionOverLaggingHolders(int informed) {
            create(alice);
            holders.forEach(it -> it.lagging(true));
            holders.get(informed).lagging(false);
            destroy(alice);

            holders.get((informed + 1) % 3).down(true);

            assertThatThrownBy(() -> fresh().key(alice)).isInstanceOf(KeyDestroyedException.class);
        }

        @Test
        void givesAHolderItsShareBack() {
            create(alice);
            var sealed = vault.key(alice).seal(place, "hi");
            holders.get(2).lose(alice);

            fresh().key(alice);

            eventually(() -> assertThat(holders.get(2).holds(alice, Reader.MESSAGE)).isTrue());
            holders.get(0).down(true);
            assertThat(fresh().key(alice).openText(place, sealed)).isEqualTo("hi");
        }
    }

    @Nested
    class AfterDestruction {

        @Test
        void opensNothing() {
            create(alice);

            var answers = destroy(alice);

            assertThat(answers).hasSize(3).allSatisfy(it -> assertThat(it).isInstanceOf(HolderAnswer.Destroyed.class));
            assertThat(destruction.isUnreachable(answers)).isTrue();
            assertThatThrownBy(() -> fresh().key(alice)).isInstanceOf(KeyDestroyedException.class);
        }

        @Test
        void leavesOthersInABatchAlone() {
            var bob = UUID.randomUUID();
            create(alice);
            create(bob);
            destroy(alice);

            var keys = fresh().keys(List.of(alice, bob), Reader.MESSAGE);

            assertThat(keys.get(alice)).isInstanceOf(KeyLookup.Destroyed.class);
            assertThat(keys.get(bob)).isInstanceOf(KeyLookup.Present.class);
        }

        @Test
        void isUnreachableOnceTwoOfThreeConfirmed() {
            create(alice);
            holders.get(0).down(true);

            var answers = destroy(alice);

            assertThat(answers.getFirst()).isInstanceOf(HolderAnswer.Unreachable.class);
            assertThat(destruction.isUnreachable(answers)).isTrue();
        }

        @Test
        void makesNoKeyForTheSameSubjectAgain() {
            create(alice);
            destroy(alice);

            assertThatThrownBy(() -> create(alice)).isInstanceOf(KeyUnreachableException.class);
        }

        @Test
        @Tag("case-52")
        void endsKeysInUseWhenRevoked() {
            create(alice);
            var inUse = vault.key(alice);
            var sealed = inUse.seal(place, "hi");
            destroy(alice);

            vault.forget(alice);

            assertThatThrownBy(() -> inUse.open(place, sealed)).isInstanceOf(KeyUnreachableException.class);
            assertThatThrownBy(() -> vault.key(alice)).isInstanceOf(KeyDestroyedException.class);
        }

        @Test
        void refusesARevokedSubjectForAsLongAsItsTokensMightLive() {
            create(alice);
            vault.revoke(alice);

            assertThatThrownBy(() -> vault.key(alice)).isInstanceOf(KeyDestroyedException.class);
            clock.advance(Duration.ofMinutes(10));
            assertThatThrownBy(() -> vault.key(alice)).isInstanceOf(KeyDestroyedException.class);
            vault.revoke(alice);
            clock.advance(Duration.ofMinutes(10));
            assertThatThrownBy(() -> vault.key(alice)).isInstanceOf(KeyDestroyedException.class);
            clock.advance(Duration.ofMinutes(2));

            assertThat(vault.keys(List.of(alice), Reader.MESSAGE).get(alice)).isInstanceOf(KeyLookup.Present.class);
        }
    }

    @Nested
    class WithKeysInMemory {

        @Test
        @Tag("case-49")
        void worksOnUntilTheCacheTimeIsOver() {
            create(alice);
            vault.key(alice);
            holders.forEach(it -> it.down(true));

            clock.advance(Duration.ofMinutes(9));
            vault.key(alice);
            clock.advance(Duration.ofMinutes(2));

            assertThatThrownBy(() -> vault.key(alice)).isInstanceOf(KeyUnreachableException.class);
        }

        @Test
        void forgetsAll() {
            create(alice);
            vault.key(alice);
            holders.forEach(it -> it.down(true));

            vault.forgetAll();

            assertThatThrownBy(() -> vault.key(alice)).isInstanceOf(KeyUnreachableException.class);
        }

        @Test
        void keepsNoMoreThanItMay() {
            var small = vault(keyholders, 2);
            var people = Stream.generate(UUID::randomUUID).limit(3).toList();
            people.forEach(it -> {
                create(it);
                small.key(it);
            });
            holders.forEach(it -> it.down(true));

            small.key(people.get(2));

            assertThatThrownBy(() -> small.key(people.getFirst())).isInstanceOf(KeyUnreachableException.class);
        }
    }

    private UUID create(UUID subject) {
        return creation.create(subject, EnumSet.of(Reader.ACCOUNT, Reader.MESSAGE, Reader.EXCHANGE));
    }

    private List<HolderAnswer> destroy(UUID subject) {
        return destruction.destroy(authority.order(subject), TestAuthority.promise());
    }

    private double suspected(int holder) {
        return meters.find("lethe.keyholder.suspect").tag("holder", holders.get(holder).name()).counters().stream()
                .mapToDouble(it -> it.count()).sum();
    }

    private Vault fresh() {
        return vault(keyholders, 100);
    }

    private Vault vault(Keyholders keyholders, int size) {
        var properties = new VaultProperties(keyholders.threshold(), List.of(), Reader.MESSAGE, size,
                Duration.ofMinutes(10), Duration.ofSeconds(2));
        return new Vault(keyholders, authority, properties, clock, meters);
    }

    private List<InMemoryKeyholder> holders(int n) {
        var made = new ArrayList<InMemoryKeyholder>();
        for (int i = 1; i <= n; i++) {
            made.add(new InMemoryKeyholder("keyholder-" + i, authority));
        }
        return made;
    }
}
