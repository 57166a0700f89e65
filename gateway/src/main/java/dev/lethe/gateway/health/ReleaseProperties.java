package dev.lethe.gateway.health;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/// Which release the suite is of.
///
/// @param version such as `1.2.0`; the build sets it
@ConfigurationProperties("lethe.gateway.release")
public record ReleaseProperties(@DefaultValue("unknown") String version) {}
