package dev.lethe.message.words;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;

import org.junit.jupiter.api.Test;

/// These pairs are part of every stored entry: when one has to change, [SearchTokens#VERSION] does too.
class WordsTest {
    private final Words words = new Words();

    private List<String> of(String text) {
        return words.split(text).stream().map(Word::text).toList();
    }

    private Word one(String text) {
        return words.split(text).getFirst();
    }

    @Test
    void foldsCaseAndAccents() {
        assertThat(of("Straße CAFÉ naïve")).containsExactly("strasse", "cafe", "naive");
        assertThat(of("Привет МИР Ёлка")).containsExactly("привет", "мир", "елка");
        assertThat(of("ΣΊΣΥΦΟΣ İstanbul")).containsExactly("σισυφοσ", "istanbul");
    }

    @Test
    void keepsDigitsAndParts() {
        assertThat(of("12:30, room 7b, ١٢٣")).containsExactly("12", "30", "room", "7b", "123");
        assertThat(of("don’t re-do IMG_1234.jpg")).containsExactly("don't", "re", "do", "img_1234", "jpg");
    }

    @Test
    void takesHanKanaAndHangulInPairs() {
        assertThat(of("東京都へ")).containsExactly("東京", "京都", "都へ");
        assertThat(of("한국어")).containsExactly("한국", "국어");
        assertThat(of("ﾊﾝｶﾞ")).isEqualTo(of("ハンガ"));
    }

    @Test
    void findsWordsWithoutSpaces() {
        assertThat(of("สวัสดีชาวโลก")).hasSize(3);
    }

    @Test
    void findsNoWordsInPunctuation() {
        assertThat(of(" – !? …")).isEmpty();
        assertThat(of("")).isEmpty();
    }

    @Test
    void tellsWhereWordsStand() {
        Word second = words.split("zwölf Äpfel").get(1);

        assertThat(second.text()).isEqualTo("apfel");
        assertThat("zwölf Äpfel".substring(second.from(), second.to())).isEqualTo("Äpfel");
    }

    @Test
    void meansLongerWordsFromThreeLettersOn() {
        assertThat(one("mee").finds(one("meeting"))).isTrue();
        assertThat(one("meet").finds(one("Meeting"))).isTrue();
        assertThat(one("me").finds(one("meeting"))).isFalse();
        assertThat(one("me").finds(one("ME"))).isTrue();
        assertThat(one("meeting").finds(one("meet"))).isFalse();
    }

    @Test
    void countsLettersNotHalvesOfThem() {
        Word gothic = one("𐌲𐌰𐌹𐍃");

        assertThat(gothic.hasBeginning()).isTrue();
        assertThat(gothic.beginning()).isEqualTo("𐌲𐌰𐌹");
        assertThat(one("𐌲𐌰").hasBeginning()).isFalse();
    }

    @Test
    void serveManyThreadsAtOnce() {
        List<List<String>> all = java.util.stream.IntStream.range(0, 1_000)
                .parallel()
                .mapToObj(_ -> of("three short words"))
                .distinct()
                .toList();

        assertThat(all).containsExactly(List.of("three", "short", "words"));
    }
}
