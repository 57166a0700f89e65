package dev.lethe.media.file;

import java.io.IOException;
import java.net.URI;
import java.util.UUID;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;

import org.apache.coyote.CloseNowException;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

import io.swagger.v3.oas.annotations.Hidden;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.headers.Header;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.parameters.RequestBody;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;

import dev.lethe.media.reference.Holders;
import dev.lethe.platform.body.LeastRate;
import dev.lethe.platform.caller.Caller;
import dev.lethe.platform.caller.Revocations;
import dev.lethe.platform.problem.PlatformProblems;
import dev.lethe.platform.problem.Problem;

@RestController
@RequestMapping("/v1/files")
@Tag(name = "Files", description = "Photos, videos and documents of cloud chats.")
class FileController {

    private final FileUpload upload;
    private final FileDownload download;
    private final Holders holders;
    private final Revocations revocations;
    private final LeastRate rate;
    private final TransferPlaces places;

    FileController(FileUpload upload, FileDownload download, Holders holders, Revocations revocations,
            LeastRate rate, TransferPlaces places) {
        this.upload = upload;
        this.download = download;
        this.holders = holders;
        this.revocations = revocations;
        this.rate = rate;
        this.places = places;
    }

    @Schema(name = "StoredFile")
    record FileResponse(UUID id, @Schema(description = "In bytes") long size, String type, String name) {

        static FileResponse of(FileDescription file) {
            return new FileResponse(file.id(), file.size(), file.type(), file.name().text());
        }

        @Override
        public String toString() {
            return "FileResponse[id=" + id + "]";
        }
    }

    @Schema(name = "DeletedFiles")
    record DeletedResponse(int deleted) {}

    @PostMapping
    @Operation(operationId = "uploadFile", summary = "Uploads a file for a message",
            description = "The body is the file, at most 2 GiB by default. A file that no message has taken within 24 h is deleted. Content-Type may be any media type and is what downloads will say.")
    @RequestBody(required = true,
            content = @Content(mediaType = MediaType.APPLICATION_OCTET_STREAM_VALUE,
                    schema = @Schema(type = "string", format = "binary")))
    @ApiResponse(responseCode = "201", description = "Stored",
            content = @Content(mediaType = MediaType.APPLICATION_JSON_VALUE,
                    schema = @Schema(implementation = FileResponse.class)))
    ResponseEntity<FileResponse> upload(Caller caller,
            @Parameter(description = "The file's name, as in `attachment; filename*=UTF-8''cat.jpg`") @RequestHeader(
                    name = HttpHeaders.CONTENT_DISPOSITION, required = false) @Nullable String disposition,
            @Parameter(description = "The file's media type, for clients that cannot set Content-Type; wins over it",
                    example = "image/jpeg") @RequestParam(
                            required = false) @Nullable String type,
            @Parameter(hidden = true) HttpServletRequest request) throws IOException {
        return store(caller, FileHeaders.name(disposition), type, request);
    }

    /// What `curl -T` and programs like it send.
    @PutMapping({"", "/", "/{name}"})
    @Hidden
    ResponseEntity<FileResponse> put(Caller caller, @PathVariable(required = false) @Nullable String name,
            @RequestHeader(name = HttpHeaders.CONTENT_DISPOSITION, required = false) @Nullable String disposition,
            @RequestParam(required = false) @Nullable String type, HttpServletRequest request) throws IOException {
        return store(caller, disposition == null ? FileName.of(name) : FileHeaders.name(disposition), type, request);
    }

    private ResponseEntity<FileResponse> store(Caller caller, FileName name, @Nullable String type,
            HttpServletRequest request) throws IOException {
        FileHeaders.refuseResumable(request);
        var file = upload.upload(caller.accountId(), name,
                type == null ? FileHeaders.mediaType(HttpHeaders.CONTENT_TYPE, request.getContentType())
                        : FileHeaders.mediaType("type", type),
                request.getContentLengthLong(),
                new LivingInput(rate.watch(request.getInputStream()), () -> refuseDead(caller)));
        return ResponseEntity.created(URI.create("/v1/files/" + file.id())).body(FileResponse.of(file));
    }

