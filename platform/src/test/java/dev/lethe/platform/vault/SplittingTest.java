package dev.lethe.platform.vault;

import static org.assertj.core.api.Assertions.assertThat;

import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Random;
import java.util.UUID;

import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;

class SplittingTest {

    private final Random random = new SecureRandom();

    @RepeatedTest(200)
    void computesExactlyTheShareThatWasDealt() {
        int k = 2 + random.nextInt(4);
        int n = k + random.nextInt(5);
        var splitting = new Splitting(n, k);
        var root = root();
        var dealt = splitting.split(UUID.randomUUID(), 1, root);
        var shuffled = new ArrayList<>(dealt);
        Collections.shuffle(shuffled, random);

        var rebuilt = splitting.rebuild(shuffled.subList(0, k)).orElseThrow();

        assertThat(rebuilt.root()).isEqualTo(root);
        dealt.forEach(it -> assertThat(splitting.shareAt(it.index(), rebuilt)).isEqualTo(it));
    }

    @RepeatedTest(50)
    void findsTheRightSubsetAmongLiars() {
        var splitting = new Splitting(5, 3);
        var root = root();
        var shares = new ArrayList<>(splitting.split(UUID.randomUUID(), 1, root));
        for (int liar : new int[] {0, 3}) {
            random.nextBytes(shares.get(liar).value());
        }

        var rebuilt = splitting.rebuild(shares).orElseThrow();

        assertThat(rebuilt.root()).isEqualTo(root);
        assertThat(rebuilt.from()).extracting(Share::index).containsExactly(2, 3, 5);
    }

    @Test
    void rebuildsNothingFromFewerThanK() {
        var splitting = new Splitting(3, 2);
        var shares = splitting.split(UUID.randomUUID(), 1, root());

        assertThat(splitting.rebuild(shares.subList(0, 1))).isEmpty();
    }

    private byte[] root() {
        var root = new byte[SubjectKey.ROOT_LENGTH];
        random.nextBytes(root);
        return root;
    }
}
