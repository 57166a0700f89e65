package dev.lethe.message.export;

import java.time.Duration;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.util.unit.DataSize;

/// How much exports may take.
///
/// @param perAccount  how many of one account are under way at a replica
/// @param perReplica  how many in all
/// @param reads       how many read from the database at once; the others wait for their turn
/// @param leastAmount how much a client takes at least
/// @param leastWithin in how much time that an export waits for it
@ConfigurationProperties("lethe.message.export")
record ExportProperties(@DefaultValue("2") int perAccount, @DefaultValue("16") int perReplica,
        @DefaultValue("2") int reads, @DefaultValue("256KB") DataSize leastAmount,
        @DefaultValue("30s") Duration leastWithin) {}
