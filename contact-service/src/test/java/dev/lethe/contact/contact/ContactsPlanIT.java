package dev.lethe.contact.contact;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.UUID;

import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.annotation.Import;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.annotation.Transactional;

import dev.lethe.contact.ContactSuite;
import dev.lethe.test.LetheTest;

@LetheTest
@Import(ContactSuite.class)
class ContactsPlanIT {
    @Autowired
    private JdbcClient sql;

    @Test
    @Transactional
    void whoHasANumberIsLookedUpThoughStatisticsKnowNoNumber() {
        sql.sql("""
                INSERT INTO contact (owner_id, id, number_index, number, first_name, last_name)
                SELECT gen_random_uuid(), gen_random_uuid(), sha256(CAST(n AS text)::bytea), '', '', ''
                FROM generate_series(1, 100000) n
                """).update();
        sql.sql("""
                INSERT INTO consent (owner_id, given_at) SELECT owner_id, now() FROM contact ON CONFLICT DO NOTHING
                """).update();
        sql.sql("""
                INSERT INTO directory (account_id, number_index, region)
                SELECT owner_id, number_index, '' FROM contact ON CONFLICT DO NOTHING
                """).update();
        sql.sql("ANALYZE contact, consent, directory").update();

        var plan = String.join("\n", sql.sql("EXPLAIN " + Contacts.OF_NUMBER).param("number", new byte[32])
                .param("first", new UUID(0, 0)).param("last", new UUID(-1, -1)).param("limit", 501).query(String.class)
                .list());

        assertThat(plan).contains("contact_by_number_and_owner", "consent_pkey")
                .doesNotContain("Seq Scan on contact", "Seq Scan on consent", "Sort");
    }
}
