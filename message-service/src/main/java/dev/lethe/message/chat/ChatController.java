package dev.lethe.message.chat;

import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.UUID;

import jakarta.validation.Valid;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;

import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PatchMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

import com.fasterxml.jackson.annotation.JsonInclude;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.tags.Tag;

import dev.lethe.message.mailbox.ChatId;
import dev.lethe.message.mailbox.Cursor;
import dev.lethe.platform.caller.Caller;
import dev.lethe.platform.problem.PlatformProblems;

/// The list of chats and the read marks.
@RestController
@RequestMapping("/v1/chats")
@Tag(name = "chats", description = "Your chats: what is in them last, how far they are read, how they leave.")
class ChatController {
    @JsonInclude(JsonInclude.Include.NON_NULL)
    @Schema(requiredProperties = {"chats"})
    record ChatPage(@Schema(description = "By last activity, latest first.") List<Chat> chats,
            @Schema(description = "For the next page; absent on the last.") @Nullable String next) {}

    @Schema(name = "ReadMark")
    record ReadRequest(@Schema(description = "Id of the last message read.") @NotNull @Pattern(
            regexp = "[0-9]{1,18}|[0-8][0-9]{18}") String upTo) {}

    @Schema(requiredProperties = {"readUpTo"})
    record ReadMarked(String readUpTo) {}

    @Schema(name = "ChatMarks", description = "All marks of a chat; what is left out is taken away.")
    record MarksRequest(
            @Schema(description = "Until when your devices keep quiet about it.") @Nullable Instant mutedUntil,
            @Schema(description = "Whether it is out of sight.") @Nullable Boolean archived) {}

    @Schema(name = "ChatMarksChange", description = "Some marks of a chat; what is left out stays.")
    record MarksChange(
            @Schema(description = "Until when your devices keep quiet about it; a moment that is over ends that.") @Nullable Instant mutedUntil,
            @Schema(description = "Whether it is out of sight.") @Nullable Boolean archived) {}

    // the end of what PostgreSQL, JSON and calendars agree on, and good for "for ever"
    private static final Instant LATEST = Instant.parse("9999-12-31T23:59:59Z");

    private final ChatList list;
    private final ReadMarking marking;
    private final ChatMarking marks;
    private final Clock clock;

    ChatController(ChatList list, ReadMarking marking, ChatMarking marks, Clock clock) {
        this.list = list;
        this.marking = marking;
        this.marks = marks;
        this.clock = clock;
    }

    @PutMapping("/{chatId}/marks")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    @Operation(operationId = "markChat", summary = "Mutes or archives a chat, for your devices only.")
    void mark(Caller caller, @PathVariable UUID chatId, @Valid @RequestBody MarksRequest request) {
        Instant mutedUntil = request.mutedUntil();
        requireMoment(mutedUntil);
        ChatMarks all = ChatMarks.of(mutedUntil, Boolean.TRUE.equals(request.archived()));
        marks.mark(caller, new ChatId(chatId), _ -> all);
    }

    @PatchMapping("/{chatId}/marks")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    @Operation(operationId = "changeChatMarks", summary = "Changes some marks of a chat, for your devices only.")
    void changeMarks(Caller caller, @PathVariable UUID chatId, @Valid @RequestBody MarksChange request) {
        Instant mutedUntil = request.mutedUntil();
        Boolean archived = request.archived();
        requireMoment(mutedUntil);
        marks.mark(caller, new ChatId(chatId), before -> {
            ChatMarks muted = mutedUntil == null ? before : before.mutedUntil(mutedUntil, clock.instant());
            return archived == null ? muted : muted.archived(archived);
        });
    }

    private static void requireMoment(@Nullable Instant mutedUntil) {
        if (mutedUntil != null && (mutedUntil.isAfter(LATEST) || mutedUntil.isBefore(Instant.EPOCH))) {
            throw PlatformProblems.INVALID_REQUEST.asProblem().withField("mutedUntil", "must be before the year 10000");
        }
    }

    @GetMapping
    @Operation(operationId = "listChats", summary = "Lists your chats by last activity.")
    ChatPage list(Caller caller, @RequestParam @Nullable String cursor,
            @RequestParam(defaultValue = "50") @Min(1) @Max(100) int limit) {
        ChatList.Page page = list.page(caller, cursor == null ? null : Cursor.parse(cursor, caller.accountId()),
                limit);
        Cursor next = page.next();
        return new ChatPage(page.chats(), next == null ? null : next.toString());
    }

    @PutMapping("/{chatId}/read")
    @Operation(operationId = "markRead", summary = "Notes how far you have read; marks only move forward.")
    ReadMarked markRead(Caller caller, @PathVariable UUID chatId, @Valid @RequestBody ReadRequest request) {
        long mark = marking.markRead(caller, new ChatId(chatId), Long.parseLong(request.upTo()));
        return new ReadMarked(Long.toString(mark));
    }
}
