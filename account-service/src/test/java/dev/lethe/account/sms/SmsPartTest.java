package dev.lethe.account.sms;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.List;

import org.junit.jupiter.api.Test;

class SmsPartTest {

    @Test
    void writesTheDefaultAlphabetOfGsm() {
        List<SmsPart> parts = SmsPart.of("@Code 1€{ü", 0);

        assertThat(parts).hasSize(1);
        assertThat(parts.getFirst().bytes()).containsExactly(0, 'C', 'o', 'd', 'e', ' ', '1', 0x1B, 0x65, 0x1B, 0x28,
                0x7E);
        assertThat(parts.getFirst().isUnicode()).isFalse();
    }

    @Test
    void writesUnicodeWhereOneCharacterNeedsIt() {
        SmsPart part = SmsPart.of("Код 1", 0).getFirst();

        assertThat(part.isUnicode()).isTrue();
        assertThat(new String(part.bytes(), StandardCharsets.UTF_16BE)).isEqualTo("Код 1");
        assertThat(SmsPart.of("\u001b", 0).getFirst().isUnicode()).isTrue();
    }

    @Test
    void cutsWhatIsTooLongForOneMessage() {
        assertThat(SmsPart.of("x".repeat(160), 7)).hasSize(1);
        List<SmsPart> parts = SmsPart.of("x".repeat(161), 7);

        assertThat(parts).extracting(it -> it.bytes().length).containsExactly(6 + 153, 6 + 8);
        assertThat(parts.getLast().bytes()).startsWith(5, 0, 3, 7, 2, 2);
        assertThat(SmsPart.of("я".repeat(70), 7)).hasSize(1);
        assertThat(SmsPart.of("я".repeat(71), 7)).extracting(it -> it.bytes().length).containsExactly(6 + 134, 6 + 8);
    }

    @Test
    void tearsNoCharacter() {
        assertThat(SmsPart.of("x".repeat(152) + "€" + "x".repeat(20), 7)).extracting(it -> it.bytes().length)
                .containsExactly(6 + 152, 6 + 22);
        assertThat(SmsPart.of("я".repeat(66) + "🐈" + "я".repeat(20), 7)).extracting(it -> it.bytes().length)
                .containsExactly(6 + 132, 6 + 44);
    }
}
