package dev.lethe.contact.directory;

import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.UUID;

import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

import dev.lethe.contact.number.NumberHash;

/// Accounts that joined and whose acquaintances are not all told yet.
@Repository
public class Newcomers {

    /// Above all prefixes: everybody is told.
    public static final int ALL = 1 << 16;

    private static final int SOME = 20;

    /// One of them.
    ///
    /// @param toldBelow the first two bytes of an owner's id: those below it are told
    public record Newcomer(UUID account, NumberHash number, Instant joinedAt, int toldBelow) {}

    private final JdbcClient jdbc;

    Newcomers(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /// Notes that the account's acquaintances are to be told.
    @Transactional(propagation = Propagation.MANDATORY)
    public void add(UUID account, Instant joinedAt) {
        jdbc.sql("update directory set told_below = 0, joined_at = :at where account_id = :account")
                .param("at", joinedAt.atOffset(ZoneOffset.UTC)).param("account", account).update();
    }

    /// Those who live and wait longest. The rows of the erased go with their erasure, and hold up nobody until then.
    public List<Newcomer> some() {
        return jdbc.sql("""
                select account_id, number_index, joined_at, told_below from directory d where told_below is not null
                  and not exists (select from subject s where s.id = d.account_id and s.state = 'erased')
                order by joined_at limit :some""").param("some", SOME)
                .query((row, _) -> new Newcomer(row.getObject(1, UUID.class), new NumberHash(row.getBytes(2)),
                        row.getObject(3, OffsetDateTime.class).toInstant(), row.getInt(4)))
                .list();
    }

    /// Notes that owners are told up to a prefix; locks the row until the commit. The caller holds the newcomer's subject.
    ///
    /// @return false when another replica told them, or the account is gone
    @Transactional(propagation = Propagation.MANDATORY)
    public boolean told(Newcomer newcomer, int below) {
        return jdbc.sql("""
                update directory set told_below = case when :below < :all then :below end,
                    joined_at = case when :below < :all then joined_at end
                where account_id = :account and told_below = :from""").param("below", below).param("all", ALL)
                .param("account", newcomer.account()).param("from", newcomer.toldBelow()).update() == 1;
    }
}
