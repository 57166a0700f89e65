package dev.lethe.account.signin;

import java.sql.Date;
import java.time.Clock;
import java.time.LocalDate;
import java.time.Period;
import java.time.ZoneOffset;
import java.util.HexFormat;
import java.util.UUID;

import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Repository;
import org.springframework.transaction.annotation.Transactional;

import dev.lethe.account.number.NumberIndex;
import dev.lethe.account.number.Numbers;
import dev.lethe.platform.number.PhoneNumber;

/// By which networks an account signed in during the last thirty days. A number has codes of its own there, so that a
/// stranger elsewhere who asks for its five a day locks nobody out. The hash is of network and number together: equal
/// networks of two accounts do not show.
@Repository
class KnownNetworks {

    private static final Period MEMORY = Period.ofDays(30);
    private static final int BLOCK = 5;

    private final JdbcClient jdbc;
    private final Numbers numbers;
    private final Clock clock;

    KnownNetworks(JdbcClient jdbc, Numbers numbers, Clock clock) {
        this.jdbc = jdbc;
        this.numbers = numbers;
        this.clock = clock;
    }

    /// The same work for every number.
    CodeOrigin origin(CallerNetwork network, PhoneNumber number, NumberIndex index) {
        String e164 = number.e164();
        return new CodeOrigin(numbers.hash("network", network.text()), numbers.hash("site", network.site()),
                numbers.hash("number-block", e164.substring(0, Math.max(2, e164.length() - BLOCK))),
                knows(index, network));
    }

    private boolean knows(NumberIndex index, CallerNetwork network) {
        boolean isKnown = jdbc.sql("""
                SELECT EXISTS (SELECT FROM number_index n JOIN known_network k ON k.account_id = n.account_id
                               WHERE n.number_index = :number AND k.network_index = :network)""")
                .param("number", index.bytes()).param("network", hash(index, network)).query(Boolean.class).single();
        return isKnown && !network.isUnknown();
    }

    /// Keeps the network in the transaction of a sign-in, which holds the account's lock.
    void remember(UUID account, NumberIndex index, CallerNetwork network) {
        if (network.isUnknown()) {
            return;
        }
        jdbc.sql("""
                INSERT INTO known_network (account_id, network_index, seen_on) VALUES (?, ?, ?)
                ON CONFLICT (account_id, network_index) DO UPDATE SET seen_on = excluded.seen_on""").param(account)
                .param(hash(index, network)).param(Date.valueOf(today())).update();
    }

    /// Forgets all networks of an account, whose number they were about.
    void forget(UUID account) {
        jdbc.sql("DELETE FROM known_network WHERE account_id = ?").param(account).update();
    }

    @Scheduled(initialDelayString = "PT5M", fixedDelayString = "PT1H")
    @Transactional
    void forget() {
        jdbc.sql("DELETE FROM known_network WHERE seen_on < ?").param(Date.valueOf(today().minus(MEMORY))).update();
    }

    private LocalDate today() {
        return LocalDate.ofInstant(clock.instant(), ZoneOffset.UTC);
    }

    private byte[] hash(NumberIndex index, CallerNetwork network) {
        return numbers.hash("known-network", network.text() + "|" + HexFormat.of().formatHex(index.bytes()));
    }
}
