package dev.lethe.platform.database;

import java.time.Duration;
import java.util.List;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/// How long the database may be silent, and how many may wait for it.
///
/// @param patience     what a public request waits for the answer to one statement; then the connection counts as broken.
///                     Whatever else asks waits as long as the driver does
/// @param mostWaiting  how many may wait for a connection; further public requests are refused at once
/// @param longRequests where paths begin whose requests work in batches, and wait as jobs do
@ConfigurationProperties("lethe.database")
record DatabaseProperties(@DefaultValue("10s") Duration patience, @DefaultValue("256") int mostWaiting,
        @DefaultValue List<String> longRequests) {}
