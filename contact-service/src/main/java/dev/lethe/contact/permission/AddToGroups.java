package dev.lethe.contact.permission;

import java.util.Locale;

import com.fasterxml.jackson.annotation.JsonProperty;

import io.swagger.v3.oas.annotations.media.Schema;

/// Who may add an owner to groups; the column holds the same words as the API.
@Schema(name = "AddToGroups")
enum AddToGroups {
    @JsonProperty("everybody")
    EVERYBODY,
    /// Accounts whose number the owner has saved.
    @JsonProperty("contacts")
    CONTACTS,
    @JsonProperty("nobody")
    NOBODY;

    static AddToGroups ofColumn(String word) {
        return valueOf(word.toUpperCase(Locale.ROOT));
    }

    String column() {
        return name().toLowerCase(Locale.ROOT);
    }
}
