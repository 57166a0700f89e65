package dev.lethe.account.signin;

import java.sql.Timestamp;
import java.time.Duration;
import java.time.Instant;

import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

import dev.lethe.account.AccountProblems;

/// What texts may cost in an hour: from one network, to one block of numbers, and in all. Counted over the rows of the codes
/// themselves, one request after the other, so that no two share the last one left.
@Repository
@EnableConfigurationProperties(CapProperties.class)
class CodeCaps {

    static final Duration WINDOW = Duration.ofHours(1);
    private static final int NETWORKS_OF_A_SITE = 4;
    private static final long LOCK = 0x636f646563617073L;
    private static final Logger LOG = LoggerFactory.getLogger(CodeCaps.class);

    private record Usage(int ofNetwork, @Nullable Instant firstOfNetwork, int ofSite, @Nullable Instant firstOfSite,
            int ofBlock, @Nullable Instant firstOfBlock,
            int all, @Nullable Instant first) {}

    private final JdbcClient jdbc;
    private final CapProperties caps;
    private volatile Instant toldAt = Instant.MIN;

    CodeCaps(JdbcClient jdbc, CapProperties caps) {
        this.jdbc = jdbc;
        this.caps = caps;
    }

    /// Refuses a code over a cap. Which one it was is told to operators only.
    @Transactional(propagation = Propagation.MANDATORY)
    void refuseTooMany(CodeOrigin origin, Instant now) {
        // what is refused anyway stands in nobody's way
        refuseOver(origin, now);
        jdbc.sql("SELECT pg_advisory_xact_lock(?)").param(LOCK).query().singleRow();
        refuseOver(origin, now);
    }

    private void refuseOver(CodeOrigin origin, Instant now) {
        Usage usage = jdbc.sql("""
                SELECT count(*) FILTER (WHERE network = :network) AS of_network,
                       min(created_at) FILTER (WHERE network = :network) AS first_of_network,
                       count(*) FILTER (WHERE site = :site) AS of_site,
                       min(created_at) FILTER (WHERE site = :site) AS first_of_site,
                       count(*) FILTER (WHERE block = :block) AS of_block,
                       min(created_at) FILTER (WHERE block = :block) AS first_of_block,
                       count(*) AS all, min(created_at) AS first
                FROM sign_in_code WHERE created_at > :since AND NOT known""").param("network", origin.network())
                .param("site", origin.site()).param("block", origin.block())
                .param("since", Timestamp.from(now.minus(WINDOW))).query(Usage.class)
                .single();
        refuse("all", usage.all() >= caps.all(), usage.first(), now);
        refuse("a block of numbers", usage.ofBlock() >= caps.block(), usage.firstOfBlock(), now);
        refuse("a site", usage.ofSite() >= NETWORKS_OF_A_SITE * caps.network(), usage.firstOfSite(), now);
        refuse("a network", usage.ofNetwork() >= caps.network(), usage.firstOfNetwork(), now);
    }

    private void refuse(String cap, boolean isReached, @Nullable Instant first, Instant now) {
        if (!isReached) {
            return;
        }
        if (now.isAfter(toldAt.plus(Duration.ofMinutes(1)))) {
            toldAt = now;
            LOG.warn("codes are refused: as many as are allowed in an hour were sent for {}", cap);
        }
        Instant free = (first == null ? now : first).plus(WINDOW);
        throw AccountProblems.CODE_CAP.asProblem().retryAfter(Duration.between(now, free));
    }
}
