package dev.lethe.gateway.door;

import java.util.List;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/// Which web apps of other origins may use the API from a browser.
///
/// @param origins such as `https://chat.example.org`; none by default
@ConfigurationProperties("lethe.gateway.cors")
record CorsProperties(@DefaultValue List<String> origins) {}
