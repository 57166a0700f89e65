package dev.lethe.message.update;

import java.util.List;
import java.util.UUID;

import org.jspecify.annotations.Nullable;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;

import io.swagger.v3.oas.annotations.media.Schema;

import dev.lethe.message.chat.Chat;
import dev.lethe.message.history.Message;

/// One change of a mailbox.
///
/// @param seq  orders the changes of an owner; each is seen once
/// @param type which of the other values are there
@JsonInclude(JsonInclude.Include.NON_NULL)
@Schema(requiredProperties = {"seq", "type"})
public record Update(String seq, Type type, @Schema(description = "New or changed.") @Nullable Message message,
        @Schema(description = "New, or marks have moved; for an imported chat: its messages are there to be read.") @Nullable Chat chat,
        @Nullable Gone gone) {

    /// What changed.
    @Schema(name = "UpdateType")
    public enum Type {
        @JsonProperty("message")
        MESSAGE, @JsonProperty("chat")
        CHAT, @JsonProperty("gone")
        GONE
    }

    /// Messages that are no longer there.
    @JsonInclude(JsonInclude.Include.NON_NULL)
    @Schema(name = "MessagesGone", requiredProperties = {"chatId", "ids"})
    public record Gone(UUID chatId, List<String> ids,
            @Schema(description = "Present and true when the chat itself is gone, with all of its messages.") @Nullable Boolean chat) {}

    static Update of(long seq, Message message) {
        return new Update(Long.toString(seq), Type.MESSAGE, message, null, null);
    }

    static Update of(long seq, Chat chat) {
        return new Update(Long.toString(seq), Type.CHAT, null, chat, null);
    }

    static Update of(long seq, Gone gone) {
        return new Update(Long.toString(seq), Type.GONE, null, null, gone);
    }
}
