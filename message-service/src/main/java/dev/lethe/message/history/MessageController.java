package dev.lethe.message.history;

import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import java.util.stream.Stream;

import jakarta.validation.Valid;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;

import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

import com.fasterxml.jackson.annotation.JsonInclude;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.tags.Tag;

import dev.lethe.message.MessageProblems;
import dev.lethe.message.history.HistoryReading.Page;
import dev.lethe.message.mailbox.ChatId;
import dev.lethe.message.mailbox.Cursor;
import dev.lethe.message.mailbox.MessageId;
import dev.lethe.platform.caller.Caller;
import dev.lethe.platform.problem.PlatformProblems;

/// History in pages, and the end of messages.
@RestController
@RequestMapping("/v1/chats/{chatId}/messages")
@Tag(name = "messages", description = "Sending, reading, changing and deleting messages.")
class MessageController {
    private static final String ID = "[0-9]{1,19}";

    @JsonInclude(JsonInclude.Include.NON_NULL)
    @Schema(requiredProperties = {"messages"})
    record MessagePage(@Schema(description = "Newest first.") List<Message> messages,
            @Schema(description = "For `before`; absent at the beginning of the chat.") @Nullable String older,
            @Schema(description = "For `after`; what comes later is behind it.") @Nullable String newer) {}

    @Schema(name = "MessageDeletion")
    record DeletionRequest(
            @NotNull @Size(min = 1, max = 1000) List<@Valid @NotNull @Pattern(regexp = ID) String> ids,
            @Schema(description = "Also from the mailboxes of the others: your own messages, for as long as the"
                    + " operator allows. If one of them is not covered, nothing is deleted.") @Nullable Boolean forEveryone) {}

    @Schema(requiredProperties = {"deleted", "deletedForOthers"})
    record MessagesDeleted(@Schema(description = "Copies of yours.") int deleted,
            @Schema(description = "Copies of others.") int deletedForOthers) {}

    private record Place(@Nullable String before, @Nullable String after, @Nullable String around,
            @Nullable Instant at) {}

    private final HistoryReading reading;
    private final MessageDeletion deletion;
    private final DeletionForEveryone deletionForEveryone;

    MessageController(HistoryReading reading, MessageDeletion deletion, DeletionForEveryone deletionForEveryone) {
        this.reading = reading;
        this.deletion = deletion;
        this.deletionForEveryone = deletionForEveryone;
    }

    @GetMapping
    @Operation(operationId = "listMessages", summary = "Reads a page of a chat, newest first.")
    MessagePage list(Caller caller, @PathVariable UUID chatId,
            @Parameter(description = "The `older` cursor of a page.") @RequestParam @Nullable String before,
            @Parameter(description = "The `newer` cursor of a page.") @RequestParam @Nullable String after,
            @Parameter(description = "Id of a message: half of the page is not later than it, half is later.",
                    schema = @Schema(pattern = ID)) @RequestParam @Nullable String around,
            @Parameter(description = "The page begins with the first message at or after this moment and holds"
                    + " later ones.") @RequestParam @Nullable Instant at,
            @RequestParam(defaultValue = "50") @Min(1) @Max(100) int limit) {
        if (Stream.of(before, after, around, at).filter(Objects::nonNull).count() > 1) {
            throw PlatformProblems.INVALID_REQUEST.asProblem()
                    .withField("before", "goes without `after`, `around` and `at`, as each of them does");
        }
        Page page = page(caller, new ChatId(chatId), new Place(before, after, around, at), limit);
        return new MessagePage(page.messages(), text(page.older()), text(page.newer()));
    }

    private Page page(Caller caller, ChatId chat, Place place, int limit) {
        String before = place.before();
        String after = place.after();
        String around = place.around();
        Instant at = place.at();
        if (around != null) {
            return reading.around(caller, chat, placeOf(around), limit);
        }
        if (at != null) {
            return reading.from(caller, chat, at, limit);
        }
        if (after != null) {
            return reading.after(caller, chat, Cursor.parse(after, caller.accountId()), limit);
        }
        return reading.before(caller, chat, before == null ? null : Cursor.parse(before, caller.accountId()), limit);
    }

    private static MessageId placeOf(String around) {
        MessageId id = MessageId.parse(around);
        if (id == null) {
            throw PlatformProblems.INVALID_REQUEST.asProblem().withField("around", "must be the id of a message");
        }
        return id;
    }

    @DeleteMapping("/{messageId}")
    @Operation(operationId = "deleteMessage", summary = "Deletes your copy of a message or, if it is yours, all"
            + " copies.")
    MessagesDeleted delete(Caller caller, @PathVariable UUID chatId, @PathVariable String messageId,
            @RequestParam(defaultValue = "false") boolean forEveryone) {
        if (MessageId.parse(messageId) == null) {
            throw MessageProblems.MESSAGE_NOT_FOUND.asProblem();
        }
        return delete(caller, new ChatId(chatId), List.of(messageId), forEveryone);
    }

    @PostMapping("/deletion")
    @Operation(operationId = "deleteMessages", summary = "Deletes your copies of several messages or, if they"
            + " are yours, all copies.")
    MessagesDeleted deleteSeveral(Caller caller, @PathVariable UUID chatId,
            @Valid @RequestBody DeletionRequest request) {
        return delete(caller, new ChatId(chatId), request.ids(), Boolean.TRUE.equals(request.forEveryone()));
    }

    private MessagesDeleted delete(Caller caller, ChatId chat, List<String> texts, boolean forEveryone) {
        List<Long> ids = texts.stream().map(MessageController::id).toList();
        if (!forEveryone) {
            return new MessagesDeleted(deletion.deleteForMe(caller, chat, ids), 0);
        }
        DeletionForEveryone.Deleted deleted = deletionForEveryone.delete(caller, chat, ids);
        return new MessagesDeleted(deleted.mine(), deleted.others());
    }

    // What does not fit into 64 bits is no id of ours; it keeps its place.
    private static long id(String text) {
        MessageId id = MessageId.parse(text);
        return id == null ? -1 : id.value();
    }

    private static @Nullable String text(@Nullable Cursor cursor) {
        return cursor == null ? null : cursor.toString();
    }
}
