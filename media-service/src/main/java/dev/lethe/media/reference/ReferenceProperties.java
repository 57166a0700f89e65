package dev.lethe.media.reference;

import java.time.Duration;

import jakarta.validation.constraints.NotNull;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/// How long references live that no message has confirmed.
///
/// @param unattached how long an upload waits for its first message
/// @param prepared   how long an upload waits that an import has named
/// @param lease      how long a lease waits for its confirmation before message-service is asked
/// @param marker     how long a release is remembered, so that it wins over what arrives late
@Validated
@ConfigurationProperties("lethe.reference")
public record ReferenceProperties(@DefaultValue("PT24H") @NotNull Duration unattached,
        @DefaultValue("P7D") @NotNull Duration prepared,
        @DefaultValue("PT1H") @NotNull Duration lease, @DefaultValue("P7D") @NotNull Duration marker) {}
