package dev.lethe.account.holding;

import java.time.LocalDate;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.tags.Tag;

import dev.lethe.platform.caller.Caller;
import dev.lethe.platform.inventory.Held;
import dev.lethe.platform.problem.PlatformProblems;
import dev.lethe.platform.problem.Problem;

@RestController
@Tag(name = "holdings", description = "What is held about me")
class HoldingController {

    record Holdings(List<Holder> services) {}

    /// @param state `answered`, or `unreachable` when it is away; then nothing is said of it
    record Holder(@Schema(example = "message-service") String name,
            @Schema(example = "answered") String state, List<Kind> kinds) {}

    record Kind(
            @Schema(description = "The table, as in the data map; `table.column` for rows of others that name me there",
                    example = "message") String kind,
            String about,
            long count,
            @Schema(description = "As the rows are stored, without indexes") long bytes,
            @Nullable @Schema(description = "Day of the oldest row, where rows have a time") LocalDate oldest,
            @Schema(description = "The call that answers these rows as they are stored",
                    example = "/v1/account/holdings/message-service/message") String rows,
            @Nullable @Schema(description = "The call that answers what is in them",
                    example = "/v1/chats/{chatId}/messages") String content) {}

    record Rows(List<Row> rows, @Nullable @Schema(description = "For the next page, as `after`") String next) {}

    record Row(List<Column> columns) {

        @Override
        public String toString() {
            return "Row[" + columns.size() + " columns]";
        }
    }

    record Column(String name,
            @Schema(description = "`clear`, `sealed`, `hash`, `key` or `hidden`", example = "clear") String protection,
            @Nullable @Schema(
                    description = "What is held in clear; what is sealed is answered by `content`") String value,
            @Schema(description = "Length of what is stored") int bytes) {

        @Override
        public String toString() {
            return "Column[" + name + "]";
        }
    }

    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    private final InventorySources sources;

    HoldingController(InventorySources sources) {
        this.sources = sources;
    }

    @GetMapping("/v1/account/holdings")
    @Operation(operationId = "listHoldings", summary = "What each service and each keyholder holds about me",
            description = """
                    Counts, bytes and the oldest day of each kind, from the data map. `rows` names the call that answers the \
                    rows themselves, `content` the one that answers what is in them. Who is away is `unreachable`. Correct your name with `PATCH /v1/me`.""")
    Holdings all(Caller caller) {
        List<CompletableFuture<Holder>> asked = sources.all().stream()
                .map(source -> CompletableFuture.supplyAsync(() -> holder(source, caller), threads)).toList();
        return new Holdings(asked.stream().map(CompletableFuture::join).toList());
    }

    private static Holder holder(InventorySource source, Caller caller) {
        try {
            return new Holder(source.name(), "answered", source.of(caller.accountId()).stream()
                    .map(it -> new Kind(it.kind(), it.about(), it.count(), it.bytes(), it.oldest(),
                            "/v1/account/holdings/" + source.name() + "/" + it.kind(), it.content()))
                    .toList());
        } catch (Problem _) {
            return new Holder(source.name(), "unreachable", List.of());
        }
    }

    @GetMapping("/v1/account/holdings/{service}/{kind}")
    @Operation(operationId = "listHeldRows", summary = "The rows of a kind that are held about me",
            description = "A hundred a page. Sealed values and hashes are told by their length only.")
    Rows rows(Caller caller, @PathVariable @Schema(example = "message-service") String service,
            @PathVariable @Schema(example = "message") String kind, @RequestParam @Nullable String after) {
        Held.Rows rows = sources.named(service).flatMap(it -> it.rows(caller.accountId(), kind, after))
                .orElseThrow(PlatformProblems.NOT_FOUND::asProblem);
        return new Rows(rows.rows().stream().map(HoldingController::row).toList(), rows.next());
    }

    private static Row row(Held.Row row) {
        return new Row(row.columns().stream()
                .map(it -> new Column(it.name(), it.protection(), it.value(), it.bytes())).toList());
    }
}
