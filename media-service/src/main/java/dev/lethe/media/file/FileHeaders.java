package dev.lethe.media.file;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.UUID;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;

import org.jspecify.annotations.Nullable;
import org.springframework.http.ContentDisposition;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.InvalidMediaTypeException;
import org.springframework.http.MediaType;

import dev.lethe.media.MediaProblems;

/// A file's description in headers, in and out. What goes out is a download and nothing a browser would run.
final class FileHeaders {

    private static final int LONGEST_TYPE = 255;
    private static final List<String> RESUMABLE = List.of("Tus-Resumable", "Upload-Length", "Upload-Complete",
            "Upload-Offset");

    private FileHeaders() {
    }

    /// Protocols of resumable uploads begin with a POST without the file; taken for an upload, it would be an empty one.
    static void refuseResumable(HttpServletRequest request) {
        for (var header : RESUMABLE) {
            if (request.getHeader(header) != null) {
                throw MediaProblems.HEADER_INVALID.asProblem().withField(header,
                        "is not known: an upload is one request with the whole file as its body");
            }
        }
    }

    /// The cleaned name of a Content-Disposition (RFC 6266).
    static FileName name(@Nullable String disposition) {
        if (disposition == null || disposition.isBlank()) {
            return FileName.of(null);
        }
        try {
            return FileName.of(ContentDisposition.parse(written(disposition)).getFilename());
        } catch (IllegalArgumentException unreadable) {
            throw MediaProblems.HEADER_INVALID.asProblem().withField(HttpHeaders.CONTENT_DISPOSITION,
                    "must be as in attachment; filename*=UTF-8''cat.jpg");
        }
    }

    /// Headers are read as Latin-1, while most clients that send more than ASCII mean UTF-8.
    private static String written(String header) {
        try {
            return StandardCharsets.UTF_8.newDecoder()
                    .decode(ByteBuffer.wrap(header.getBytes(StandardCharsets.ISO_8859_1))).toString();
        } catch (CharacterCodingException latin) {
            return header;
        }
    }

    /// The media type of a Content-Type; `application/octet-stream` without one.
    ///
    /// @param place where it was said, for the problem
    static String mediaType(String place, @Nullable String contentType) {
        if (contentType == null || contentType.isBlank()) {
            return MediaType.APPLICATION_OCTET_STREAM_VALUE;
        }
        try {
            var type = MediaType.parseMediaType(contentType);
            if (type.isConcrete() && contentType.length() <= LONGEST_TYPE) {
                return type.toString();
            }
        } catch (InvalidMediaTypeException unreadable) {
            // answered below
        }
        throw MediaProblems.HEADER_INVALID.asProblem().withField(place, "must be a media type");
    }

    /// A file never changes, so its id is its version.
    static String tag(UUID id) {
        return "\"" + id + "\"";
    }

    static void write(HttpServletResponse response, FileDescription file, ByteRange range) {
        response.setContentType(file.type());
        response.setContentLengthLong(range.length());
        response.setHeader(HttpHeaders.CONTENT_DISPOSITION, ContentDisposition.attachment()
                .filename(file.name().text(), StandardCharsets.UTF_8).build().toString());
        response.setHeader("X-Content-Type-Options", "nosniff");
        response.setHeader("Content-Security-Policy", "default-src 'none'; sandbox");
        response.setHeader(HttpHeaders.CACHE_CONTROL, "private, no-store");
        response.setHeader(HttpHeaders.ACCEPT_RANGES, "bytes");
        response.setHeader(HttpHeaders.ETAG, tag(file.id()));
        if (range.partial()) {
            response.setStatus(HttpStatus.PARTIAL_CONTENT.value());
            response.setHeader(HttpHeaders.CONTENT_RANGE,
                    "bytes %d-%d/%d".formatted(range.first(), range.last(), file.size()));
        }
    }
}
