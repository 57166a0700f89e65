package dev.lethe.message.search;

import java.util.ArrayList;
import java.util.List;

import io.swagger.v3.oas.annotations.media.Schema;

import dev.lethe.message.words.Phrase.Place;

/// The part of a message in which the words were found.
///
/// @param text    at most 160 characters
/// @param matches where the words stand in it
@Schema(requiredProperties = {"text", "matches"})
record Snippet(@Schema(description = "At most 160 characters around the first match.") String text,
        List<Match> matches) {
    private static final int LONGEST = 160;
    private static final int BEFORE = 48;

    /// Where a word stands, in UTF-16 code units.
    ///
    /// @param to not included
    @Schema(name = "SnippetMatch", requiredProperties = {"from", "to"})
    record Match(@Schema(description = "In UTF-16 code units.") int from,
            @Schema(description = "Behind the last one.") int to) {}

    /// @param found where the text has what was looked for, in order; what overlaps is marked once
    static Snippet of(String text, List<Place> found) {
        int first = found.isEmpty() ? 0 : found.getFirst().from();
        int start = start(text, first);
        int end = end(text, start);
        List<Match> matches = new ArrayList<>();
        int marked = start;
        for (Place place : found) {
            if (place.from() >= marked && place.to() <= end) {
                matches.add(new Match(place.from() - start, place.to() - start));
                marked = place.to();
            }
        }
        return new Snippet(text.substring(start, end), matches);
    }

    // At a word's beginning where there is one near.
    private static int start(String text, int first) {
        if (text.length() <= LONGEST || first <= BEFORE) {
            return 0;
        }
        int start = Math.min(first - BEFORE, text.length() - LONGEST);
        for (int i = start; i < first; i++) {
            if (Character.isWhitespace(text.charAt(i))) {
                return i + 1;
            }
        }
        return Character.isLowSurrogate(text.charAt(start)) ? start + 1 : start;
    }

    private static int end(String text, int start) {
        int end = Math.min(text.length(), start + LONGEST);
        boolean splits = end < text.length() && Character.isLowSurrogate(text.charAt(end));
        return splits ? end - 1 : end;
    }

    @Override
    public String toString() {
        return "Snippet[redacted]";
    }
}
