package dev.lethe.message.chat;

import java.time.Instant;
import java.util.UUID;

import org.jspecify.annotations.Nullable;

import com.fasterxml.jackson.annotation.JsonInclude;

import io.swagger.v3.oas.annotations.media.Schema;

import dev.lethe.message.history.Message;
import dev.lethe.message.mailbox.ChatKind;
import dev.lethe.message.membership.GroupRole;

/// A chat as its owner sees it in the list and in updates.
@JsonInclude(JsonInclude.Include.NON_NULL)
@Schema(requiredProperties = {"id", "kind", "readUpTo", "unread"})
public record Chat(
        @Schema(description = "For a direct chat the partner's account id, for the saved messages your own.") UUID id,
        ChatKind kind, @Schema(description = "Of a group or an imported chat.") @Nullable String title,
        @Schema(description = "Yours in a group; absent when you are no longer in it.") @Nullable GroupRole role,
        @Schema(description = "The other side of a direct chat.") @Nullable Partner partner,
        @Schema(description = "The last message that you have read.") String readUpTo,
        @Schema(description = "The last message that your partner, or some other member of the group, has read.") @Nullable String partnerReadUpTo,
        @Schema(description = "How many of the later messages, of the last 1,000 at most, are of others; 100 for 100 or more.") int unread,
        @Schema(description = "Until when your devices keep quiet about it.") @Nullable Instant mutedUntil,
        @Schema(description = "Present and true when you have put it out of sight.") @Nullable Boolean archived,
        @Nullable Message lastMessage) {

    /// The other side of a direct chat.
    ///
    /// @param deleted whether the account is gone
    @JsonInclude(JsonInclude.Include.NON_NULL)
    @Schema(name = "ChatPartner", requiredProperties = {"id"})
    public record Partner(UUID id,
            @Schema(description = "Present and true when the account was deleted.") @Nullable Boolean deleted) {}

    @Override
    public String toString() {
        return "Chat[" + id + "]";
    }
}
