package dev.lethe.message.editing;

import java.util.UUID;

import jakarta.validation.Valid;

import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.PatchMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RestController;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.tags.Tag;

import dev.lethe.message.MessageProblems;
import dev.lethe.message.history.Message;
import dev.lethe.message.history.MessageKind;
import dev.lethe.message.history.TextRules;
import dev.lethe.message.mailbox.ChatId;
import dev.lethe.message.mailbox.MessageId;
import dev.lethe.platform.caller.Caller;
import dev.lethe.platform.problem.PlatformProblems;

/// Takes changes of messages.
@RestController
@Tag(name = "messages")
class EditController {
    @Schema(name = "MessageEdit", description = "A text for a text, a caption for a file.")
    record EditRequest(@Schema(minLength = 1, maxLength = 4096) @Nullable String text,
            @Schema(maxLength = 1024, description = "An empty one takes the caption away.") @Nullable String caption) {
        @Override
        public String toString() {
            return "EditRequest[redacted]";
        }
    }

    private final MessageEditing editing;

    EditController(MessageEditing editing) {
        this.editing = editing;
    }

    @PatchMapping("/v1/chats/{chatId}/messages/{messageId}")
    @Operation(operationId = "editMessage", summary = "Changes the text or caption of a message of yours, in every copy"
            + " of it that still stands.")
    Message edit(Caller caller, @PathVariable UUID chatId, @PathVariable String messageId,
            @Valid @RequestBody EditRequest request) {
        MessageId id = MessageId.parse(messageId);
        if (id == null) {
            throw MessageProblems.MESSAGE_NOT_FOUND.asProblem();
        }
        return editing.edit(caller, new ChatId(chatId), id, change(request));
    }

    private static Change change(EditRequest request) {
        String text = request.text();
        String caption = request.caption();
        if (text != null && caption != null) {
            throw PlatformProblems.INVALID_REQUEST.asProblem().withField("caption", "does not go with a text");
        }
        if (text != null) {
            return new Change(MessageKind.TEXT, TextRules.MESSAGE.check("text", text));
        }
        if (caption != null) {
            return new Change(MessageKind.FILE,
                    caption.isEmpty() ? null : TextRules.CAPTION.check("caption", caption));
        }
        throw PlatformProblems.INVALID_REQUEST.asProblem().withField("text", "is required when there is no caption");
    }
}
