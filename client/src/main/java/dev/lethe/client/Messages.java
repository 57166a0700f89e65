package dev.lethe.client;

import java.io.FileNotFoundException;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Consumer;

import org.jspecify.annotations.Nullable;

import tools.jackson.databind.JsonNode;

/// My chats and their history. A deletion is of my own copies unless it says that it is for everyone.
public final class Messages {

    /// The chat in which the suite itself writes: codes, who joined, what is due.
    public static final UUID SERVICE_CHAT = UUID.fromString("00000000-0000-4000-8000-000000000001");

    private final Calls calls;

    Messages(Calls calls) {
        this.calls = calls;
    }

    /// A message as I read it.
    ///
    /// @param id     orders the history of a chat
    /// @param author absent for notices and imported messages
    /// @param text   the text, or the caption of a file
    /// @param replyTo what it answers, as far as I still have it
    /// @param forwardedFrom who wrote it first, when it was passed on
    /// @param forwarded true when it was passed on from somebody who is not named
    /// @param editedAt when it was last changed
    public record Message(String id, UUID chatId, String kind, Instant at, @Nullable Author author,
            @Nullable String text, @Nullable SentFile file, @Nullable Quote replyTo, @Nullable Author forwardedFrom,
            @Nullable Boolean forwarded, @Nullable Instant editedAt, @Nullable Notice notice,
            @Nullable JsonNode imported) {
        @Override
        public String toString() {
            return "Message[" + id + "]";
        }
    }

    /// The message that another one answers; only its id when I no longer have it.
    public record Quote(String id, @Nullable String kind, @Nullable Author author, @Nullable String text) {
        @Override
        public String toString() {
            return "Quote[" + id + "]";
        }
    }

    /// Who wrote a message.
    ///
    /// @param deleted true when the account is gone
    public record Author(UUID id, @Nullable Boolean deleted) {}

    public record SentFile(UUID id, @Nullable String name, String type, long size) {
        @Override
        public String toString() {
            return "SentFile[" + id + "]";
        }
    }

    /// What the suite tells.
    ///
    /// @param kind such as `deletion-code` or `contact-joined`
    public record Notice(String kind, @Nullable UUID aboutAccountId, @Nullable Instant expiresAt) {}

    /// A page of a chat.
    ///
    /// @param messages newest first
    /// @param older    cursor for what came before; absent at the chat's beginning
    /// @param newer    cursor for what comes later
    public record Page(List<Message> messages, @Nullable String older, @Nullable String newer) {}

    /// What to send: a text, a file that was uploaded, or a message that I pass on.
    ///
    /// @param clientId chosen by the device; the same id sends once, however often it is tried
    /// @param replyTo  the message in the same chat that it answers
    public record Draft(UUID clientId, @Nullable String text, @Nullable DraftFile file, @Nullable Forward forward,
            @Nullable String replyTo) {

        public static Draft ofText(String text) {
            return new Draft(UUID.randomUUID(), text, null, null, null);
        }

        public static Draft ofFile(Files.File file, @Nullable String caption) {
            return new Draft(UUID.randomUUID(), null,
                    new DraftFile(file.id(), file.name(), file.type(), file.size(), caption), null, null);
        }

        public static Draft ofForward(Message message) {
            return new Draft(UUID.randomUUID(), null, null, new Forward(message.chatId(), message.id()), null);
        }

        public Draft answering(Message message) {
            return new Draft(clientId, text, file, forward, message.id());
        }

        @Override
        public String toString() {
            return "Draft[" + clientId + "]";
        }
    }

    public record DraftFile(UUID id, @Nullable String name, String type, long size, @Nullable String caption) {
        @Override
        public String toString() {
            return "DraftFile[" + id + "]";
        }
    }

    /// One of my own copies, of which a new message is made.
    public record Forward(UUID chatId, String messageId) {}

    /// What a deletion removed.
    ///
    /// @param deletedForOthers copies in the mailboxes of others
    public record Deleted(int deleted, int deletedForOthers) {}

    /// Whose copies go.
    public enum Reach {
        ME, EVERYONE
    }

    /// What I note about a chat, for my devices only.
    ///
    /// @param mutedUntil until when they keep quiet about it
    /// @param archived   whether it is out of sight
    public record Marks(@Nullable Instant mutedUntil, @Nullable Boolean archived) {}

    /// A chat in my list.
    ///
    /// @param id    of a direct chat the partner's account id
    /// @param kind  such as `direct` or `imported`
    /// @param title of an imported chat
    public record Chat(UUID id, String kind, @Nullable String title, @Nullable Author partner, String readUpTo,
            @Nullable String partnerReadUpTo, int unread, @Nullable Instant mutedUntil, @Nullable Boolean archived,
            @Nullable Message lastMessage) {
        @Override
        public String toString() {
            return "Chat[" + id + "]";
        }
    }

    public record ChatPage(List<Chat> chats, @Nullable String next) {}

    /// What an import brought.
    ///
    /// @param skipped      messages that were there already
    /// @param filesMissing messages whose file was not uploaded; see [Transfers] for imports with files
    /// @param leftOut      parts of the export that are never kept
    public record Imported(int chats, int messages, int skipped, int filesMissing, List<String> leftOut) {}

    private record Ids(List<String> ids, @Nullable Boolean forEveryone) {}

    private record Edit(@Nullable String text, @Nullable String caption) {}

