package dev.lethe.media;

import java.time.Duration;

import dev.lethe.platform.problem.ProblemType;

/// What media-service refuses, and how it says so.
public final class MediaProblems {

    /// Larger than the limit; `limit` says it in bytes.
    public static final ProblemType FILE_TOO_LARGE = new ProblemType(413, "file-too-large", "The file is too large.");

    /// The body ended before its time.
    public static final ProblemType UPLOAD_INCOMPLETE = new ProblemType(400, "upload-incomplete",
            "The upload ended early.");

    /// Content-Type or Content-Disposition is none.
    public static final ProblemType HEADER_INVALID = new ProblemType(400, "header-invalid",
            "A header cannot be read.");

    /// No single range within the file; `size` says what there is.
    public static final ProblemType RANGE_UNSATISFIABLE = new ProblemType(416, "range-unsatisfiable",
            "Only one range within the file can be answered.");

    /// The store of bytes cannot be written or read.
    public static final ProblemType STORE_UNAVAILABLE = new ProblemType(503, "store-unavailable",
            "Files cannot be stored or read right now.");

    /// How long to wait for the store before trying again.
    public static final Duration STORE_PAUSE = Duration.ofSeconds(5);

    private MediaProblems() {
    }
}
