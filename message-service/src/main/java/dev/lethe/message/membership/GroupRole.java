package dev.lethe.message.membership;

import java.util.Locale;

import com.fasterxml.jackson.annotation.JsonProperty;

/// What a member may do; the column holds the same words as the API.
public enum GroupRole {
    /// Everything; there is exactly one.
    @JsonProperty("owner")
    OWNER,
    /// Add and remove members, and change the title.
    @JsonProperty("admin")
    ADMIN, @JsonProperty("member")
    MEMBER;

    public static GroupRole ofColumn(String word) {
        return valueOf(word.toUpperCase(Locale.ROOT));
    }

    public String column() {
        return name().toLowerCase(Locale.ROOT);
    }

    public boolean isAtLeast(GroupRole other) {
        return compareTo(other) <= 0;
    }
}
