package dev.lethe.account.operator;

import java.security.SecureRandom;
import java.sql.Timestamp;
import java.time.Clock;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

import dev.lethe.platform.internal.Peer;
import dev.lethe.platform.problem.PlatformProblems;

/// The log of what operators did.
@Repository
public class OperatorActs {

    private static final Logger LOG = LoggerFactory.getLogger(OperatorActs.class);
    private static final long LOCK = 0x6f70657261746f72L;
    private static final int SALT = 16;
    private static final SecureRandom RANDOM = new SecureRandom();

    private final JdbcClient jdbc;
    private final Clock clock;

    OperatorActs(JdbcClient jdbc, Clock clock) {
        this.jdbc = jdbc;
        this.clock = clock;
    }

    /// Adds an act in the transaction that does it, last of all: whoever else adds one waits for its commit.
    ///
    /// @param act     in words with hyphens
    /// @param account that it is about, locked by the caller
    /// @param object  the invitation or request that it is about
    @Transactional(propagation = Propagation.MANDATORY)
    public void add(Peer operator, String act, @Nullable UUID account, @Nullable UUID object) {
        if (!OperatorName.canBeLogged(operator.name())) {
            LOG.warn("an operator's act was refused: the common name of the certificate has no letter or digit, "
                    + "more than 64 characters, or control characters");
            throw PlatformProblems.FORBIDDEN.asProblem();
        }
        jdbc.sql("SELECT pg_advisory_xact_lock(?)").param(LOCK).query().singleRow();
        var added = LoggedAct.after(head(), clock.instant().truncatedTo(ChronoUnit.SECONDS), operator.name(), act,
                account, object, salt());
        jdbc.sql("""
                INSERT INTO operator_act (sequence, acted_at, acted_by, act, account_id, object_id, salt,
                                          digest_before, digest)
                VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)""")
                .param(added.sequence()).param(Timestamp.from(added.at()))
                .param(added.operator()).param(added.act()).param(added.account())
                .param(added.object()).param(added.salt()).param(added.digestBefore()).param(added.digest()).update();
    }

    private static byte[] salt() {
        byte[] salt = new byte[SALT];
        RANDOM.nextBytes(salt);
        return salt;
    }

    Head head() {
        return jdbc.sql("SELECT sequence, digest FROM operator_act ORDER BY sequence DESC LIMIT 1")
                .query((row, _) -> new Head(row.getLong(1), row.getBytes(2))).optional().orElse(Head.NONE);
    }

    List<LoggedAct> after(long sequence, int limit) {
        return jdbc.sql("SELECT * FROM operator_act WHERE sequence > ? ORDER BY sequence LIMIT ?").param(sequence)
                .param(limit).query(LoggedAct::read).list();
    }

    /// The first act that is about an account.
    Optional<Long> firstAbout(UUID account) {
        return jdbc.sql("SELECT min(sequence) FROM operator_act WHERE account_id = ?").param(account)
                .query(Long.class).optional();
    }
}