    private record ReadUpTo(String upTo) {}

    /// A page of my chats, by last activity.
    ///
    /// @param cursor `next` of the page before; none for the first
    public ChatPage chats(@Nullable String cursor, int limit) {
        return calls.get(Calls.path("/v1/chats", "cursor", cursor, "limit", limit), ChatPage.class);
    }

    public Message send(UUID chatId, String text) {
        return send(chatId, Draft.ofText(text));
    }

    public Message send(UUID chatId, Draft draft) {
        return calls.send("POST", messages(chatId), draft, Message.class);
    }

    /// The newest page of a chat.
    public Page history(UUID chatId) {
        return historyBefore(chatId, null, 50);
    }

    /// The page before a cursor.
    ///
    /// @param cursor `older` of another page; none for the newest
    public Page historyBefore(UUID chatId, @Nullable String cursor, int limit) {
        return calls.get(Calls.path(messages(chatId), "before", cursor, "limit", limit), Page.class);
    }

    /// The page after a cursor.
    ///
    /// @param cursor `newer` of another page
    public Page historyAfter(UUID chatId, String cursor, int limit) {
        return calls.get(Calls.path(messages(chatId), "after", cursor, "limit", limit), Page.class);
    }

    /// A page around a message, or around its place when it is gone.
    public Page historyAround(UUID chatId, String messageId, int limit) {
        return calls.get(Calls.path(messages(chatId), "around", messageId, "limit", limit), Page.class);
    }

    /// A page that begins with the first message at or after a moment and holds later ones.
    public Page historyAt(UUID chatId, Instant moment, int limit) {
        return calls.get(Calls.path(messages(chatId), "at", moment, "limit", limit), Page.class);
    }

    /// Walks through all of a chat, newest first.
    ///
    /// @return how many pages there were
    public int walk(UUID chatId, int limit, Consumer<Message> visitor) {
        int pages = 0;
        String cursor = null;
        do {
            Page page = historyBefore(chatId, cursor, limit);
            page.messages().forEach(visitor);
            pages++;
            cursor = page.older();
        } while (cursor != null);
        return pages;
    }

    /// Changes the text of a message of mine, in every copy that still stands.
    public Message edit(UUID chatId, String messageId, String text) {
        return calls.send("PATCH", messages(chatId) + "/" + messageId, new Edit(text, null), Message.class);
    }

    /// Changes the caption of a file of mine, in every copy that still stands; an empty one takes it away.
    public Message editCaption(UUID chatId, String messageId, String caption) {
        return calls.send("PATCH", messages(chatId) + "/" + messageId, new Edit(null, caption), Message.class);
    }

    /// The newest messages that have all of the words.
    public Search.Found search(String words) {
        return search(Search.of(words), null, 50);
    }

    /// A page of what was found.
    ///
    /// @param cursor `next` of the page before; none for the first
    public Search.Found search(Search search, @Nullable String cursor, int limit) {
        return calls.get(Calls.path("/v1/search", "q", search.words(), "chatId", search.chatId(), "from",
                search.from(), "media", search.media(), "after", search.after(), "before", search.before(), "cursor",
                cursor, "limit", limit), Search.Found.class);
    }

    public int delete(UUID chatId, String messageId) {
        return calls.delete(messages(chatId) + "/" + messageId, Deleted.class).deleted();
    }

    public int delete(UUID chatId, List<String> messageIds) {
        return calls.send("POST", messages(chatId) + "/deletion", new Ids(messageIds, null), Deleted.class)
                .deleted();
    }

    /// Deletes messages of mine from every mailbox, or none if one of them is too old or not mine.
    public Deleted deleteForEveryone(UUID chatId, List<String> messageIds) {
        return calls.send("POST", messages(chatId) + "/deletion", new Ids(messageIds, true), Deleted.class);
    }

    /// Empties a chat. What I wrote goes from the others too if asked for and as far as it is young enough.
    public Deleted clear(UUID chatId, Reach reach) {
        return calls.delete(Calls.path(messages(chatId), "forEveryone", reach == Reach.EVERYONE), Deleted.class);
    }

    /// Empties a chat and takes it from my list; a new message brings it back.
    public Deleted deleteChat(UUID chatId, Reach reach) {
        return calls.delete(Calls.path("/v1/chats/" + chatId, "forEveryone", reach == Reach.EVERYONE), Deleted.class);
    }

    /// Sets the marks of a chat; what is left out is taken away.
    public void mark(UUID chatId, Marks marks) {
        calls.send("PUT", "/v1/chats/" + chatId + "/marks", marks, JsonNode.class);
    }

    public void read(UUID chatId, String upTo) {
        calls.send("PUT", "/v1/chats/" + chatId + "/read", new ReadUpTo(upTo), JsonNode.class);
    }

    /// What happened in my mailbox.
    public Updates updates() {
        return new Updates(calls);
    }

    /// Brings a Telegram Desktop export into my own history, streamed from disk.
    public Imported importExport(Path export) throws FileNotFoundException {
        return importExport(BodyPublishers.ofFile(export));
    }

    /// Brings a Telegram Desktop export into my own history.
    public Imported importExport(BodyPublisher export) {
        return calls.upload("POST", "/v1/imports", export, Map.of("Content-Type", "application/json"), Imported.class);
    }

    private static String messages(UUID chatId) {
        return "/v1/chats/" + chatId + "/messages";
    }
}
