package dev.lethe.gateway.door;

import java.util.List;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/// Which proxies stand before the gateway. Nothing is deduced from where it runs.
///
/// @param trusted networks (`10.0.0.0/8`, `::1/128`) whose word on who called is taken: the right-most address of
///            `X-Forwarded-For` that is none of them, `X-Forwarded-Proto` and `X-Forwarded-Prefix`. None by default
@ConfigurationProperties("lethe.gateway.proxies")
record ProxyProperties(@DefaultValue List<String> trusted) {}
