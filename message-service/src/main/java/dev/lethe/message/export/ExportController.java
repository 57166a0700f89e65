package dev.lethe.message.export;

import java.io.IOException;
import java.io.OutputStream;
import java.util.UUID;
import java.util.function.Consumer;

import jakarta.servlet.http.HttpServletResponse;

import org.apache.coyote.CloseNowException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpMethod;
import org.springframework.http.MediaType;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

import tools.jackson.core.JsonGenerator;
import tools.jackson.core.ObjectWriteContext;
import tools.jackson.core.StreamWriteFeature;
import tools.jackson.core.json.JsonFactory;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;

import dev.lethe.message.export.ExportTurns.Turn;
import dev.lethe.platform.body.LeastRate;
import dev.lethe.platform.caller.Caller;

/// Gives people their history, as a stream.
@RestController
@RequestMapping("/v1/exports")
@Tag(name = "exports", description = "Your history, to take along.")
class ExportController {
    private static final Logger LOG = LoggerFactory.getLogger(ExportController.class);

    // Half an export must not look like a whole one: nothing is closed that was not written to its end.
    private static final JsonFactory FACTORY = JsonFactory.builder()
            .disable(StreamWriteFeature.AUTO_CLOSE_CONTENT)
            .disable(StreamWriteFeature.AUTO_CLOSE_TARGET)
            .build();

    private final HistoryExport exports;
    private final ExportTurns turns;
    private final ExportProperties properties;

    ExportController(HistoryExport exports, ExportTurns turns, ExportProperties properties) {
        this.exports = exports;
        this.turns = turns;
        this.properties = properties;
    }

    @GetMapping
    @Operation(operationId = "exportHistory", summary = "Gives a chat, or all of them, in the JSON of Telegram Desktop"
            + " exports. The answer is a stream; one that breaks off is no valid JSON.")
    @ApiResponse(responseCode = "200", description = "The export",
            content = @Content(mediaType = MediaType.APPLICATION_JSON_VALUE,
                    schema = @Schema(type = "string", format = "binary")))
    void export(Caller caller, @Parameter(description = "None for all chats.") @RequestParam @Nullable UUID chatId,
            @Parameter(hidden = true) HttpMethod method, @Parameter(hidden = true) HttpServletResponse response)
            throws IOException {
        try (Turn _ = turns.begin(caller.accountId())) {
            write(exports.chats(caller, chatId), "result.json", method, response);
        }
    }

    @GetMapping("/files")
    @Operation(operationId = "listExportFiles", summary = "Tells which of your files stands for which path of the"
            + " export: `{\"files\": [{\"path\": …, \"fileId\": …}]}`.")
    @ApiResponse(responseCode = "200", description = "The files",
            content = @Content(mediaType = MediaType.APPLICATION_JSON_VALUE,
                    schema = @Schema(type = "string", format = "binary")))
    void files(Caller caller, @Parameter(description = "None for all chats.") @RequestParam @Nullable UUID chatId,
            @Parameter(hidden = true) HttpMethod method, @Parameter(hidden = true) HttpServletResponse response)
            throws IOException {
        try (Turn _ = turns.begin(caller.accountId())) {
            write(exports.files(caller, chatId), "files.json", method, response);
        }
    }

    private void write(Consumer<JsonGenerator> export, String name, HttpMethod method, HttpServletResponse response)
            throws IOException {
        response.setContentType(MediaType.APPLICATION_JSON_VALUE);
        response.setHeader(HttpHeaders.CONTENT_DISPOSITION, "attachment; filename=\"" + name + "\"");
        if (method.equals(HttpMethod.HEAD)) {
            return;
        }
        OutputStream out = new LeastRate(properties.leastAmount(), properties.leastWithin())
                .watch(response.getOutputStream());
        JsonGenerator json = FACTORY.createGenerator(ObjectWriteContext.empty(), out);
        try {
            export.accept(json);
            json.flush();
        } catch (RuntimeException failure) {
            breakOff(failure, response);
        }
    }

    private static void breakOff(RuntimeException failure, HttpServletResponse response) throws CloseNowException {
        if (!response.isCommitted()) {
            response.reset();
            throw failure;
        }
        LOG.warn("an export broke off: {}", failure.getClass().getSimpleName());
        throw new CloseNowException("The export cannot go on");
    }
}
