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

    private List<List<String>> lookedFor(String query) {
        return words.phrases(query)
                .stream()
                .map(phrase -> phrase.words().stream().map(Word::text).toList())
                .toList();
    }

    @Test
    void foldsCaseAndAccents() {
        assertThat(of("Straße CAFÉ naïve")).containsExactly("strasse", "cafe", "naive");
        assertThat(of("Привет МИР Ёлка")).containsExactly("привет", "мир", "елка");
        assertThat(of("ΣΊΣΥΦΟΣ İstanbul")).containsExactly("σισυφοσ", "istanbul");
    }

    @Test
    void keepsMarksThatAreLetters() {
        assertThat(of("Йод мой їжак")).containsExactly("йод", "мой", "їжак");
        assertThat(of("за́мок")).containsExactly("замок");
        assertThat(of("เสือ เสื้อ")).containsExactly("เสือ", "เสื้อ");
        assertThat(of("कर्म क्रम")).containsExactly("कर्म", "क्रम");
        assertThat(of("שָׁלוֹם")).containsExactly("שלום");
    }

    @Test
    void keepsDigitsAndParts() {
        assertThat(of("12:30, room 7b, ١٢٣")).containsExactly("12", "30", "room", "7b", "123");
        assertThat(of("re-do IMG_1234.jpg")).containsExactly("re", "redo", "do", "img", "1234", "jpg");
        assertThat(of("scan_rechnung.final.pdf")).containsExactly("scan", "rechnung", "final", "pdf");
        assertThat(of("1,234.56 v2.3.1")).containsExactly("1", "1234", "234", "56", "v2", "2", "3", "1");
        assertThat(of("IMG20231224")).containsExactly("img20231224", "20231224");
    }

    @Test
    void partsElisionsAndKeepsContractions() {
        assertThat(of("l’école, qu'il dell'acqua")).containsExactly("l", "ecole", "qu", "quil", "il", "dell",
                "dellacqua", "acqua");
        assertThat(of("don’t it's O'Brien")).containsExactly("dont", "its", "it", "obrien", "brien");
        assertThat(of("п'ять צה\"ל")).containsExactly("пять", "צהל");
    }

    @Test
    void writesOneLetterAndAWordInOneToo() {
        assertThat(of("e-mail a-t-il")).containsExactly("email", "e", "mail", "a", "t", "il");
    }

    @Test
    void keepsTheSignsOfANameBesideIt() {
        assertThat(of("c++ is 18+, a+b")).containsExactly("c++", "c", "is", "18+", "18", "a", "b");
    }

    @Test
    void takesTheArabicArticleOff() {
        assertThat(of("الكتاب والكتاب الأم")).containsExactly("الكتاب", "كتاب", "والكتاب", "كتاب", "الام", "ام");
        assertThat(words.split("الكتاب").stream().map(Word::entry)).containsExactly("كتاب", "كتاب");
    }

    @Test
    void takesHanKanaAndHangulInPairs() {
        assertThat(of("東京都へ")).containsExactly("東京", "京都", "都へ", "へ");
        assertThat(of("한국어")).containsExactly("한국", "국어", "어");
        assertThat(of("ﾊﾝｶﾞ")).isEqualTo(of("ハンガ"));
        assertThat(of("ビール")).containsExactly("ビー", "ール", "ル");
        assertThat(of("2026年11月")).containsExactly("2026", "年", "11", "月");
    }

    @Test
    void looksForTogetherWhatIsWrittenTogether() {
        assertThat(lookedFor("report.final don't 東京都 c++")).containsExactly(List.of("report", "final"),
                List.of("dont"), List.of("東京", "京都"), List.of("c++"));
        assertThat(lookedFor("l'été e-mail, 1,234")).containsExactly(List.of("l", "ete"), List.of("email"),
                List.of("1", "234"));
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
