package dev.lethe.account.admission;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Locale;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class InvitationCodeTest {

    @Test
    void readsACodeAsPeopleTypeIt() {
        var code = InvitationCode.random();

        assertThat(code.shown()).matches("[2-9A-Z]{4}(-[2-9A-Z]{4}){3}");
        assertThat(InvitationCode.parse(code.shown())).contains(code);
        assertThat(InvitationCode.parse(" " + code.text().toLowerCase(Locale.ROOT) + " ")).contains(code);
        assertThat(code.toString()).doesNotContain(code.text());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"", "1111-1111-1111-1111", "2222-2222-2222-222", "2222-2222-2222-22222", "OOOO-0000-IIII-1111"})
    void readsNothingElse(String text) {
        assertThat(InvitationCode.parse(text)).isEmpty();
    }

    @Test
    void hashesWithoutAKeyAndNeverTheSameTwice() {
        var code = InvitationCode.random();

        assertThat(code.hash()).hasSize(32).isEqualTo(new InvitationCode(code.text()).hash())
                .isNotEqualTo(InvitationCode.random().hash());
    }
}
