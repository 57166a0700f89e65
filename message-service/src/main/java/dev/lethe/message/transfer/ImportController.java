package dev.lethe.message.transfer;

import java.io.InputStream;
import java.util.List;
import java.util.Map;
import java.util.UUID;

import jakarta.validation.Valid;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;

import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;

import dev.lethe.message.telegram.LeftOut;
import dev.lethe.platform.caller.Caller;

/// Takes exports: at once, or in steps that can be repeated.
@RestController
@RequestMapping("/v1/imports")
@Tag(name = "imports", description = "History from Telegram, brought along.")
class ImportController {
    private static final int MOST_FILES = 5_000;

    /// A message, or a chat, that cannot be kept.
    @Schema(name = "ImportLeftOut", requiredProperties = {"chat", "reason"})
    record MessageLeftOut(
            @Schema(description = "Its number in the export, or its place in the list of chats.") String chat,
            @Schema(description = "Its number in the export; absent for a whole chat.") @Nullable String message,
            String reason) {
        @Override
        public String toString() {
            return "MessageLeftOut[redacted]";
        }

        static List<MessageLeftOut> of(List<LeftOut> parts) {
            return parts.stream().map(part -> new MessageLeftOut(part.chat(), part.message(), part.reason())).toList();
        }
    }

    @Schema(name = "ImportResult", requiredProperties = {"chats", "messages", "changed", "skipped", "filesMissing",
        "leftOut", "messagesLeftOut", "namesLeftOut"})
    record ImportResult(@Schema(description = "Chats that are new.") int chats,
            @Schema(description = "Messages that are new.") int messages,
            @Schema(description = "Messages that were there in an older form.") int changed,
            @Schema(description = "Messages that were there as they are.") int skipped,
            @Schema(description = "Messages of whose files one was not uploaded.") int filesMissing,
            @Schema(description = "Parts of the export that are never kept.",
                    example = "[\"contacts\"]") List<String> leftOut,
            @Schema(description = "Messages, and whole chats, that could not be kept.") int messagesLeftOut,
            @Schema(description = "The first 100 of them.") List<MessageLeftOut> namesLeftOut) {}

    /// @param files by path
    @Schema(name = "NewImport")
    record ImportRequest(
            @Schema(description = "Which uploaded file stands for which path of the export; more can be added by further calls.") @Nullable @Size(
                    max = MOST_FILES) Map<@NotBlank @Size(max = 1024) String, @NotNull UUID> files) {
        @Override
        public String toString() {
            return "ImportRequest[redacted]";
        }
    }

    @Schema(name = "Import", requiredProperties = {"importId", "state", "bytesRead", "chats", "messages",
        "changed", "skipped", "filesMissing", "leftOut", "messagesLeftOut", "namesLeftOut"})
    record ImportStatus(UUID importId, ImportState state,
            @Schema(description = "Of the last upload.") long bytesRead,
            @Schema(description = "Chats that are new.") int chats,
            @Schema(description = "Messages that are new.") int messages,
            @Schema(description = "Messages that were there in an older form.") int changed,
            @Schema(description = "Messages that were there as they are.") int skipped,
            @Schema(description = "Messages of whose files one was not uploaded.") int filesMissing,
            @Schema(description = "Parts of the export that are never kept.") List<String> leftOut,
            @Schema(description = "Messages, and whole chats, that could not be kept.") int messagesLeftOut,
            @Schema(description = "The first 100 of them; once it is done.") List<MessageLeftOut> namesLeftOut) {

        static ImportStatus of(ImportProgress progress) {
            return new ImportStatus(progress.id(), progress.state(), progress.bytesRead(), progress.chats(),
                    progress.messages(), progress.changed(), progress.skipped(), progress.filesMissing(),
                    progress.leftOut(), progress.messagesLeftOut(), MessageLeftOut.of(progress.named()));
        }
    }

    @Schema(requiredProperties = {"removed"})
    record ImportCalledOff(@Schema(description = "Messages that had arrived and went.") int removed) {}

    private final ImportUploads imports;

    ImportController(ImportUploads imports) {
        this.imports = imports;
    }

    @PostMapping(consumes = MediaType.APPLICATION_JSON_VALUE)
    @ResponseStatus(HttpStatus.CREATED)
    @Operation(operationId = "importHistory", summary = "Imports a Telegram Desktop export (JSON, one chat or a whole"
            + " account) into your history, as chats of their own. The body is read as a stream.",
            requestBody = @io.swagger.v3.oas.annotations.parameters.RequestBody(required = true,
                    content = @Content(mediaType = MediaType.APPLICATION_JSON_VALUE,
                            schema = @Schema(type = "string", format = "binary"))))
    ImportResult importHistory(Caller caller, InputStream body) {
        ImportProgress result = imports.importAtOnce(caller.accountId(), body);
        return new ImportResult(result.chats(), result.messages(), result.changed(), result.skipped(),
                result.filesMissing(), result.leftOut(), result.messagesLeftOut(),
                MessageLeftOut.of(result.named()));
    }

    @PutMapping("/{importId}")
    @ApiResponse(responseCode = "201", description = "It waits for its content")
    @ApiResponse(responseCode = "200", description = "It was there already; the files were added")
    @Operation(operationId = "prepareImport",
            summary = "Prepares an import under an id that you choose, and tells which"
                    + " files you uploaded for it.")
    ResponseEntity<ImportStatus> prepare(Caller caller, @PathVariable UUID importId,
            @Valid @RequestBody ImportRequest request) {
        Map<String, UUID> files = request.files();
        boolean isNew = imports.prepare(caller.accountId(), importId, files == null ? Map.of() : files);
        return ResponseEntity.status(isNew ? HttpStatus.CREATED : HttpStatus.OK)
                .body(ImportStatus.of(imports.find(caller.accountId(), importId)));
    }

    @PutMapping(path = "/{importId}/content", consumes = MediaType.APPLICATION_JSON_VALUE)
    @Operation(operationId = "uploadImport", summary = "Sends the export of an import. Should it break off, send it"
            + " again: what has arrived is not stored twice.",
            requestBody = @io.swagger.v3.oas.annotations.parameters.RequestBody(required = true,
                    content = @Content(mediaType = MediaType.APPLICATION_JSON_VALUE,
                            schema = @Schema(type = "string", format = "binary"))))
    ImportStatus upload(Caller caller, @PathVariable UUID importId, InputStream body) {
        return ImportStatus.of(imports.read(caller.accountId(), importId, body));
    }

    @GetMapping("/{importId}")
    @Operation(operationId = "getImport", summary = "Tells how far an import is, up to a day after its end.")
    ImportStatus get(Caller caller, @PathVariable UUID importId) {
        return ImportStatus.of(imports.find(caller.accountId(), importId));
    }

    @DeleteMapping("/{importId}")
    @Operation(operationId = "callOffImport", summary = "Calls an import off; what it has staged goes.")
    ImportCalledOff callOff(Caller caller, @PathVariable UUID importId) {
        return new ImportCalledOff(imports.cancel(caller.accountId(), importId));
    }
}
