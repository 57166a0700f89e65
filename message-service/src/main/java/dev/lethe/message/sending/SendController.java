package dev.lethe.message.sending;

import java.util.UUID;

import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.PositiveOrZero;
import jakarta.validation.constraints.Size;

import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.tags.Tag;

import dev.lethe.message.MessageProblems;
import dev.lethe.message.history.Message;
import dev.lethe.message.history.MessageBody;
import dev.lethe.message.history.MessageBody.FileDetails;
import dev.lethe.message.history.TextRules;
import dev.lethe.message.mailbox.ChatId;
import dev.lethe.message.mailbox.MessageId;
import dev.lethe.message.sending.Composition.Draft;
import dev.lethe.message.sending.Submission.Source;
import dev.lethe.platform.caller.Caller;
import dev.lethe.platform.problem.PlatformProblems;

/// Takes messages.
@RestController
@Tag(name = "messages")
class SendController {
    @Schema(name = "NewMessage", description = "A text, a file, or a message that is passed on.")
    record SendRequest(
            @Schema(description = "Chosen by the device; the same id sends once, however often it is tried.") @NotNull UUID clientId,
            @Schema(minLength = 1, maxLength = 4096) @Nullable String text, @Nullable @Valid SentFile file,
            @Nullable @Valid Forward forward,
            @Schema(description = "Id of the message in this chat that it answers.") @Nullable @Size(
                    max = 19) String replyTo) {
        @Override
        public String toString() {
            return "SendRequest[" + clientId + "]";
        }
    }

    /// @param id   of an uploaded file
    /// @param size in bytes
    @Schema(name = "NewMessageFile",
            description = "The id of an upload. Name, type and size need not be told: a message shows those of the upload.")
    record SentFile(@NotNull UUID id, @Schema(minLength = 1, maxLength = 255) @Nullable String name,
            @Schema(minLength = 1, maxLength = 255) @Nullable String type,
            @Nullable @PositiveOrZero Long size, @Schema(maxLength = 1024) @Nullable String caption) {
        @Override
        public String toString() {
            return "SentFile[" + id + "]";
        }
    }

    /// One of your own copies, of which a new message is made.
    @Schema(name = "NewMessageForward")
    record Forward(@NotNull UUID chatId, @NotNull @Size(max = 19) String messageId) {}

    private final Composition composition;

    SendController(Composition composition) {
        this.composition = composition;
    }

    @PostMapping("/v1/chats/{chatId}/messages")
    @ResponseStatus(HttpStatus.CREATED)
    @Operation(operationId = "sendMessage", summary = "Sends a text or a file into a chat, or passes a message on.")
    Message send(Caller caller, @PathVariable UUID chatId, @Valid @RequestBody SendRequest request) {
        SentFile file = request.file();
        Forward forward = request.forward();
        MessageBody body = forward != null ? null : file != null ? file(request, file) : text(request);
        return composition.send(caller, new Draft(request.clientId(), new ChatId(chatId), body,
                file == null ? null : file.id(), request.replyTo(),
                forward == null ? null : source(request, forward)));
    }

    private static Source source(SendRequest request, Forward forward) {
        if (request.text() != null || request.file() != null) {
            throw PlatformProblems.INVALID_REQUEST.asProblem()
                    .withField("forward", "does not go with a text or a file");
        }
        MessageId message = MessageId.parse(forward.messageId());
        if (message == null) {
            throw MessageProblems.MESSAGE_NOT_FOUND.asProblem()
                    .withField("forward.messageId", "is no message that you hold in that chat");
        }
        return new Source(new ChatId(forward.chatId()), message);
    }

    private static MessageBody text(SendRequest request) {
        String text = request.text();
        if (text == null) {
            throw PlatformProblems.INVALID_REQUEST.asProblem().withField("text",
                    "is required when there is neither a file nor a forward");
        }
        return MessageBody.ofText(TextRules.MESSAGE.check("text", text));
    }

    private static MessageBody file(SendRequest request, SentFile file) {
        if (request.text() != null) {
            throw PlatformProblems.INVALID_REQUEST.asProblem().withField("text", "does not go with a file");
        }
        String caption = file.caption();
        String name = file.name();
        return new MessageBody(caption == null ? null : TextRules.CAPTION.check("file.caption", caption),
                new FileDetails(name == null ? null : TextRules.FILE_NAME.check("file.name", name),
                        file.type() == null ? "" : TextRules.FILE_NAME.check("file.type", file.type()),
                        file.size() == null ? 0 : file.size()),
                null, null, null);
    }
}
