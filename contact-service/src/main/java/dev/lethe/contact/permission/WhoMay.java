package dev.lethe.contact.permission;

import java.util.Locale;

import com.fasterxml.jackson.annotation.JsonProperty;

import io.swagger.v3.oas.annotations.media.Schema;

/// Whom an owner lets do something; columns hold the same words as the API.
@Schema(name = "WhoMay")
enum WhoMay {
    @JsonProperty("everybody")
    EVERYBODY,
    /// Accounts whose number the owner has saved.
    @JsonProperty("contacts")
    CONTACTS,
    @JsonProperty("nobody")
    NOBODY;

    static WhoMay ofColumn(String word) {
        return valueOf(word.toUpperCase(Locale.ROOT));
    }

    String column() {
        return name().toLowerCase(Locale.ROOT);
    }
}
