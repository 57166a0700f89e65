package dev.lethe.message.history;

import java.util.Locale;

import com.fasterxml.jackson.annotation.JsonProperty;

/// What a message is; the column holds the same words as the API.
public enum MessageKind {
    @JsonProperty("text")
    TEXT, @JsonProperty("file")
    FILE, @JsonProperty("notice")
    NOTICE, @JsonProperty("imported")
    IMPORTED, @JsonProperty("event")
    EVENT,
    /// Shown in place of a copy whose seal does not hold; no row is of this kind.
    @JsonProperty("unreadable")
    UNREADABLE;

    public static MessageKind ofColumn(String word) {
        return valueOf(word.toUpperCase(Locale.ROOT));
    }

    public String column() {
        return name().toLowerCase(Locale.ROOT);
    }
}
