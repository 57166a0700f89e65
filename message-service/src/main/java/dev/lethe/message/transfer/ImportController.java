package dev.lethe.message.transfer;

import java.io.InputStream;

import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.parameters.RequestBody;
import io.swagger.v3.oas.annotations.tags.Tag;

import dev.lethe.platform.caller.Caller;

/// Takes exports.
@RestController
@Tag(name = "imports")
class ImportController {
    @Schema(name = "ImportResult", requiredProperties = {"chats", "messages", "skipped"})
    record ImportResult(@Schema(description = "Chats that are new.") int chats,
            @Schema(description = "Messages that are new.") int messages,
            @Schema(description = "Messages that were there already.") int skipped) {}

    private final HistoryImport imports;

    ImportController(HistoryImport imports) {
        this.imports = imports;
    }

    @PostMapping(path = "/v1/imports", consumes = MediaType.APPLICATION_JSON_VALUE)
    @ResponseStatus(HttpStatus.CREATED)
    @Operation(operationId = "importHistory", summary = "Imports a Telegram Desktop export (JSON, one chat or a whole"
            + " account) into your history, as chats of their own. The body is read as a stream.")
    @RequestBody(required = true, content = @Content(mediaType = MediaType.APPLICATION_JSON_VALUE,
            schema = @Schema(type = "string", format = "binary")))
    ImportResult importHistory(Caller caller, InputStream body) {
        HistoryImport.Result result = imports.importExport(caller.accountId(), body);
        return new ImportResult(result.chats(), result.messages(), result.skipped());
    }
}
