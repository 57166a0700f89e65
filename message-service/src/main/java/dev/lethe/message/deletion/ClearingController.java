package dev.lethe.message.deletion;

import java.util.UUID;

import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.tags.Tag;

import dev.lethe.message.deletion.ChatClearing.Extent;
import dev.lethe.message.deletion.ChatClearing.Reach;
import dev.lethe.message.mailbox.ChatId;
import dev.lethe.platform.caller.Caller;

/// The end of chats.
@RestController
@RequestMapping("/v1/chats/{chatId}")
@Tag(name = "chats")
class ClearingController {
    @Schema(name = "ChatEmptied", requiredProperties = {"deleted", "deletedForOthers"})
    record ChatEmptied(@Schema(description = "Copies of yours.") int deleted,
            @Schema(description = "Copies of others.") int deletedForOthers) {}

    private final ChatClearing clearing;

    ClearingController(ChatClearing clearing) {
        this.clearing = clearing;
    }

    @DeleteMapping("/messages")
    @Operation(operationId = "clearChat",
            summary = "Empties a chat for you; what you wrote, as far as it may be deleted"
                    + " for everyone, also for the others.")
    ChatEmptied clear(Caller caller, @PathVariable UUID chatId,
            @RequestParam(defaultValue = "false") boolean forEveryone) {
        return emptied(caller, chatId, Extent.MESSAGES, forEveryone);
    }

    @DeleteMapping
    @Operation(operationId = "deleteChat", summary = "Empties a chat as `clearChat` does and takes it from your list; a"
            + " new message brings it back.")
    ChatEmptied delete(Caller caller, @PathVariable UUID chatId,
            @RequestParam(defaultValue = "false") boolean forEveryone) {
        return emptied(caller, chatId, Extent.WHOLE_CHAT, forEveryone);
    }

    private ChatEmptied emptied(Caller caller, UUID chat, Extent extent, boolean forEveryone) {
        Cleared cleared = clearing.clear(caller, new ChatId(chat), extent, forEveryone ? Reach.EVERYONE : Reach.MINE);
        return new ChatEmptied(cleared.mine(), cleared.others());
    }
}
