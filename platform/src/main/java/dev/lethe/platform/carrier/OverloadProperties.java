package dev.lethe.platform.carrier;

import java.time.Duration;
import java.util.List;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/// When a service turns requests away.
///
/// @param patience how long a virtual thread may wait for its turn, in the mean of the last second or so. A request waits anew
///             after each answer of the database, so it takes several times as long
/// @param spared paths of calls that are served nevertheless, however late
@ConfigurationProperties("lethe.overload")
record OverloadProperties(@DefaultValue("250ms") Duration patience, @DefaultValue List<String> spared) {}
