package dev.lethe.message.words;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/// The words of one text, as they are added in their order. What Unicode takes for one word is parted where its
/// readers would look for less of it: file names, hosts, addresses, numbers, elisions. Where they write it in one as
/// well, as `dont`, `email` or `1234`, that is a further form at the same position.
final class Parts {
    /// A stretch of a token between two signs.
    private record Part(String text, int from, int to, boolean isBehindApostrophe) {
        @Override
        public String toString() {
            return "Part[redacted]";
        }
    }

    /// A form of a word.
    private record Form(String text, String entry, int from, int to) {
        private Form(String text, int from, int to) {
            this(text, text, from, to);
        }

        @Override
        public String toString() {
            return "Form[redacted]";
        }
    }

    private static final Set<String> CONTRACTED = Set.of("s", "t", "d", "m", "re", "ve", "ll");
    private static final List<String> ARABIC_ARTICLES = List.of("وال", "بال", "كال", "فال", "ال", "لل");
    private static final char FIRST_ARABIC = 0x600;
    private static final char LAST_ARABIC = 0x6FF;
    private static final int WORTH_AN_ENTRY = 3;
    private static final int SHORT = 2;
    private static final int LONG_NUMBER = 4;
    private static final int THOUSANDS = 3;
    private static final int MOST_SYMBOLS = 3;

    private final String text;
    private final List<List<Word>> positions = new ArrayList<>();

    Parts(String text) {
        this.text = text;
    }

    void addWord(String folded, int from, int to) {
        add(List.of(new Form(folded, from, to)));
    }

    /// A word that is found by others beside it.
    void addWithoutEntry(String folded, int from, int to) {
        add(List.of(new Form(folded, "", from, to)));
    }

    void addToken(int from, int to) {
        List<Part> parts = parts(from, to);
        int i = 0;
        while (i < parts.size()) {
            int end = i + 1;
            while (end < parts.size() && parts.get(end).isBehindApostrophe()) {
                end++;
            }
            if (end - i > 1) {
                addApostrophized(parts.subList(i, end));
            } else {
                add(forms(parts, i));
            }
            i = end;
        }
    }

    /// All forms in the order of their positions; of each position that one first which is meant when it is looked for.
    List<Word> words() {
        List<Word> words = new ArrayList<>();
        for (int i = 0; i < positions.size(); i++) {
            List<Word> forms = positions.get(i);
            if (!isHyphenated(i) || isHyphenated(i - 1) || isHyphenated(i + 1)) {
                words.addAll(forms);
                continue;
            }
            Word first = forms.getFirst();
            Word second = positions.get(i + 1).getFirst();
            String both = first.text() + second.text();
            Word compound = new Word(both, both, i, first.from(), second.to());
            words.addAll(Letters.count(first.text()) == 1 ? List.of(compound) : List.of());
            words.addAll(forms);
            words.addAll(Letters.count(first.text()) == SHORT ? List.of(compound) : List.of());
        }
        return words;
    }

    // Whether a hyphen, and nothing else, stands between two words of letters.
    private boolean isHyphenated(int i) {
        if (i < 0 || i + 1 >= positions.size()) {
            return false;
        }
        Word first = positions.get(i).getFirst();
        Word second = positions.get(i + 1).getFirst();
        return second.from() == first.to() + 1 && Letters.isHyphen(text.charAt(first.to()))
                && isOfLetters(first.text()) && isOfLetters(second.text());
    }

    private static boolean isOfLetters(String word) {
        return word.codePoints().noneMatch(Character::isDigit);
    }

    private List<Part> parts(int from, int to) {
        if (Letters.areAll(text, from, to)) {
            return List.of(new Part(Folding.fold(text.substring(from, to)), from, to, false));
        }
        List<Part> parts = new ArrayList<>();
        StringBuilder part = new StringBuilder();
        int start = from;
        boolean behindApostrophe = false;
        for (int i = from; i < to; i += Character.charCount(text.codePointAt(i))) {
            int sign = text.codePointAt(i);
            if (isLeftOut(sign, part)) {
                continue;
            }
            boolean isApostrophe = Letters.isApostrophe(sign);
            if (!isApostrophe && !Letters.parts(sign)) {
                part.appendCodePoint(sign);
                continue;
            }
            addPart(parts, part, start, i, behindApostrophe);
            behindApostrophe = isApostrophe && !part.isEmpty()
                    && Character.isLetter(part.codePointBefore(part.length()))
                    && i + 1 < to && Character.isLetter(text.codePointAt(i + 1));
            part.setLength(0);
            start = i + Character.charCount(sign);
        }
        addPart(parts, part, start, to, behindApostrophe);
        return parts;
    }

    // Ukrainian and Hebrew write an apostrophe within a word.
    private static boolean isLeftOut(int sign, StringBuilder before) {
        if (Letters.isSilent(sign)) {
            return true;
        }
        if (before.isEmpty() || !Letters.isApostrophe(sign)) {
            return false;
        }
        return switch (Character.UnicodeScript.of(before.codePointBefore(before.length()))) {
            case CYRILLIC, HEBREW -> true;
            default -> false;
        };
    }

