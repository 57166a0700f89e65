package dev.lethe.message.sending;

import java.time.Duration;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/// How sends become commits.
///
/// @param writers      how many transactions append at the same time at most
/// @param copiesAtOnce after how many copies a commit gathers no further send
/// @param enoughBeside how many sends are worth a commit of their own while another one is under way; it pays only with
///                     many callers, and costs more of the database's time for each send
/// @param mostWaiting  how many sends may wait for a writer; more are answered 503 at once
/// @param patience     how long a send waits before it is answered 503
@ConfigurationProperties("lethe.message.sending")
record SendingProperties(@DefaultValue("2") int writers, @DefaultValue("256") int copiesAtOnce,
        @DefaultValue("8") int enoughBeside,
        @DefaultValue("1000") int mostWaiting, @DefaultValue("10s") Duration patience) {}
