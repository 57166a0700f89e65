package dev.lethe.benchmarks;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Random;
import java.util.SequencedMap;

/// Words of syllables, some used much more often than others, as in any language, and a few that are put into a known
/// share of the messages. Each of these begins like a word that is common.
final class Vocabulary {

    private static final int WORDS = 30_000;
    private static final int MARKED_A_SHARE = 5;
    private static final int COMMON = 100;
    private static final List<String> PER_CENT = List.of("0.002", "0.3", "10");
    private static final String CONSONANTS = "bcdfghjklmnprstvwxyz";
    private static final String VOWELS = "aeiou";

    private final Random random;
    private final String[] words = new String[WORDS];
    private final double[] upTo = new double[WORDS];
    private final LinkedHashMap<String, List<String>> marked = new LinkedHashMap<>();

    Vocabulary(Random random) {
        this.random = random;
        var sum = 0.0;
        for (var i = 0; i < WORDS; i++) {
            words[i] = word(2 + random.nextInt(3));
            sum += 1.0 / (i + 2);
            upTo[i] = sum;
        }
        for (var share : PER_CENT) {
            marked.put(share, markedLike(COMMON + marked.size() * MARKED_A_SHARE));
        }
    }

    private List<String> markedLike(int rank) {
        List<String> made = new ArrayList<>();
        for (var i = 0; i < MARKED_A_SHARE; i++) {
            made.add(words[rank + i].substring(0, 3) + "qu" + word(2));
        }
        return List.copyOf(made);
    }

    /// The words by the share of messages that have each of them, in per cent, the rarest first.
    SequencedMap<String, List<String>> marked() {
        return marked;
    }

    private String word(int syllables) {
        var word = new StringBuilder();
        for (var i = 0; i < syllables; i++) {
            word.append(CONSONANTS.charAt(random.nextInt(CONSONANTS.length())))
                    .append(VOWELS.charAt(random.nextInt(VOWELS.length())));
        }
        return word.append(CONSONANTS.charAt(random.nextInt(CONSONANTS.length()))).toString();
    }

    /// Another message.
    String message() {
        List<String> text = new ArrayList<>();
        for (var i = 4 + random.nextInt(13); i > 0; i--) {
            var found = Arrays.binarySearch(upTo, random.nextDouble() * upTo[WORDS - 1]);
            text.add(words[Math.min(WORDS - 1, found < 0 ? -found - 1 : found)]);
        }
        marked.forEach((perCent, those) -> those.stream()
                .filter(_ -> random.nextDouble() * 100 < Double.parseDouble(perCent))
                .forEach(text::add));
        return String.join(" ", text);
    }
}
