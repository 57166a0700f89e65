package dev.lethe.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

import dev.lethe.client.OperatorActs.Act;
import dev.lethe.client.OperatorActs.Head;
import dev.lethe.client.OperatorActs.Page;
import dev.lethe.client.receipt.PublishedKeys;

class OperatorActsTest {

    private static Act act(long sequence) {
        return new Act(sequence, Instant.EPOCH, "grace", "erasure-asked", null, null);
    }

    private static Page page(List<Act> acts, String before, List<String> links, long head, @Nullable Long next) {
        return new Page(acts, before, links, new Head(head, "digest", "signature"), next);
    }

    @Test
    void joinsAllPagesUnderTheHeadOfTheLast() {
        Map<Long, Page> pages = Map.of(0L, page(List.of(act(3)), "first", List.of("3", "4"), 6, 4L), 4L,
                page(List.of(), "second", List.of("5", "6"), 7, 6L), 6L,
                page(List.of(act(7)), "third", List.of("7"), 7, null));

        OperatorActs acts = OperatorActs.of(after -> Objects.requireNonNull(pages.get(after)));

        assertThat(acts.acts()).containsExactly(act(3), act(7));
        assertThat(acts.before()).isEqualTo("first");
        assertThat(acts.links()).containsExactly("3", "4", "5", "6", "7");
        assertThat(acts.head().sequence()).isEqualTo(7);
    }

    @Test
    void goesRoundInNoCircle() {
        Map<Long, Page> pages = Map.of(0L, page(List.of(), "first", List.of("3"), 6, 4L), 4L,
                page(List.of(), "second", List.of("4"), 6, 4L));

        assertThatIllegalStateException()
                .isThrownBy(() -> OperatorActs.of(after -> Objects.requireNonNull(pages.get(after))));
    }

    @Test
    void doesNotHoldWhatCannotBeRead() {
        PublishedKeys keys = new PublishedKeys("", List.of());
        Head head = new Head(1, Base64.getEncoder().encodeToString(new byte[32]), "");

        assertThat(new OperatorActs(List.of(), "no base64!", List.of(), head).hold(new UUID(0, 1), keys)).isFalse();
        assertThat(new OperatorActs(List.of(), head.digest(), List.of("?"), head).hold(new UUID(0, 1), keys))
                .isFalse();
        Act shortSalt = new Act(1, Instant.EPOCH, "grace", "erasure-asked", null, "AAAA");
        assertThat(new OperatorActs(List.of(shortSalt), head.digest(), List.of(head.digest()), head)
                .hold(new UUID(0, 1), keys)).isFalse();
    }
}
