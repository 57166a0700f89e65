package dev.lethe.media.file;

import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.Positive;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/// How many files may be on their way at once.
///
/// @param uploads     of one account to one replica
/// @param downloads   of one account from one replica
/// @param heapPercent how much of the heap all of a replica may take; beyond it, callers are turned away
@Validated
@ConfigurationProperties("lethe.transfer")
record TransferProperties(@DefaultValue("8") @Positive int uploads, @DefaultValue("32") @Positive int downloads,
        @DefaultValue("25") @Min(1) @Max(90) int heapPercent) {}
