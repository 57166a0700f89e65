package dev.lethe.message.search;

import java.nio.charset.StandardCharsets;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.UUID;

import org.jspecify.annotations.Nullable;

import dev.lethe.message.history.MessageBody;
import dev.lethe.message.mailbox.ChatId;
import dev.lethe.message.words.Terms;
import dev.lethe.message.words.Word;

/// What is looked for: each of the words, and what else must hold.
///
/// @param words  empty when only the rest counts
/// @param from   who wrote it
/// @param oldest the first id that counts
/// @param newest the first id that no longer counts
record SearchQuery(List<Word> words, @Nullable ChatId chat, @Nullable UUID from, @Nullable MediaKind media, long oldest,
        long newest) {
    private static final int LOOKED_UP = 8;

    boolean hasWords() {
        return !words.isEmpty();
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
        boolean someAreLong = words.stream().anyMatch(SearchQuery::isLong);
        return words.stream()
                .filter(word -> isLong(word) || !someAreLong)
                .sorted(Comparator.comparingInt((Word word) -> word.text().length()).reversed())
                .limit(LOOKED_UP)
                .toList();
    }

    private static boolean isLong(Word word) {
        return word.hasBeginning() && !word.isBeginning();
    }

    /// Whether it is one of the words that are looked for.
    boolean means(Word found) {
        return words.stream().anyMatch(word -> word.finds(found));
    }

    /// Whether an open message has what no entry tells.
    boolean isMetBy(MessageBody body, List<Word> found) {
        return (media == null || media.isOf(body))
                && words.stream().allMatch(word -> found.stream().anyMatch(word::finds));
    }

    /// Names the list of hits in its cursors.
    UUID list() {
        String all = String.join("\n", Objects.toString(words.stream().map(Word::text).toList()),
                Objects.toString(chat), Objects.toString(from), Objects.toString(media), Long.toString(oldest),
                Long.toString(newest));
        return UUID.nameUUIDFromBytes(all.getBytes(StandardCharsets.UTF_8));
    }

    @Override
    public String toString() {
        return "SearchQuery[redacted]";
    }
}
