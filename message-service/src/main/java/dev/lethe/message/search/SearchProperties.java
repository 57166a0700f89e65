package dev.lethe.message.search;

import java.time.Duration;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/// How long a search takes at most, and when the index forgets.
///
/// @param patience     after how long a search answers what it has
/// @param atOnce       how many searches run at the same time in a replica; further ones wait their turn
/// @param rebuildAfter how long what was deleted may stand in the index's file before it is rebuilt; a
///                     round over all partitions has the rest of seven days
@ConfigurationProperties("lethe.message.search")
record SearchProperties(@DefaultValue("100ms") Duration patience, @DefaultValue("4") int atOnce,
        @DefaultValue("3d") Duration rebuildAfter) {}
