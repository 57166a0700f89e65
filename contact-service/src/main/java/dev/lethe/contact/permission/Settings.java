package dev.lethe.contact.permission;

import java.util.List;
import java.util.UUID;

import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import org.springframework.transaction.annotation.Transactional;

import dev.lethe.platform.problem.PlatformProblems;
import dev.lethe.platform.subject.Subjects;

/// What owners have set. Who never said anything else has no row.
@Repository
class Settings {

    /// Whom an owner lets do what.
    record Choices(WhoMay addToGroups, WhoMay nameInForwards) {}

    private static final Choices USUAL = new Choices(WhoMay.EVERYBODY, WhoMay.EVERYBODY);

    private final JdbcClient sql;
    private final Subjects subjects;

    Settings(JdbcClient sql, Subjects subjects) {
        this.sql = sql;
        this.subjects = subjects;
    }

    Choices of(UUID owner) {
        return sql.sql("""
                SELECT add_to_groups, coalesce(name_in_forwards, 'everybody') FROM setting WHERE owner_id = :owner""")
                .param("owner", owner)
                .query((row, line) -> new Choices(WhoMay.ofColumn(row.getString(1)), WhoMay.ofColumn(row.getString(2))))
                .optional().orElse(USUAL);
    }

    /// Sets it for a living owner.
    ///
    /// @param nameInForwards null to leave it as it is
    @Transactional
    public Choices set(UUID owner, WhoMay addToGroups, @Nullable WhoMay nameInForwards) {
        if (subjects.lockLivingForUpdate(List.of(owner)).isEmpty()) {
            throw PlatformProblems.UNAUTHENTICATED.asProblem();
        }
        Choices choices = new Choices(addToGroups,
                nameInForwards == null ? of(owner).nameInForwards() : nameInForwards);
        if (choices.equals(USUAL)) {
            sql.sql("DELETE FROM setting WHERE owner_id = :owner").param("owner", owner).update();
            return choices;
        }
        sql.sql("""
                INSERT INTO setting (owner_id, add_to_groups, name_in_forwards)
                VALUES (:owner, :groups, nullif(:forwards, 'everybody'))
                ON CONFLICT (owner_id) DO UPDATE
                SET add_to_groups = excluded.add_to_groups, name_in_forwards = excluded.name_in_forwards
                """).param("owner", owner).param("groups", choices.addToGroups().column())
                .param("forwards", choices.nameInForwards().column()).update();
        return choices;
    }
}
