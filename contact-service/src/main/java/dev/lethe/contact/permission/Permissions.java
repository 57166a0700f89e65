package dev.lethe.contact.permission;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.UUID;

import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

import dev.lethe.platform.vault.KeyLookup;
import dev.lethe.platform.vault.Reader;
import dev.lethe.platform.vault.Vault;

/// Who lets somebody add them to groups, and name them in forwards. Accounts that are erased or were never there allow nothing.
@Component
class Permissions {

    private record Target(UUID id, boolean isEntered, boolean isErased, WhoMay choice, boolean knowsActor) {

        boolean allows(UUID actor) {
            return !isErased && (id.equals(actor) || switch (choice) {
                case EVERYBODY -> true;
                case CONTACTS -> knowsActor;
                case NOBODY -> false;
            });
        }
    }

    /// What is allowed or not, by the column that says so.
    private enum Act {
        ADD_TO_GROUPS, NAME_IN_FORWARDS;

        String column() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    private final JdbcClient sql;
    private final Vault vault;
    private final UnheardBudget budget;

    Permissions(JdbcClient sql, Vault vault, UnheardBudget budget) {
        this.sql = sql;
        this.budget = budget;
        this.vault = vault;
    }

    /// Those of the accounts whom the actor may add, in their order.
    List<UUID> allowed(UUID actor, Collection<UUID> accounts) {
        var willing = targets(Act.ADD_TO_GROUPS, actor, accounts).stream().filter(target -> target.allows(actor))
                .toList();
        var unheard = willing.stream().filter(target -> !target.isEntered()).map(Target::id).toList();
        var there = present(unheard.subList(0, budget.take(actor, unheard.size())));
        var allowed = new ArrayList<UUID>();
        for (var target : willing) {
            if (target.isEntered() || there.contains(target.id())) {
                allowed.add(target.id());
            }
        }
        return allowed;
    }

    /// Whether forwards by the actor may name an account. Nobody need know of it yet: by default all may.
    boolean mayName(UUID actor, UUID author) {
        return targets(Act.NAME_IN_FORWARDS, actor, List.of(author)).stream().allMatch(target -> target.allows(actor));
    }

    // The news of a registration may still be on its way; its key was there before. A caller who names more strangers than a
    // group holds is answered from the directory alone.
    private Set<UUID> present(List<UUID> unheard) {
        var there = new HashSet<UUID>();
        if (!unheard.isEmpty()) {
            vault.keys(unheard, Reader.CONTACT).forEach((id, lookup) -> {
                if (lookup instanceof KeyLookup.Present) {
                    there.add(id);
                }
            });
        }
        return there;
    }

    private List<Target> targets(Act act, UUID actor, Collection<UUID> accounts) {
        return sql.sql("""
                SELECT t.id, d.account_id IS NOT NULL AS entered, coalesce(s.state, 'live') = 'erased' AS erased,
                    coalesce(g.%1$s, 'everybody') AS choice,
                    g.%1$s = 'contacts' AND EXISTS (
                        SELECT FROM directory a JOIN contact c ON c.number_index = a.number_index
                        WHERE a.account_id = :actor AND c.owner_id = t.id
                            AND NOT EXISTS (
                                SELECT FROM directory o JOIN subject l ON l.id = o.account_id AND l.state = 'live'
                                WHERE o.number_index = a.number_index AND o.account_id <> a.account_id)
                            AND EXISTS (SELECT FROM consent k WHERE k.owner_id = t.id)) AS knows_actor
                FROM unnest(CAST(:ids AS uuid[])) WITH ORDINALITY AS t (id, n)
                    LEFT JOIN subject s ON s.id = t.id
                    LEFT JOIN directory d ON d.account_id = t.id
                    LEFT JOIN setting g ON g.owner_id = t.id
                ORDER BY t.n
                """.formatted(act.column())).param("actor", actor)
                .param("ids", accounts.stream().map(UUID::toString).toArray(String[]::new))
                .query((row, line) -> new Target(row.getObject("id", UUID.class), row.getBoolean("entered"),
                        row.getBoolean("erased"), WhoMay.ofColumn(row.getString("choice")),
                        row.getBoolean("knows_actor")))
                .list();
    }
}
