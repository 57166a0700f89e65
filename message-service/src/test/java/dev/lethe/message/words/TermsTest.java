package dev.lethe.message.words;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

import org.junit.jupiter.api.Test;

class TermsTest {
    private final Words words = new Words();

    private static List<String> texts(Terms terms) {
        return terms.values().stream().map(term -> term.beginning() + " " + term.word()).toList();
    }

    @Test
    void areTheWordBehindItsBeginning() {
        assertThat(texts(Terms.ofMessage(words.split("Meeting me at the meadow"))))
                .containsExactly("^mee meeting", "=me me", "=at at", "^the the", "^mea meadow");
    }

    @Test
    void areDistinct() {
        assertThat(texts(Terms.ofMessage(words.split("meet MEET meeting")))).containsExactly("^mee meet",
                "^mee meeting");
    }

    @Test
    void areOfEveryWordOfTheLongestMessage() {
        String text = IntStream.range(10_000, 22_000).mapToObj(Integer::toString).collect(Collectors.joining(" "));

        assertThat(Terms.ofMessage(words.split(text)).count()).isEqualTo(12_000);
    }

    @Test
    void leaveOutABeginningThatALongerWordHas() {
        assertThat(texts(Terms.ofMessage(words.split("the then 猫が猫")))).containsExactly("^the then", "^猫 猫が",
                "^が が猫");
    }

    @Test
    void lookUpBeginningsFirst() {
        assertThat(texts(Terms.beginningsOf(words.split("meeting at")))).containsExactly("^mee null", "=at at");
        assertThat(texts(Terms.wholesOf(words.split("meeting at")))).containsExactly("^mee meeting", "=at at");
    }

    @Test
    void lookUpABeginningAsSuchOnly() {
        assertThat(Terms.beginningsOf(words.split("mee")).isSameAs(Terms.wholesOf(words.split("mee")))).isTrue();
        assertThat(Terms.beginningsOf(words.split("meet")).isSameAs(Terms.wholesOf(words.split("meet")))).isFalse();
    }
}