    @GetMapping("/{id}")
    @Operation(operationId = "downloadFile", summary = "Downloads a file that one of your messages holds",
            description = "HEAD answers the headers alone.")
    @ApiResponse(responseCode = "200", description = "The whole file",
            content = @Content(mediaType = MediaType.APPLICATION_OCTET_STREAM_VALUE,
                    schema = @Schema(type = "string", format = "binary")))
    @ApiResponse(responseCode = "206", description = "The range asked for",
            headers = @Header(name = HttpHeaders.CONTENT_RANGE, schema = @Schema(type = "string")),
            content = @Content(mediaType = MediaType.APPLICATION_OCTET_STREAM_VALUE,
                    schema = @Schema(type = "string", format = "binary")))
    void download(Caller caller, @PathVariable UUID id,
            @Parameter(
                    description = "One range, as in `bytes=0-1023`; several, or what cannot be read, are answered with the whole file") @RequestHeader(
                            name = HttpHeaders.RANGE,
                            required = false) @Nullable String range,
            @Parameter(hidden = true) @RequestHeader(name = HttpHeaders.IF_RANGE,
                    required = false) @Nullable String ifRange,
            @Parameter(hidden = true) HttpServletRequest request,
            @Parameter(hidden = true) HttpServletResponse response)
            throws IOException {
        try (var _ = places.forDownload(caller.accountId())) {
            var file = download.open(caller.accountId(), id);
            var asked = range(ifRange == null || ifRange.equals(FileHeaders.tag(id)) ? range : null,
                    file.description().size(), response);
            send(caller, file, asked, request.getMethod().equals("HEAD"), response);
        }
    }

    private static ByteRange range(@Nullable String range, long size, HttpServletResponse response) {
        try {
            return ByteRange.of(range, size);
        } catch (Problem unsatisfiable) {
            response.setHeader(HttpHeaders.CONTENT_RANGE, "bytes */" + size);
            throw unsatisfiable;
        }
    }

    private void send(Caller caller, FileDownload.Opened file, ByteRange asked, boolean isHead,
            HttpServletResponse response) throws IOException {
        var description = file.description();
        try (var sealed = download.sealedBytes(description.id(), asked)) {
            var segments = new SegmentReader(file.sealing(), sealed, asked, description.size());
            // the first segment is opened before anything is answered: a broken file is a problem, not half a file
            var part = segments.next();
            FileHeaders.write(response, description, asked);
            var answer = rate.watch(response.getOutputStream());
            for (; part != null && !isHead; part = segments.next()) {
                refuseRevoked(caller);
                answer.write(part);
            }
        }
    }

    /// Nobody knows who still lives while the authority is away: that says nothing about this token.
    private void refuseDead(Caller caller) {
        if (revocations.isRevoked(caller)) {
            throw PlatformProblems.UNAUTHENTICATED.asProblem();
        }
        if (!revocations.isOpen()) {
            throw PlatformProblems.unavailable();
        }
    }

    /// A long download ends with its session. The answer has begun, so all that is left is to break it off.
    private void refuseRevoked(Caller caller) throws CloseNowException {
        if (revocations.isRevoked(caller) || !revocations.isOpen()) {
            throw new CloseNowException("The session ended");
        }
    }

    @DeleteMapping("/{id}")
    @Operation(operationId = "deleteFile", summary = "Deletes an upload that no message has taken",
            description = "What messages hold goes with the messages.")
    DeletedResponse delete(Caller caller, @PathVariable UUID id) {
        int deleted = holders.dropUnattached(id, caller.accountId());
        if (deleted == 0) {
            throw PlatformProblems.NOT_FOUND.asProblem();
        }
        return new DeletedResponse(deleted);
    }
}
