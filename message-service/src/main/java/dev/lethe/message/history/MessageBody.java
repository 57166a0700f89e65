package dev.lethe.message.history;

import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import java.util.stream.Stream;

import org.jspecify.annotations.Nullable;

import com.fasterxml.jackson.annotation.JsonIgnore;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;

import dev.lethe.message.mailbox.MessageId;
import dev.lethe.message.membership.GroupRole;
import dev.lethe.message.telegram.ImportedDetails;
import dev.lethe.message.telegram.TelegramMessage;

/// What a message says. It exists in memory only; at rest it is one sealed value.
///
/// @param text     the text, or the caption of a file
/// @param file     the file's name, type and size; its id stands in the row
/// @param notice   what a service notice is about
/// @param imported what an export told of a message beside its text
/// @param event    what happened in a group
/// @param replyTo  the id of the message that it answers, the same in all copies
/// @param forwardedFrom who wrote it first, when it was passed on
/// @param forwarded true when it was passed on from somebody who is not named
/// @param editedAt when it was last changed
/// @param words    what an imported message is found by, beside its text and the name of its file
@JsonInclude(JsonInclude.Include.NON_NULL)
public record MessageBody(@Nullable String text, @Nullable FileDetails file, @Nullable NoticeDetails notice,
        @Nullable ImportedDetails imported, @Nullable EventDetails event, @Nullable String replyTo,
        @Nullable UUID forwardedFrom, @Nullable Boolean forwarded, @Nullable Instant editedAt,
        @JsonIgnore @Nullable List<String> words) {

    /// Says nothing.
    public static final MessageBody EMPTY = new MessageBody(null, null, null, null, null);

    public MessageBody(@Nullable String text, @Nullable FileDetails file, @Nullable NoticeDetails notice,
            @Nullable ImportedDetails imported, @Nullable EventDetails event) {
        this(text, file, notice, imported, event, null, null, null, null, null);
    }

    /// What a file is called and how large it is.
    ///
    /// @param size in bytes
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record FileDetails(@Nullable String name, String type, long size) {
        @Override
        public String toString() {
            return "FileDetails[redacted]";
        }
    }

    /// What a notice is about.
    ///
    /// @param kind           why it was posted
    /// @param aboutAccountId the account it tells of
    /// @param expiresAt      when it deletes itself
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record NoticeDetails(NoticeKind kind, @Nullable UUID aboutAccountId, @Nullable Instant expiresAt) {}

    /// Why the suite writes to a person.
    public enum NoticeKind {
        @JsonProperty("sign-in-code")
        SIGN_IN_CODE, @JsonProperty("new-session")
        NEW_SESSION, @JsonProperty("deletion-code")
        DELETION_CODE, @JsonProperty("deletion-scheduled")
        DELETION_SCHEDULED, @JsonProperty("contact-joined")
        CONTACT_JOINED, @JsonProperty("password-changed")
        PASSWORD_CHANGED, @JsonProperty("password-tried")
        PASSWORD_TRIED, @JsonProperty("password-forgotten")
        PASSWORD_FORGOTTEN, @JsonProperty("recovery-mail-changed")
        RECOVERY_MAIL_CHANGED, @JsonProperty("self-destruct")
        SELF_DESTRUCT, @JsonProperty("number-code")
        NUMBER_CODE, @JsonProperty("number-changed")
        NUMBER_CHANGED
    }

    /// What happened in a group, by the message's author.
    ///
    /// @param accountIds whom it is about
    /// @param title      the new one
    /// @param role       the new one
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record EventDetails(EventKind kind, @Nullable List<UUID> accountIds, @Nullable String title,
            @Nullable GroupRole role) {
        @Override
        public String toString() {
            return "EventDetails[" + kind + "]";
        }
    }

    /// What can happen in a group.
    public enum EventKind {
        @JsonProperty("group-created")
        GROUP_CREATED, @JsonProperty("members-added")
        MEMBERS_ADDED, @JsonProperty("member-removed")
        MEMBER_REMOVED, @JsonProperty("member-left")
        MEMBER_LEFT, @JsonProperty("title-changed")
        TITLE_CHANGED, @JsonProperty("role-changed")
        ROLE_CHANGED, @JsonProperty("group-dissolved")
        GROUP_DISSOLVED
    }

    public static MessageBody ofText(String text) {
        return new MessageBody(text, null, null, null, null);
    }

    public static MessageBody ofEvent(EventDetails event) {
        return new MessageBody(null, null, null, null, event);
    }

    public MessageBody holding(FileDetails details) {
        return new MessageBody(text, details, notice, imported, event, replyTo, forwardedFrom, forwarded, editedAt,
                words);
    }

    public MessageBody answering(@Nullable MessageId message) {
        return new MessageBody(text, file, notice, imported, event, message == null ? null : message.toString(),
                forwardedFrom, forwarded, editedAt, words);
    }

    /// What another person receives when this is passed on: the words and the file, and who wrote it first.
    public MessageBody passedOn(@Nullable UUID author) {
        UUID first = isOfSomebodyUnnamed() ? null : forwardedFrom == null ? author : forwardedFrom;
        return new MessageBody(text, file, null, null, null, null, first, forwarded, null, null);
    }

    /// The same, without saying who wrote it first.
    public MessageBody unnamed() {
        return new MessageBody(text, file, notice, imported, event, replyTo, null, true, editedAt, words);
    }

    /// Whether somebody wrote it first who is not named.
    @JsonIgnore
    public boolean isOfSomebodyUnnamed() { return Boolean.TRUE.equals(forwarded); }

    public MessageBody edited(@Nullable String changed, Instant at) {
        return new MessageBody(changed, file, notice, imported, event, replyTo, forwardedFrom, forwarded, at, words);
    }

    /// What is shown of a message that came with an export.
    public static MessageBody ofImported(TelegramMessage message) {
        TelegramMessage.File file = message.file();
        return new MessageBody(message.text().isEmpty() ? null : message.text(),
                file == null ? null : new FileDetails(file.name(), file.type(), file.size()), null,
                message.imported(), null, null, null, null, null, message.words());
    }

    /// What it can be found by.
    public List<String> searchable() {
        String name = file == null ? null : file.name();
        Stream<String> shown = Stream.of(text, name).filter(Objects::nonNull);
        return (words == null ? shown : Stream.concat(shown, words.stream())).toList();
    }

    @Override
    public String toString() {
        return "MessageBody[redacted]";
    }
}
