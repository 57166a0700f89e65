package dev.lethe.message.stream;

import java.time.Duration;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/// How live streams are kept.
///
/// @param heartBeat  after how long each stream is told where it stands, and compared with its mailbox
/// @param longest    after how long a stream ends and asks its client to come again, with a token of that time
/// @param perAccount how many one account may have open at a replica
/// @param perReplica how many a replica keeps, as far as a quarter of its heap goes
/// @param reads      how many read from the database at once; the others wait for their turn
/// @param gathering  how long advanced mailboxes are gathered before other replicas are told
@ConfigurationProperties("lethe.message.stream")
record StreamProperties(@DefaultValue("15s") Duration heartBeat, @DefaultValue("1h") Duration longest,
        @DefaultValue("20") int perAccount, @DefaultValue("10000") int perReplica, @DefaultValue("4") int reads,
        @DefaultValue("100ms") Duration gathering) {

    // an idle one holds at most 16 KiB, one that is stuck 80; most are idle
    private static final int BYTES = 48 * 1024;
    private static final int SHARE = 4;

    /// How many a replica keeps with a heap of so many bytes.
    long most(long heap) {
        return Math.min(perReplica, heap / SHARE / BYTES);
    }
}
