package dev.lethe.message.update;

import org.jspecify.annotations.Nullable;

import com.fasterxml.jackson.annotation.JsonProperty;

import io.swagger.v3.oas.annotations.media.Schema;

import dev.lethe.message.mailbox.Cursor;
import dev.lethe.message.update.Changes.Head;

/// Why a device must forget what it has and read anew.
@Schema(name = "UpdateReset")
public enum ResetReason {
    /// What left since is no longer known.
    @JsonProperty("too-old")
    TOO_OLD,
    /// The server was restored; its numbers are others now.
    @JsonProperty("other-era")
    OTHER_ERA;

    static @Nullable ResetReason of(Cursor cursor, Head head) {
        if (!cursor.of().equals(head.era()) || cursor.at() > head.seq()) {
            return OTHER_ERA;
        }
        return cursor.at() < head.floor() ? TOO_OLD : null;
    }
}
