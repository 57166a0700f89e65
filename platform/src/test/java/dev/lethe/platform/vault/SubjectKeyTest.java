package dev.lethe.platform.vault;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.List;
import java.util.UUID;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class SubjectKeyTest {

    private static final UUID OWNER = UUID.randomUUID();
    private static final Place PLACE = Place.of("message", "body", OWNER, 1, 23);

    private final byte[] root = new SecureRandom().generateSeed(32);
    private final SubjectKey key = new SubjectKey(Reader.MESSAGE, 1, root);

    @Test
    void opensInItsPlace() {
        var sealed = key.seal(PLACE, "Grüße 🐈");

        assertThat(key.openText(PLACE, sealed)).isEqualTo("Grüße 🐈");
        assertThat(sealed).hasSize("Grüße 🐈".getBytes(StandardCharsets.UTF_8).length + SubjectKey.overhead());
    }

    @ParameterizedTest
    @MethodSource
    @Tag("case-51")
    void doesNotOpenInAnotherPlace(Place other) {
        var sealed = key.seal(PLACE, "hi");

        assertThatThrownBy(() -> key.open(other, sealed)).isInstanceOf(SealBrokenException.class)
                .hasMessageNotContaining(OWNER.toString());
    }

    static List<Place> doesNotOpenInAnotherPlace() {
        return List.of(Place.of("message", "body", OWNER, 1, 24), Place.of("message", "body", OWNER, 12, 3),
                Place.of("message", "body", OWNER, "1, 23"), Place.of("message", "title", OWNER, 1, 23),
                Place.of("chat", "body", OWNER, 1, 23), Place.of("message", "body", UUID.randomUUID(), 1, 23),
                Place.of("message", "body", OWNER, 1));
    }

    @Test
    @Tag("case-51")
    void doesNotOpenWithAnyBitChanged() {
        var sealed = key.seal(PLACE, "hi");

        for (int i = 0; i < sealed.length * 8; i++) {
            var changed = sealed.clone();
            changed[i / 8] ^= (byte) (1 << i % 8);
            assertThatThrownBy(() -> key.open(PLACE, changed)).isInstanceOf(SealBrokenException.class);
        }
        assertThatThrownBy(() -> key.open(PLACE, new byte[3])).isInstanceOf(SealBrokenException.class);
    }

    @Test
    @Tag("case-51")
    void doesNotOpenUnderAnotherKeyVersionOrReader() {
        var sealed = key.seal(PLACE, "hi");

        assertThatThrownBy(() -> new SubjectKey(Reader.MESSAGE, 2, root).open(PLACE, sealed))
                .isInstanceOf(SealBrokenException.class);
        assertThatThrownBy(() -> new SubjectKey(Reader.CONTACT, 1, root).open(PLACE, sealed))
                .isInstanceOf(SealBrokenException.class);
    }

    @Test
    void sealsTheSameTextDifferentlyEachTime() {
        assertThat(key.seal(PLACE, "hi")).isNotEqualTo(key.seal(PLACE, "hi"));
    }

    @Test
    void indexesTheSameValueAlikeAndByPurpose() {
        var value = "+4915112345678".getBytes(StandardCharsets.UTF_8);

        assertThat(key.blindIndex("number", value)).isEqualTo(key.blindIndex("number", value)).hasSize(32);
        assertThat(key.blindIndex("number", value)).isNotEqualTo(key.blindIndex("word", value));
    }

    @Test
    void hasASecretForEachPurposeOfWhichItsOwnerMayClearACopy() {
        var first = key.secret("search");
        var kept = first.clone();
        Arrays.fill(first, (byte) 0);

        assertThat(key.secret("search")).isEqualTo(kept).hasSize(32);
        assertThat(key.secret("other")).isNotEqualTo(kept);
    }

    @Test
    void givesNoSecretOnceItIsForgotten() {
        key.secret("search");

        key.forget();

        assertThatThrownBy(() -> key.secret("search")).isInstanceOf(KeyUnreachableException.class);
    }

    @Test
    void tellsNothingOfItself() {
        assertThat(key).hasToString("SubjectKey[MESSAGE]");
        assertThat(PLACE.toString()).isEqualTo("Place[message.body]");
    }
}
