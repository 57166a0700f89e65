package dev.lethe.message.stream;

import java.io.IOException;
import java.nio.charset.StandardCharsets;

import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;

import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

import tools.jackson.databind.json.JsonMapper;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;

import dev.lethe.message.mailbox.Cursor;
import dev.lethe.platform.caller.Caller;
import dev.lethe.platform.caller.Revocations;
import dev.lethe.platform.problem.FailureText;
import dev.lethe.platform.problem.PlatformProblems;

/// What happens, as it happens.
@RestController
@Tag(name = "updates")
class StreamController {
    static final String PATH = "/v1/updates/stream";
    private static final Logger LOG = LoggerFactory.getLogger(StreamController.class);

    private final LiveStreams streams;
    private final Revocations revocations;
    private final JsonMapper json;

    StreamController(LiveStreams streams, Revocations revocations, JsonMapper json) {
        this.streams = streams;
        this.revocations = revocations;
        this.json = json;
    }

    // Whatever the client accepts: generated ones name JSON, or what problems are, and get the stream all the same.
    @GetMapping(PATH)
    @Operation(operationId = "streamUpdates", summary = "Streams what happens, after what happened since the cursor",
            description = """
                    Server-sent events: `update` (data: `Update`, as in `listUpdates`), `reset` (data: `StreamReset`; forget what you \
                    have, read your chats anew; the stream goes on) and `heartbeat` (data: `StreamHeartbeat`; each 15 s). The id of \
                    each is a cursor. Without a cursor the stream starts now. It ends with the session.

                    A generated call that returns the body returns when the stream ends. Take the raw answer instead, which is \
                    there with its head, and read its body as it comes (in TypeScript `streamUpdatesRaw` and `raw.body`): \
                    events end with an empty line, and each has a line `id: …`, `event: …` and `data: …`, the last a JSON document.""")
    @ApiResponse(responseCode = "200", description = "The stream",
            content = @Content(mediaType = MediaType.TEXT_EVENT_STREAM_VALUE, schema = @Schema(type = "string")))
    void stream(Caller caller,
            @Parameter(description = "The id of the last event that came; goes before `after`.") @RequestHeader(
                    name = "Last-Event-ID", required = false) @Nullable String lastEventId,
            @RequestParam @Nullable String after, @Parameter(hidden = true) HttpServletRequest request,
            @Parameter(hidden = true) HttpServletResponse response) throws IOException {
        String text = lastEventId == null || lastEventId.isEmpty() ? after : lastEventId;
        Cursor cursor = text == null ? null : Cursor.parse(text, caller.accountId());
        if (request.getContentLengthLong() > 0 || request.getHeader(HttpHeaders.TRANSFER_ENCODING) != null) {
            // its rest would have to be read before the connection can be taken over
            throw PlatformProblems.MALFORMED_REQUEST.asProblem();
        }
        LiveStream stream = opened(caller);
        response.setContentType(MediaType.TEXT_EVENT_STREAM_VALUE);
        response.setCharacterEncoding(StandardCharsets.UTF_8);
        response.setHeader(HttpHeaders.CACHE_CONTROL, "no-store");
        // asks proxies to pass on each event as it comes
        response.setHeader("X-Accel-Buffering", "no");
        if (request.getMethod().equals("HEAD")) {
            streams.leave(stream);
            return;
        }
        // the body has no length and no chunks, since the server that would write them has no more to do with it
        response.setHeader(HttpHeaders.CONNECTION, "close");
        takeOver(request, response, stream, cursor);
    }

    private void takeOver(HttpServletRequest request, HttpServletResponse response, LiveStream stream,
            @Nullable Cursor cursor) throws IOException {
        try {
            // what is spoken stays HTTP: its head goes out before the server would say that it switches
            response.flushBuffer();
            StreamConnection connection = request.upgrade(StreamConnection.class);
            connection.takeOver(out -> follow(stream, cursor, new EventWriter(out, json)),
                    () -> streams.leave(stream));
        } catch (IOException | RuntimeException e) {
            streams.leave(stream);
            throw e;
        } catch (ServletException e) {
            streams.leave(stream);
            throw new IllegalStateException("the server gives its connection to nobody", e);
        }
    }

    /// Whatever goes wrong, the answer has begun: all there is to say is its end. The client comes again.
    private void follow(LiveStream stream, @Nullable Cursor from, EventWriter out) {
        try {
            stream.follow(from, out);
        } catch (IOException gone) {
            LOG.debug("a stream's client is gone: {}", FailureText.of(gone));
        } catch (RuntimeException e) {
            LOG.info("a stream ends early: {}", e.getClass().getSimpleName());
        } finally {
            streams.leave(stream);
        }
    }

    private LiveStream opened(Caller caller) {
        LiveStream stream = streams.open(caller);
        if (revocations.isRevoked(caller)) {
            streams.leave(stream);
            throw PlatformProblems.UNAUTHENTICATED.asProblem();
        }
        return stream;
    }
}
