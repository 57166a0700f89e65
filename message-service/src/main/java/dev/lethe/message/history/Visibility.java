package dev.lethe.message.history;

/// The condition under which a session sees a row: service notices may end, and some are shown only
/// to sessions that were there before. Statements that use it have the parameters `now` and `session`.
///
/// `offset 0` keeps the planner from reading the notices of all people at once where it expects many rows of one.
public final class Visibility {
    public static final String CONDITION = """
            (m.kind <> 'notice'
             or not exists (select 1
                              from notice n
                             where n.owner_id = m.owner_id
                               and n.message_id = m.id
                               and (n.expires_at <= :now or n.visible_before <= :session)
                             offset 0))""";

    private Visibility() {
    }
}
