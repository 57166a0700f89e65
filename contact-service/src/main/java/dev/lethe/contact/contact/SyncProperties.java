package dev.lethe.contact.contact;

import java.time.Duration;

import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Positive;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/// How many numbers an account may bring, so that nobody tries out all there are.
///
/// @param newNumbers numbers an account may add within the window
/// @param window     how long an added number counts
@Validated
@ConfigurationProperties("lethe.sync")
record SyncProperties(@DefaultValue("20000") @Positive int newNumbers,
        @DefaultValue("P10D") @NotNull Duration window) {}
