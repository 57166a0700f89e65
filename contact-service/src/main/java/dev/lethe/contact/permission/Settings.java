package dev.lethe.contact.permission;

import java.util.List;
import java.util.UUID;

import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import org.springframework.transaction.annotation.Transactional;

import dev.lethe.platform.problem.PlatformProblems;
import dev.lethe.platform.subject.Subjects;

/// What owners have set. Who never said anything else has no row.
@Repository
class Settings {

    private final JdbcClient sql;
    private final Subjects subjects;

    Settings(JdbcClient sql, Subjects subjects) {
        this.sql = sql;
        this.subjects = subjects;
    }

    AddToGroups addToGroups(UUID owner) {
        return sql.sql("SELECT add_to_groups FROM setting WHERE owner_id = :owner").param("owner", owner)
                .query((row, line) -> AddToGroups.ofColumn(row.getString(1))).optional()
                .orElse(AddToGroups.EVERYBODY);
    }

    /// Sets it for a living owner.
    @Transactional
    public void set(UUID owner, AddToGroups choice) {
        if (subjects.lockLivingForUpdate(List.of(owner)).isEmpty()) {
            throw PlatformProblems.UNAUTHENTICATED.asProblem();
        }
        if (choice == AddToGroups.EVERYBODY) {
            sql.sql("DELETE FROM setting WHERE owner_id = :owner").param("owner", owner).update();
            return;
        }
        sql.sql("""
                INSERT INTO setting (owner_id, add_to_groups) VALUES (:owner, :choice)
                ON CONFLICT (owner_id) DO UPDATE SET add_to_groups = excluded.add_to_groups
                """).param("owner", owner).param("choice", choice.column()).update();
    }
}
