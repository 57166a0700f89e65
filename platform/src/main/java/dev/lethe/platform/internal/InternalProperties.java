package dev.lethe.platform.internal;

import java.time.Duration;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/// The internal door.
///
/// @param port its port
/// @param connectTimeout how long a call to another service may take to connect
/// @param readTimeout how long it may take to answer
@ConfigurationProperties("lethe.internal")
public record InternalProperties(int port, @DefaultValue("1s") Duration connectTimeout,
        @DefaultValue("5s") Duration readTimeout) {}
