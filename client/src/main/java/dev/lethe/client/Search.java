package dev.lethe.client;

import java.time.Instant;
import java.util.List;
import java.util.UUID;

import org.jspecify.annotations.Nullable;

/// What to search my messages for: words, a chat, an author or a kind of media at least; more narrows it down.
///
/// @param words  all of which must be there; from three letters on a word also finds those that begin with it
/// @param media  `photo`, `video`, `audio` or `document`
/// @param after  not older than this
/// @param before older than this
public record Search(@Nullable String words, @Nullable UUID chatId, @Nullable UUID from, @Nullable String media,
        @Nullable Instant after, @Nullable Instant before) {

    /// Messages that were found, newest first.
    ///
    /// @param searchedBackTo since when everything was searched; absent when all of it was
    /// @param next           cursor for the next page; a page before it can be short, for time was up
    public record Found(List<Hit> hits, @Nullable Instant searchedBackTo, @Nullable String next) {}

    /// A message that was found, and where.
    public record Hit(Messages.Message message, @Nullable Snippet snippet) {}

    /// The text around a match.
    ///
    /// @param matches where the words stand in it
    public record Snippet(String text, List<Match> matches) {
        @Override
        public String toString() {
            return "Snippet[redacted]";
        }
    }

    /// Where a word stands.
    ///
    /// @param to not included
    public record Match(int from, int to) {}

    public static Search of(String words) {
        return new Search(words, null, null, null, null, null);
    }

    public Search in(UUID chat) {
        return new Search(words, chat, from, media, after, before);
    }

    public Search from(UUID author) {
        return new Search(words, chatId, author, media, after, before);
    }

    @Override
    public String toString() {
        return "Search[redacted]";
    }
}
