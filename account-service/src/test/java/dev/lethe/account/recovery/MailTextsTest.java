package dev.lethe.account.recovery;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Locale;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

@Tag("case-46")
class MailTextsTest {

    @ParameterizedTest
    @EnumSource
    void sayWhoAskedAndHowToIgnoreIt(MailKind kind) {
        var english = MailTexts.of(kind, MailLanguage.EN, "12345678");
        var german = MailTexts.of(kind, MailLanguage.DE, "12345678");

        assertThat(english.plain()).containsIgnoringCase("somebody").contains("If this was not you");
        assertThat(german.plain()).containsIgnoringCase("jemand").contains("Wenn du das nicht warst");
        assertThat(english.subject()).isNotEqualTo(german.subject());
    }

    @ParameterizedTest
    @EnumSource
    void saysTheSameAsHtmlAndLoadsNothing(MailKind kind) {
        var text = MailTexts.of(kind, MailLanguage.EN, "12345678");

        assertThat(text.html()).doesNotContain("://", "src", "href", "<style", "<script", "url(");
        text.plain().strip().lines().filter(line -> !line.isBlank())
                .forEach(line -> assertThat(text.html()).contains(line));
    }

    @Test
    void areInTheLanguageThatIsAskedFor() {
        assertThat(MailLanguage.of(Locale.forLanguageTag("de-CH"))).isEqualTo(MailLanguage.DE);
        assertThat(MailLanguage.of(Locale.forLanguageTag("en-GB"))).isEqualTo(MailLanguage.EN);
        assertThat(MailLanguage.of(Locale.forLanguageTag("fr"))).isEqualTo(MailLanguage.EN);
        assertThat(MailLanguage.of(Locale.ROOT)).isEqualTo(MailLanguage.EN);
    }
}
