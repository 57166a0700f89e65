package dev.lethe.message.search;

import java.nio.charset.StandardCharsets;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.UUID;

import org.jspecify.annotations.Nullable;

import dev.lethe.message.history.MessageBody;
import dev.lethe.message.mailbox.ChatId;
import dev.lethe.message.words.Phrase;
import dev.lethe.message.words.Phrase.Place;
import dev.lethe.message.words.Terms;
import dev.lethe.message.words.Word;

/// What is looked for: each of the phrases, and what else must hold.
///
/// @param phrases empty when only the rest counts
/// @param from   who wrote it
/// @param oldest the first id that counts
/// @param newest the first id that no longer counts
record SearchQuery(List<Phrase> phrases, @Nullable ChatId chat, @Nullable UUID from, @Nullable MediaKind media,
        long oldest,
        long newest) {
    private static final int LOOKED_UP = 8;
    private static final int LABORIOUS = 8;

    boolean hasWords() {
        return !phrases.isEmpty();
    }

    /// Whether comparing it with one message may take long, since much stands together in it.
    boolean isLaborious() { return phrases.stream().anyMatch(phrase -> phrase.words().size() > LABORIOUS); }

    /// Whether any of the words has an entry; else messages are opened one by one.
    boolean hasEntries() {
        return !lookedUp().isEmpty();
    }

    /// What a message must have; the longest words, for they are the rarest, and the shortest only among themselves, for
    /// beginnings of three letters are common. The others are checked when it is open.
    Terms beginnings() {
        return Terms.beginningsOf(lookedUp());
    }

    Terms wholes() {
        return Terms.wholesOf(lookedUp());
    }

    private List<Word> lookedUp() {
        List<Word> words = phrases.stream().flatMap(phrase -> phrase.words().stream()).filter(Word::hasEntry).toList();
        boolean someAreLong = words.stream().anyMatch(SearchQuery::isLong);
        return words.stream()
                .filter(word -> isLong(word) || !someAreLong)
                .sorted(Comparator.comparingInt((Word word) -> word.entry().length()).reversed())
                .limit(LOOKED_UP)
                .toList();
    }

    private static boolean isLong(Word word) {
        return word.hasBeginning() && !word.isBeginning();
    }

    /// Whether an open message has what no entry tells.
    ///
    /// @param texts the words of each of its texts
    boolean isMetBy(MessageBody body, List<List<Word>> texts) {
        return (media == null || media.isOf(body))
                && phrases.stream().allMatch(phrase -> texts.stream().anyMatch(phrase::isIn));
    }

    /// Where a text has what is looked for.
    List<Place> placesIn(List<Word> text) {
        return phrases.stream()
                .flatMap(phrase -> phrase.in(text).stream())
                .sorted(Comparator.comparingInt(Place::from))
                .toList();
    }

    /// Names the list of hits in its cursors.
    UUID list() {
        String all = String.join("\n", Objects.toString(phrases.stream().map(SearchQuery::written).toList()),
                Objects.toString(chat), Objects.toString(from), Objects.toString(media), Long.toString(oldest),
                Long.toString(newest));
        return UUID.nameUUIDFromBytes(all.getBytes(StandardCharsets.UTF_8));
    }

    private static List<String> written(Phrase phrase) {
        return phrase.words().stream().map(Word::text).toList();
    }

    @Override
    public String toString() {
        return "SearchQuery[redacted]";
    }
}
