package dev.lethe.benchmarks;

import java.sql.SQLException;
import java.util.UUID;

/// Makes long histories quickly: what a person really received is repeated under earlier ids. These rows have the size of
/// real ones and stand in all indexes, but do not open, since a seal is bound to its id; nothing measured here opens them.
final class Filling {

    private static final int AT_ONCE = 200_000;

    private Filling() {
    }

    /// Repeats a person's newest text so many times, one a millisecond back from the oldest that was really sent.
    static void history(Rig rig, UUID owner, long rows) throws SQLException {
        for (var from = 1L; from <= rows; from += AT_ONCE) {
            rig.execute("""
                    insert into message (owner_id, id, chat_id, author_id, kind, file_id, body, seq, tokens)
                    select m.owner_id, o.id - (n << 20), m.chat_id, m.author_id, m.kind, m.file_id, m.body, -n, m.tokens
                      from (select * from message where owner_id = '%s' and kind = 'text'
                             order by seq desc limit 1) m,
                           (select id from message where owner_id = '%s' and seq > 0 order by seq limit 1) o,
                           generate_series(%d::bigint, %d::bigint) n
                    """.formatted(owner, owner, from, Math.min(rows, from + AT_ONCE - 1)));
        }
    }
}
