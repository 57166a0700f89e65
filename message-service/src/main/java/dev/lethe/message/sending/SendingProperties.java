package dev.lethe.message.sending;

import java.time.Duration;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/// How sends become commits.
///
/// @param writers      how many transactions append at the same time at most; usually one does
/// @param copiesAtOnce after how many copies a commit gathers no further send
/// @param mostWaiting  how many sends may wait for a writer; more are answered 503 at once
/// @param patience     how long a send waits before it is answered 503
@ConfigurationProperties("lethe.message.sending")
record SendingProperties(@DefaultValue("2") int writers, @DefaultValue("256") int copiesAtOnce,
        @DefaultValue("1000") int mostWaiting, @DefaultValue("10s") Duration patience) {}
