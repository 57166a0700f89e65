package dev.lethe.media.file;

import jakarta.validation.constraints.NotNull;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.util.unit.DataSize;
import org.springframework.validation.annotation.Validated;

/// What uploads may be.
///
/// @param maxSize the largest file
@Validated
@ConfigurationProperties("lethe.file")
record FileProperties(@DefaultValue("2GB") @NotNull DataSize maxSize) {}
