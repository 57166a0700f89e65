package dev.lethe.message.search;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;

import org.junit.jupiter.api.Test;

import dev.lethe.message.words.Words;

class SnippetTest {
    private final Words words = new Words();

    private Snippet around(String text, String wanted) {
        return Snippet.of(text, words.phrases(wanted).getFirst().in(words.split(text)));
    }

    private static List<String> marked(Snippet snippet) {
        return snippet.matches().stream().map(match -> snippet.text().substring(match.from(), match.to())).toList();
    }

    @Test
    void isTheWholeTextWhenThatIsShort() {
        Snippet snippet = around("A red boat and a Red car", "red");

        assertThat(snippet.text()).isEqualTo("A red boat and a Red car");
        assertThat(marked(snippet)).containsExactly("red", "Red");
    }

    @Test
    void beginsAtAWordBeforeTheFirstMatch() {
        Snippet snippet = around("something ".repeat(50) + "red " + "anything ".repeat(50), "red");

        assertThat(snippet.text()).hasSizeLessThanOrEqualTo(160).startsWith("something").contains(" red ");
        assertThat(marked(snippet)).containsExactly("red");
    }

    @Test
    void leavesOutMatchesThatItDoesNotShow() {
        assertThat(around("red " + "filler ".repeat(60) + "red", "red").matches()).hasSize(1);
    }

    @Test
    void splitsNoCharacter() {
        Snippet snippet = around("𝔸".repeat(300) + " red " + "𝔸".repeat(300), "red");

        assertThat(Character.isLowSurrogate(snippet.text().charAt(0))).isFalse();
        assertThat(Character.isHighSurrogate(snippet.text().charAt(snippet.text().length() - 1))).isFalse();
        assertThat(marked(snippet)).containsExactly("red");
    }
}
