package dev.lethe.gateway.page;

import java.net.URI;

import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;

/// What the pages tell of where the gateway runs.
///
/// @param smsInbox where codes are read on a developer's machine; elsewhere there is none
@ConfigurationProperties("lethe.gateway.page")
record PageProperties(@Nullable URI smsInbox) {}
