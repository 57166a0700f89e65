package dev.lethe.media.blob;

import java.nio.file.Path;

import jakarta.validation.constraints.NotNull;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.validation.annotation.Validated;

/// Where bytes lie.
///
/// @param directory the folder of all blobs; made when missing
@Validated
@ConfigurationProperties("lethe.blob")
record BlobProperties(@NotNull Path directory) {}