    private static void addPart(List<Part> parts, StringBuilder part, int from, int to, boolean behindApostrophe) {
        String folded = Folding.fold(part.toString());
        if (!folded.isEmpty()) {
            parts.add(new Part(folded, from, to, behindApostrophe));
        }
    }

    private void addApostrophized(List<Part> parts) {
        Part first = parts.getFirst();
        Part last = parts.getLast();
        String whole = String.join("", parts.stream().map(Part::text).toList());
        Form asOne = new Form(whole, first.from(), last.to());
        if (first.text().equals("o") && parts.size() == 2) {
            add(List.of(asOne, form(last)));
            return;
        }
        boolean firstIsShort = Letters.count(first.text()) == 1;
        if (CONTRACTED.contains(last.text()) && (!firstIsShort || first.text().equals("i"))) {
            add(Letters.count(first.text()) == SHORT ? List.of(asOne, form(first)) : List.of(asOne));
            return;
        }
        for (Part part : parts) {
            Form form = Letters.count(part.text()) == 1 ? new Form(part.text(), "", part.from(), part.to())
                    : form(part);
            add(part.equals(first) && !firstIsShort ? List.of(form, asOne) : List.of(form));
        }
    }

    private static Form form(Part part) {
        return new Form(part.text(), part.from(), part.to());
    }

    private List<Form> forms(List<Part> parts, int i) {
        Part part = parts.get(i);
        List<Form> forms = new ArrayList<>();
        if (i == parts.size() - 1) {
            addWithSymbols(part, forms);
        }
        addWithArticle(part, forms);
        addNumber(parts, i, forms);
        return forms;
    }

    // The + and # of c++, c# and 18+ are part of the name, but have no entry.
    private void addWithSymbols(Part part, List<Form> forms) {
        int end = part.to();
        while (end < text.length() && "+#".indexOf(text.charAt(end)) >= 0) {
            end++;
        }
        boolean belongs = end > part.to() && end <= part.to() + MOST_SYMBOLS
                && (end == text.length() || !Character.isLetterOrDigit(text.codePointAt(end)));
        if (belongs) {
            forms.add(new Form(part.text() + text.substring(part.to(), end), part.text(), part.from(), end));
        }
    }

    private static void addWithArticle(Part part, List<Form> forms) {
        for (String article : isArabic(part.text()) ? ARABIC_ARTICLES : List.<String>of()) {
            String rest = part.text().startsWith(article) ? part.text().substring(article.length()) : "";
            if (rest.length() >= WORTH_AN_ENTRY) {
                forms.add(new Form(part.text(), rest, part.from(), part.to()));
                forms.add(new Form(rest, part.from(), part.to()));
                return;
            }
            if (rest.length() == SHORT) {
                forms.add(form(part));
                forms.add(new Form(rest, part.from(), part.to()));
                return;
            }
        }
        forms.add(form(part));
    }

    private static boolean isArabic(String word) {
        return word.charAt(0) >= FIRST_ARABIC && word.charAt(0) <= LAST_ARABIC;
    }

    private static void addNumber(List<Part> parts, int i, List<Form> forms) {
        Part part = parts.get(i);
        int end = endOfThousands(parts, i);
        if (end > i + 1) {
            String number = String.join("", parts.subList(i, end).stream().map(Part::text).toList());
            forms.add(new Form(number, part.from(), parts.get(end - 1).to()));
            return;
        }
        String digits = digitsBehindLetters(part.text());
        boolean isVersion = part.text().length() - digits.length() <= SHORT && i + 1 < parts.size()
                && Character.isDigit(parts.get(i + 1).text().charAt(0));
        if (!digits.isEmpty() && (isVersion || digits.length() >= LONG_NUMBER)) {
            forms.add(new Form(digits, part.to() - digits.length(), part.to()));
        }
    }

    private static int endOfThousands(List<Part> parts, int i) {
        boolean begins = Letters.areDigits(parts.get(i).text()) && parts.get(i).text().length() <= THOUSANDS
                && (i == 0 || !Letters.areDigits(parts.get(i - 1).text()));
        int end = i + 1;
        while (begins && end < parts.size() && Letters.areDigits(parts.get(end).text())
                && parts.get(end).text().length() == THOUSANDS) {
            end++;
        }
        return end;
    }

    // Empty when there are no letters before them, or other signs among them.
    private static String digitsBehindLetters(String word) {
        int at = word.length();
        while (at > 0 && word.charAt(at - 1) >= '0' && word.charAt(at - 1) <= '9') {
            at--;
        }
        return at == 0 ? "" : word.substring(at);
    }

    private void add(List<Form> forms) {
        List<Word> words = new ArrayList<>(forms.size());
        for (Form form : forms) {
            if (!form.text().isEmpty()) {
                words.add(new Word(form.text(), form.entry(), positions.size(), form.from(), form.to()));
            }
        }
        if (!words.isEmpty()) {
            positions.add(words);
        }
    }
}
