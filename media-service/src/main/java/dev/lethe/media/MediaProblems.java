package dev.lethe.media;

import java.time.Duration;

import dev.lethe.platform.problem.ProblemType;

/// What media-service refuses, and how it says so.
public final class MediaProblems {

    /// Larger than the limit; `limit` says it in bytes.
    public static final ProblemType FILE_TOO_LARGE = new ProblemType(413, "file-too-large", "The file is too large.");

    /// The account stores all that it may; `waitingLimit` and `storedLimit` say how much that is, in bytes.
    public static final ProblemType STORAGE_FULL = new ProblemType(403, "storage-full",
            "Your uploads take up all the room they may.");

    /// Enough files of this account are on their way; `limit` says how many that is.
    public static final ProblemType TOO_MANY_TRANSFERS = new ProblemType(429, "too-many-transfers",
            "Too many of your files are on their way at once.");

    /// The body ended before its time.
    public static final ProblemType UPLOAD_INCOMPLETE = new ProblemType(400, "upload-incomplete",
            "The upload ended early.");

    /// Content-Type or Content-Disposition is none.
    public static final ProblemType HEADER_INVALID = new ProblemType(400, "header-invalid",
            "A header cannot be read.");

    /// A range outside the file; `size` says what there is.
    public static final ProblemType RANGE_UNSATISFIABLE = new ProblemType(416, "range-unsatisfiable",
            "The file has no such range.");

    /// The store of bytes cannot be written or read.
    public static final ProblemType STORE_UNAVAILABLE = new ProblemType(503, "store-unavailable",
            "Files cannot be stored or read right now.");

    /// How long to wait for the store before trying again.
    public static final Duration STORE_PAUSE = Duration.ofSeconds(5);

    private MediaProblems() {
    }
}
