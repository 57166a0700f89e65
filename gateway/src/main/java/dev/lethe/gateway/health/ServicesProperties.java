package dev.lethe.gateway.health;

import java.net.URI;
import java.util.Map;

import org.springframework.boot.context.properties.ConfigurationProperties;

/// Where the services stand. The routes of `application.yaml` use the same settings.
///
/// @param services service by its short name (`account`, `message`, `contact`, `media`), as `http://host:port`
@ConfigurationProperties("lethe.gateway")
record ServicesProperties(Map<String, URI> services) {}
