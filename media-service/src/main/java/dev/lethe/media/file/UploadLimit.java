package dev.lethe.media.file;

import java.util.function.Supplier;

import dev.lethe.platform.problem.Problem;

/// How long an upload may become, and what ends one that is longer.
record UploadLimit(long bytes, Supplier<Problem> problem) {

    void check(long size) {
        if (size > bytes) {
            throw problem.get();
        }
    }
}
