package dev.lethe.media.file;

import java.util.regex.Pattern;

import org.jspecify.annotations.Nullable;

import dev.lethe.media.MediaProblems;
import dev.lethe.platform.problem.Problem;

/// A part of a file (RFC 9110, section 14).
///
/// @param first   its first byte
/// @param last    its last byte; one less than first for an empty file
/// @param partial whether somebody asked for a part
record ByteRange(long first, long last, boolean partial) {

    private static final Pattern SINGLE = Pattern.compile("bytes=\\s*(\\d{0,18})\\s*-\\s*(\\d{0,18})\\s*");

    static ByteRange whole(long size) {
        return new ByteRange(0, size - 1, false);
    }

    /// Reads a Range header. As the RFC allows, other units than bytes, what cannot be read, and
    /// several ranges are ignored: then it is the whole file.
    static ByteRange of(@Nullable String header, long size) {
        if (header == null || !header.startsWith("bytes=")) {
            return whole(size);
        }
        var match = SINGLE.matcher(header);
        if (!match.matches() || (match.group(1).isEmpty() && match.group(2).isEmpty())) {
            return whole(size);
        }
        var range = match.group(1).isEmpty()
                ? suffix(Long.parseLong(match.group(2)), size)
                : fromTo(Long.parseLong(match.group(1)), match.group(2), size);
        if (range.partial && range.first > range.last) {
            throw unsatisfiable(size);
        }
        return range;
    }

    long length() {
        return last - first + 1;
    }

    private static ByteRange suffix(long length, long size) {
        return new ByteRange(Math.max(0, size - length), length == 0 ? -1 : size - 1, true);
    }

    private static ByteRange fromTo(long first, String last, long size) {
        if (!last.isEmpty() && Long.parseLong(last) < first) {
            return whole(size);
        }
        long end = last.isEmpty() ? size - 1 : Math.min(Long.parseLong(last), size - 1);
        return new ByteRange(first, end, true);
    }

    private static Problem unsatisfiable(long size) {
        return MediaProblems.RANGE_UNSATISFIABLE.asProblem().with("size", size);
    }
}
