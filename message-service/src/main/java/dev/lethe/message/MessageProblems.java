package dev.lethe.message;

import dev.lethe.platform.problem.ProblemType;

/// Every problem that this service answers beside those of the platform.
public final class MessageProblems {
    /// Also for chats of others: not there and not yours look alike.
    public static final ProblemType CHAT_NOT_FOUND = new ProblemType(404, "chat-not-found", "There is no such chat.");
    public static final ProblemType MESSAGE_NOT_FOUND = new ProblemType(404, "message-not-found",
            "There is no such message in this chat.");
    /// Of a message that the caller can see: somebody else wrote it.
    public static final ProblemType NOT_YOURS = new ProblemType(403, "not-yours", "Somebody else wrote this message.");
    public static final ProblemType EDIT_TOO_LATE = new ProblemType(409, "edit-too-late",
            "This message is too old to be edited.");
    public static final ProblemType NOT_EDITABLE = new ProblemType(409, "not-editable",
            "What somebody else wrote can be passed on, but not changed.");
    public static final ProblemType NOT_FORWARDABLE = new ProblemType(409, "not-forwardable",
            "This message cannot be passed on.");
    public static final ProblemType NOT_COVERED = new ProblemType(409, "deletion-not-covered",
            "Not all of these messages can be deleted for everyone. Nothing was deleted.");
    public static final ProblemType STILL_MEMBER = new ProblemType(409, "still-member",
            "Leave the group before you delete it.");
    public static final ProblemType FILE_NOT_FOUND = new ProblemType(404, "file-not-found", "You hold no such file.");
    public static final ProblemType NOT_A_MEMBER = new ProblemType(403, "not-a-member",
            "You are no longer in this group.");
    public static final ProblemType ROLE_TOO_LOW = new ProblemType(403, "role-too-low",
            "Your role in this group does not allow it.");
    public static final ProblemType MEMBER_NOT_FOUND = new ProblemType(404, "member-not-found",
            "There is no such member in this group.");
    public static final ProblemType GROUP_FULL = new ProblemType(409, "group-full",
            "A group has 200 members at most.");
    public static final ProblemType PARTNER_DELETED = new ProblemType(410, "partner-deleted",
            "The other account has been deleted.");
    public static final ProblemType CHAT_READ_ONLY = new ProblemType(409, "chat-read-only",
            "Nothing can be sent into this chat.");
    public static final ProblemType CLIENT_ID_USED = new ProblemType(409, "client-id-used",
            "Something else was asked for under this client id.");
    public static final ProblemType CURSOR_INVALID = new ProblemType(400, "cursor-invalid",
            "The cursor does not belong here.");
    public static final ProblemType TOO_MANY_COPIES = new ProblemType(429, "too-many-copies",
            "The account writes to too many people at once.");
    public static final ProblemType TOO_MANY_STREAMS = new ProblemType(429, "too-many-streams",
            "The account follows its updates from too many places at once.");
    public static final ProblemType TOO_MANY_EXPORTS = new ProblemType(429, "too-many-exports",
            "The account has too many exports under way.");
    public static final ProblemType IMPORT_REFUSED = new ProblemType(400, "import-refused",
            "This is no export that can be imported.");
    public static final ProblemType IMPORT_TOO_LARGE = new ProblemType(413, "import-too-large",
            "The export is larger than allowed.");
    public static final ProblemType HISTORY_FULL = new ProblemType(403, "history-full",
            "The account would hold more messages than it may. Nothing was imported.");
    public static final ProblemType IMPORT_RUNNING = new ProblemType(409, "import-running",
            "Another import of yours is under way.");
    /// What would be added to it would go with it.
    public static final ProblemType CHAT_BEING_EMPTIED = new ProblemType(409, "chat-being-emptied",
            "A chat of this export is still being emptied or deleted. Nothing was imported.");
    public static final ProblemType IMPORT_BROKEN_OFF = new ProblemType(409, "import-broken-off",
            "The import made no progress for too long. Nothing was imported.");
    public static final ProblemType IMPORT_INTERRUPTED = new ProblemType(400, "import-interrupted",
            "The export ended early. Nothing can be seen of it yet.");

    private MessageProblems() {
    }
}
