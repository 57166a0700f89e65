package dev.lethe.message.transfer;

import java.util.Locale;

import com.fasterxml.jackson.annotation.JsonProperty;

import io.swagger.v3.oas.annotations.media.Schema;

/// How far an import is; the column holds the same words, and `removing` for what will soon have failed.
@Schema(name = "ImportState")
enum ImportState {
    /// For its content, or for the rest of it.
    @JsonProperty("waiting")
    WAITING,
    /// An upload is being read.
    @JsonProperty("reading")
    READING,
    /// All is there, and is being shown.
    @JsonProperty("finishing")
    FINISHING,
    /// All is shown.
    @JsonProperty("done")
    DONE,
    /// Nothing was imported.
    @JsonProperty("failed")
    FAILED;

    static ImportState ofColumn(String word) {
        return word.equals("removing") ? FAILED : valueOf(word.toUpperCase(Locale.ROOT));
    }
}
