package dev.lethe.message.search;

import org.jspecify.annotations.Nullable;

import com.fasterxml.jackson.annotation.JsonInclude;

import io.swagger.v3.oas.annotations.media.Schema;

import dev.lethe.message.history.Message;

/// A message that was found.
@JsonInclude(JsonInclude.Include.NON_NULL)
@Schema(name = "SearchHit", requiredProperties = {"message"})
record Hit(Message message,
        @Schema(description = "Absent when the message has neither text nor file name.") @Nullable Snippet snippet) {
    @Override
    public String toString() {
        return "Hit[" + message.id() + "]";
    }
}
