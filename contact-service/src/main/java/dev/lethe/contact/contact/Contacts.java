package dev.lethe.contact.contact;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;

import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

import dev.lethe.contact.number.NumberHash;

/// All owners' contacts. Rows move in sets here, so this is SQL.
@Repository
class Contacts {

    /// Whose a number is while two accounts stand at it, of which one has left, nobody knows: it matches neither.
    private static final String COLUMNS = """
            SELECT c.owner_id, c.id, c.number_index, c.number, c.first_name, c.last_name,
                (SELECT (array_agg(d.account_id))[1] FROM directory d JOIN subject s ON s.id = d.account_id
                 WHERE d.number_index = c.number_index AND s.state = 'live' HAVING count(*) = 1) AS account_id
            FROM contact c
            """;

    static final String OF_NUMBER = """
            SELECT c.owner_id, c.id, c.number, c.first_name, c.last_name, NULL::uuid AS account_id
            FROM contact c
            WHERE c.number_index = :number AND c.owner_id BETWEEN :first AND :last
                AND EXISTS (SELECT FROM consent k WHERE k.owner_id = c.owner_id)
            ORDER BY c.owner_id LIMIT :limit
            """;

    private final JdbcClient sql;

    Contacts(JdbcClient sql) {
        this.sql = sql;
    }

    /// The owner's contacts that have one of these numbers, by number.
    Map<NumberHash, SealedContact> withNumbers(UUID owner, Collection<NumberHash> numbers) {
        var found = new HashMap<NumberHash, SealedContact>();
        sql.sql(COLUMNS + "WHERE c.owner_id = :owner AND c.number_index = ANY(:numbers)").param("owner", owner)
                .param("numbers", numbers.stream().map(NumberHash::bytes).toArray(byte[][]::new))
                .query(row -> {
                    found.put(new NumberHash(row.getBytes("number_index")), sealed(row));
                });
        return found;
    }

    /// Writes all contacts in one statement; those that are there already take the new values.
    void save(UUID owner, Map<NumberHash, SealedContact> contacts) {
        var numbers = contacts.keySet().stream().map(NumberHash::bytes).toArray(byte[][]::new);
        var rows = contacts.values();
        sql.sql("""
                INSERT INTO contact (owner_id, id, number_index, number, first_name, last_name)
                SELECT :owner, u.id::uuid, u.number_index, u.number, u.first_name, u.last_name
                FROM unnest(:ids, :indexes, :numbers, :firstNames, :lastNames)
                    AS u (id, number_index, number, first_name, last_name)
                ON CONFLICT (owner_id, id) DO UPDATE
                SET number = excluded.number, first_name = excluded.first_name, last_name = excluded.last_name
                """).param("owner", owner)
                .param("ids", rows.stream().map(row -> row.id().toString()).toArray(String[]::new))
                .param("indexes", numbers)
                .param("numbers", rows.stream().map(SealedContact::number).toArray(byte[][]::new))
                .param("firstNames", rows.stream().map(SealedContact::firstName).toArray(byte[][]::new))
                .param("lastNames", rows.stream().map(SealedContact::lastName).toArray(byte[][]::new)).update();
    }

    /// A page of the owner's contacts, in the order of their ids.
    List<SealedContact> page(UUID owner, @Nullable UUID after, int limit) {
        return sql.sql(COLUMNS + """
                WHERE c.owner_id = :owner AND (CAST(:after AS uuid) IS NULL OR c.id > CAST(:after AS uuid))
                ORDER BY c.id LIMIT :limit
                """).param("owner", owner).param("after", after).param("limit", limit)
                .query((row, number) -> sealed(row)).list();
    }

    /// Contacts with this number, of owners whose consent stands, in the order of the owners.
    List<SealedContact> ofNumber(NumberHash number, UUID first, UUID last, int limit) {
        return sql.sql(OF_NUMBER).param("number", number.bytes()).param("first", first).param("last", last)
                .param("limit", limit).query((row, line) -> sealed(row)).list();
    }

    int delete(UUID owner, Collection<UUID> ids) {
        return sql.sql("DELETE FROM contact WHERE owner_id = :owner AND id = ANY(CAST(:ids AS uuid[]))")
                .param("owner", owner).param("ids", ids.stream().map(UUID::toString).toArray(String[]::new)).update();
    }

    int deleteAll(UUID owner) {
        return sql.sql("DELETE FROM contact WHERE owner_id = :owner").param("owner", owner).update();
    }

    private static SealedContact sealed(ResultSet row) throws SQLException {
        return new SealedContact(row.getObject("owner_id", UUID.class), row.getObject("id", UUID.class),
                row.getBytes("number"), row.getBytes("first_name"), row.getBytes("last_name"),
                row.getObject("account_id", UUID.class));
    }
}
