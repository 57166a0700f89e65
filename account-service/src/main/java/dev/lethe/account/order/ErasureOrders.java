package dev.lethe.account.order;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/// Orders of operators to end accounts. Whoever writes one holds the account's lock.
@Repository
class ErasureOrders {

    /// @param askedBy the operator, who may not confirm it
    record Row(UUID id, UUID accountId, String askedBy, Instant askedAt, Instant expiresAt,
            @Nullable Instant confirmedAt) {
        static Row read(ResultSet row, int number) throws SQLException {
            Timestamp confirmedAt = row.getTimestamp("confirmed_at");
            return new Row(row.getObject("id", UUID.class), row.getObject("account_id", UUID.class),
                    row.getString("asked_by"), row.getTimestamp("asked_at").toInstant(),
                    row.getTimestamp("expires_at").toInstant(), confirmedAt == null ? null : confirmedAt.toInstant());
        }
    }

    private static final String COLUMNS = "id, account_id, asked_by, asked_at, expires_at, confirmed_at";

    private final JdbcClient jdbc;

    ErasureOrders(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    void add(Row row) {
        jdbc.sql("INSERT INTO erasure_order (id, account_id, asked_by, asked_at, expires_at) VALUES (?, ?, ?, ?, ?)")
                .param(row.id()).param(row.accountId()).param(row.askedBy()).param(Timestamp.from(row.askedAt()))
                .param(Timestamp.from(row.expiresAt())).update();
    }

    Optional<Row> find(UUID id) {
        return jdbc.sql("SELECT " + COLUMNS + " FROM erasure_order WHERE id = ?").param(id).query(Row::read)
                .optional();
    }

    Optional<Row> open(UUID account, String operator, Instant now) {
        return jdbc.sql("SELECT " + COLUMNS + """
                 FROM erasure_order
                WHERE account_id = ? AND asked_by = ? AND confirmed_at IS NULL AND expires_at > ? LIMIT 1""")
                .param(account).param(operator).param(Timestamp.from(now)).query(Row::read).optional();
    }

    /// The latest first.
    List<Row> list() {
        return jdbc.sql("SELECT " + COLUMNS + " FROM erasure_order ORDER BY asked_at DESC LIMIT 1000")
                .query(Row::read).list();
    }

    /// From now on a text is owed to the owner.
    void confirm(UUID id, Instant now) {
        jdbc.sql("UPDATE erasure_order SET confirmed_at = ?, text_owed = true WHERE id = ?").param(Timestamp.from(now))
                .param(id).update();
    }

    void remove(UUID id) {
        jdbc.sql("DELETE FROM erasure_order WHERE id = ?").param(id).update();
    }

    /// Takes orders whose text is owed and was not tried since a moment. Whoever takes them tries now.
    List<Row> takeOwedTexts(Instant triedBefore, Instant now) {
        return jdbc.sql("""
                UPDATE erasure_order SET text_tried_at = ? WHERE id IN (
                    SELECT id FROM erasure_order
                    WHERE text_owed AND (text_tried_at IS NULL OR text_tried_at < ?) LIMIT 20 FOR UPDATE SKIP LOCKED)
                RETURNING\s""" + COLUMNS).param(Timestamp.from(now)).param(Timestamp.from(triedBefore))
                .query(Row::read).list();
    }

    void textDone(UUID id) {
        jdbc.sql("UPDATE erasure_order SET text_owed = false WHERE id = ?").param(id).update();
    }

    void forget(Instant expiredBefore, Instant confirmedBefore) {
        jdbc.sql("DELETE FROM erasure_order WHERE (confirmed_at IS NULL AND expires_at < ?) OR confirmed_at < ?")
                .param(Timestamp.from(expiredBefore)).param(Timestamp.from(confirmedBefore)).update();
    }
}
