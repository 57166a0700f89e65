package dev.lethe.account.link;

import java.nio.ByteBuffer;
import java.sql.Timestamp;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;

import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Repository;
import org.springframework.transaction.annotation.Transactional;

import dev.lethe.account.AccountProblems;

/// Devices that ask to be let in.
@Repository
class DeviceLinks {

    /// How long a device may wait to be approved, and how long it may then take to come in.
    static final Duration LIFETIME = Duration.ofMinutes(2);
    private static final Duration KEPT = Duration.ofMinutes(8);
    private static final Duration HOUR = Duration.ofHours(1);
    private static final int OPEN_OF_A_NETWORK = 60;
    private static final int OPEN_OF_A_SITE = 4 * OPEN_OF_A_NETWORK;
    private static final int GUESSES = 10;

    enum State {
        ASKED, APPROVED, REFUSED, USED
    }

    /// @param deviceName sealed under the code until it is approved, then under the account
    record DeviceLink(UUID id, byte[] secretHash, byte[] deviceName, State state, @Nullable UUID accountId,
            @Nullable UUID approvedBy, Instant createdAt, Instant expiresAt) {

        @Override
        public String toString() {
            return "DeviceLink[" + id + ", " + state + "]";
        }
    }

    /// Where a device asks from.
    ///
    /// @param site the same for all networks of an IPv6 subscriber
    record Origin(byte[] network, byte[] site) {}

    private static final String COLUMNS = """
            SELECT id, secret_hash, device_name, state, account_id, approved_by, created_at, expires_at
            FROM device_link WHERE\s""";

    private final JdbcClient jdbc;
    private final Clock clock;

    DeviceLinks(JdbcClient jdbc, Clock clock) {
        this.jdbc = jdbc;
        this.clock = clock;
    }

    /// Records one that asks, within what its network and its site may have open. There is no cap over all: one caller would
    /// close it for everybody.
    @Transactional
    void add(DeviceLink link, byte[] codeIndex, Origin origin) {
        jdbc.sql("SELECT pg_advisory_xact_lock(?)").param(ByteBuffer.wrap(origin.site()).getLong()).query().singleRow();
        var open = jdbc.sql("""
                SELECT count(*) FILTER (WHERE network = :network) >= :network_most OR count(*) >= :site_most
                FROM device_link WHERE site = :site AND expires_at > :now AND state = 'ASKED'""")
                .param("network", origin.network()).param("network_most", OPEN_OF_A_NETWORK)
                .param("site", origin.site()).param("site_most", OPEN_OF_A_SITE)
                .param("now", Timestamp.from(clock.instant())).query(Boolean.class).single();
        if (open) {
            throw AccountProblems.LINK_LIMIT.asProblem().retryAfter(LIFETIME);
        }
        jdbc.sql(
                """
                        INSERT INTO device_link (id, code_index, secret_hash, device_name, network, site, state, created_at, expires_at)
                        VALUES (?, ?, ?, ?, ?, ?, 'ASKED', ?, ?)""")
                .param(link.id()).param(codeIndex).param(link.secretHash())
                .param(link.deviceName()).param(origin.network()).param(origin.site())
                .param(Timestamp.from(link.createdAt()))
                .param(Timestamp.from(link.expiresAt())).update();
    }

    Optional<DeviceLink> find(UUID id) {
        return jdbc.sql(COLUMNS + "id = ?").param(id).query(DeviceLink.class).optional();
    }

    Optional<DeviceLink> lock(UUID id) {
        return jdbc.sql(COLUMNS + "id = ? FOR UPDATE").param(id).query(DeviceLink.class).optional();
    }

    Optional<DeviceLink> ofCode(byte[] codeIndex) {
        return jdbc.sql(COLUMNS + "code_index = ?").param(codeIndex).query(DeviceLink.class).optional();
    }

    void approve(UUID id, UUID account, UUID session, byte[] deviceName) {
        jdbc.sql(
                """
                        UPDATE device_link SET state = 'APPROVED', account_id = ?, approved_by = ?, device_name = ?, expires_at = ?
                        WHERE id = ?""")
                .param(account).param(session).param(deviceName)
                .param(Timestamp.from(clock.instant().plus(LIFETIME))).param(id).update();
    }

    void settle(UUID id, State state) {
        jdbc.sql("UPDATE device_link SET state = ? WHERE id = ?").param(state.name()).param(id).update();
    }

    /// Takes one of the account's tries to name a code, in a transaction that holds the account's lock.
    ///
    /// @throws dev.lethe.platform.problem.Problem when it named too many codes that nobody shows
    void takeGuess(UUID account) {
        refuseGuessing(account);
        countGuess(account);
    }

    /// Gives back a try that was right.
    void giveBackGuess(UUID account) {
        jdbc.sql("UPDATE device_link_guess SET wrong = wrong - 1 WHERE account_id = ? AND wrong > 0").param(account)
                .update();
    }

    private void refuseGuessing(UUID account) {
        jdbc.sql("SELECT since FROM device_link_guess WHERE account_id = ? AND since > ? AND wrong >= ?")
                .param(account).param(Timestamp.from(clock.instant().minus(HOUR))).param(GUESSES)
                .query((row, _) -> row.getTimestamp(1).toInstant()).optional().ifPresent(since -> {
                    throw AccountProblems.LINK_LIMIT.asProblem()
                            .retryAfter(Duration.between(clock.instant(), since.plus(HOUR)));
                });
    }

    private void countGuess(UUID account) {
        jdbc.sql("""
                INSERT INTO device_link_guess AS g (account_id, since, wrong) VALUES (:account, :now, 1)
                ON CONFLICT (account_id) DO UPDATE
                SET since = CASE WHEN g.since > :start THEN g.since ELSE excluded.since END,
                    wrong = CASE WHEN g.since > :start THEN g.wrong + 1 ELSE 1 END""").param("account", account)
                .param("now", Timestamp.from(clock.instant()))
                .param("start", Timestamp.from(clock.instant().minus(HOUR))).update();
    }

    @Scheduled(fixedDelayString = "PT1M")
    @Transactional
    void forget() {
        jdbc.sql("DELETE FROM device_link WHERE expires_at < ?").param(Timestamp.from(clock.instant().minus(KEPT)))
                .update();
        jdbc.sql("DELETE FROM device_link_guess WHERE since < ?").param(Timestamp.from(clock.instant().minus(HOUR)))
                .update();
    }
}
