package dev.lethe.message.history;

/// How statements walk through a chat in the order of its messages `m`; the parameters are `chat` and `at`.
///
/// Chat and id are compared as one value, and nowhere does it say `chat_id = :chat`: then the planner could as well
/// walk through the whole mailbox by id and leave out other chats. It does so where its statistics, which speak of
/// all mailboxes of a partition together, take a chat for a large part of them. Both ends of a range are such pairs:
/// beside a pair, a condition on the id alone ends no scan.
public final class ChatOrder {
    public static final String BEFORE = "(m.chat_id, m.id) < (:chat, :at) and m.chat_id >= :chat";
    public static final String UP_TO = "(m.chat_id, m.id) <= (:chat, :at) and m.chat_id >= :chat";
    public static final String AFTER = "(m.chat_id, m.id) > (:chat, :at) and m.chat_id <= :chat";
    public static final String OLDEST_FIRST = "m.chat_id, m.id";
    public static final String NEWEST_FIRST = "m.chat_id desc, m.id desc";

    private ChatOrder() {
    }
}
