package dev.lethe.message.mailbox;

import java.util.Locale;

import com.fasterxml.jackson.annotation.JsonProperty;

/// What a chat is; the column holds the same words as the API.
public enum ChatKind {
    @JsonProperty("direct")
    DIRECT, @JsonProperty("saved")
    SAVED, @JsonProperty("service")
    SERVICE, @JsonProperty("imported")
    IMPORTED, @JsonProperty("group")
    GROUP;

    public static ChatKind ofColumn(String word) {
        return valueOf(word.toUpperCase(Locale.ROOT));
    }

    public String column() {
        return name().toLowerCase(Locale.ROOT);
    }
}
