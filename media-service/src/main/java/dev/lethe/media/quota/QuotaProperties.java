package dev.lethe.media.quota;

import jakarta.validation.constraints.NotNull;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.util.unit.DataSize;
import org.springframework.validation.annotation.Validated;

/// What an account may store. A file counts 64 KiB at least.
///
/// @param waiting uploads that no message has taken yet
/// @param stored  all uploads of the account, for as long as anybody holds them
@Validated
@ConfigurationProperties("lethe.quota")
record QuotaProperties(@DefaultValue("50GB") @NotNull DataSize waiting,
        @DefaultValue("100GB") @NotNull DataSize stored) {}
