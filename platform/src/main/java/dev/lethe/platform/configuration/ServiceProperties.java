package dev.lethe.platform.configuration;

import jakarta.validation.constraints.NotBlank;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/// Who this process is.
///
/// @param name    the service's name, as in its certificate, its events and its witness' answers
/// @param version the release that it is of; the build sets it
@Validated
@ConfigurationProperties("lethe.service")
public record ServiceProperties(@NotBlank String name, @DefaultValue("unknown") String version) {}
