package dev.lethe.message.update;

import java.util.List;

import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;

import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

import com.fasterxml.jackson.annotation.JsonInclude;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.tags.Tag;

import dev.lethe.message.mailbox.Cursor;
import dev.lethe.platform.caller.Caller;

/// What happened since.
@RestController
@Tag(name = "updates", description = "What happened since, and what happens.")
class UpdateController {
    @JsonInclude(JsonInclude.Include.NON_NULL)
    @Schema(name = "UpdateBatch", requiredProperties = {"updates", "cursor", "more"})
    record UpdateBatch(@Schema(description = "In the order in which they happened.") List<Update> updates,
            @Schema(description = "For `after` of the next call.") String cursor,
            @Schema(description = "Whether there is more already.") boolean more,
            @Schema(description = "Present when the cursor cannot be followed: forget what you have, read your chats"
                    + " anew and go on from the cursor of this answer.") @Nullable ResetReason reset) {}

    private final UpdateFeed feed;

    UpdateController(UpdateFeed feed) {
        this.feed = feed;
    }

    @GetMapping("/v1/updates")
    @Operation(operationId = "listUpdates", summary = "Lists what happened since the cursor; without one, answers a"
            + " cursor to start from.")
    UpdateBatch list(Caller caller, @RequestParam @Nullable String after,
            @RequestParam(defaultValue = "50") @Min(1) @Max(100) int limit) {
        UpdateFeed.Batch batch = feed.after(caller,
                after == null ? null : Cursor.parse(after, caller.accountId()), limit);
        return new UpdateBatch(batch.steps().stream().map(UpdateFeed.Step::update).toList(),
                batch.cursor().toString(), batch.more(), batch.reset());
    }
}
