package dev.lethe.key;

import java.nio.file.Path;
import java.time.Duration;

import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/// How this keyholder keeps shares.
///
/// @param name its name, as in its certificates
/// @param epochDirectory a small volume of its own, outside the database and never backed up
/// @param epochLength how long a destroyed share may still be opened from backups and logs by whoever has the epoch keys
/// @param fetchBudget shares that one role may fetch in a minute before it is slowed down and an alarm is raised
/// @param dailyDestructions destructions in 24 h that never wait for the operator; beyond, one in a hundred subjects
/// @param dailyYoungDestructions as many of subjects whose keys are younger than a day, which do not count among the others
@Validated
@ConfigurationProperties("lethe.keyholder")
public record KeyholderProperties(@NotBlank String name, @NotNull Path epochDirectory,
        @DefaultValue("24h") Duration epochLength, @DefaultValue("60000") @Min(1) int fetchBudget,
        @DefaultValue("100") @Min(0) int dailyDestructions, @DefaultValue("1000") @Min(0) int dailyYoungDestructions) {}
