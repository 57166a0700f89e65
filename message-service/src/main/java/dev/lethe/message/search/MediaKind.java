package dev.lethe.message.search;

import java.util.Locale;

import org.jspecify.annotations.Nullable;

import com.fasterxml.jackson.annotation.JsonProperty;

import dev.lethe.message.history.MessageBody;
import dev.lethe.message.history.MessageBody.FileDetails;

/// What kind of file a message holds; the type is sealed, so it is known only when the message is open.
enum MediaKind {
    @JsonProperty("photo")
    PHOTO("image/"), @JsonProperty("video")
    VIDEO("video/"), @JsonProperty("audio")
    AUDIO("audio/"), @JsonProperty("document")
    DOCUMENT("");

    private final String family;

    MediaKind(String family) {
        this.family = family;
    }

    boolean isOf(MessageBody body) {
        FileDetails file = body.file();
        return file != null && this == of(file.type());
    }

    private static MediaKind of(String type) {
        String lower = type.strip().toLowerCase(Locale.ROOT);
        for (MediaKind kind : values()) {
            if (lower.startsWith(kind.family)) {
                return kind;
            }
        }
        return DOCUMENT;
    }

    static @Nullable MediaKind parse(@Nullable String word) {
        for (MediaKind kind : values()) {
            if (kind.name().toLowerCase(Locale.ROOT).equals(word)) {
                return kind;
            }
        }
        return null;
    }
}
