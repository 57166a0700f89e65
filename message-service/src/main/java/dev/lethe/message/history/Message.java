package dev.lethe.message.history;

import java.time.Instant;
import java.util.List;
import java.util.UUID;

import org.jspecify.annotations.Nullable;

import com.fasterxml.jackson.annotation.JsonInclude;

import io.swagger.v3.oas.annotations.media.Schema;

import dev.lethe.message.history.MessageBody.EventKind;
import dev.lethe.message.history.MessageBody.NoticeKind;
import dev.lethe.message.mailbox.Dated;
import dev.lethe.message.membership.GroupRole;
import dev.lethe.message.telegram.ImportedDetails;

/// A message as its holder reads it. Pages, chat previews and updates show the same one.
@JsonInclude(JsonInclude.Include.NON_NULL)
@Schema(requiredProperties = {"id", "chatId", "kind", "at"})
public record Message(
        @Schema(description = "Orders the history of a chat.", example = "1864937472000000000") String id,
        UUID chatId, MessageKind kind, Instant at,
        @Schema(description = "Who wrote it; absent for notices and imported messages.") @Nullable Author author,
        @Schema(description = "The text, or the caption of a file.") @Nullable String text, @Nullable File file,
        @Schema(description = "What it answers.") @Nullable Quote replyTo,
        @Schema(description = "Who wrote it first, when it was passed on.") @Nullable Author forwardedFrom,
        @Schema(description = "Present and true when it was passed on from somebody who is not named.") @Nullable Boolean forwarded,
        @Schema(description = "When its text was last changed.") @Nullable Instant editedAt,
        @Nullable Notice notice,
        @Schema(description = "What an export told beside the text.") @Nullable ImportedDetails imported,
        @Schema(description = "What happened in a group.") @Nullable Event event) {

    /// Who wrote it.
    ///
    /// @param deleted whether the account is gone
    @JsonInclude(JsonInclude.Include.NON_NULL)
    @Schema(name = "MessageAuthor", requiredProperties = {"id"})
    public record Author(UUID id,
            @Schema(description = "Present and true when the account was deleted.") @Nullable Boolean deleted) {}

    /// The message that another one answers, drawn from the reader's own copy. When that is gone, only the id
    /// is left.
    @JsonInclude(JsonInclude.Include.NON_NULL)
    @Schema(name = "MessageQuote", requiredProperties = {"id"})
    public record Quote(String id, @Nullable MessageKind kind, @Nullable Author author,
            @Schema(description = "Its first 200 characters.") @Nullable String text) {
        private static final int LENGTH = 200;

        static Quote of(String id, MessageKind kind, @Nullable Author author, @Nullable String text) {
            return new Quote(id, kind, author, text == null || text.codePointCount(0, text.length()) <= LENGTH ? text
                    : text.substring(0, text.offsetByCodePoints(0, LENGTH)));
        }

        @Override
        public String toString() {
            return "Quote[" + id + "]";
        }
    }

    /// The file that it holds.
    ///
    /// @param size in bytes
    @JsonInclude(JsonInclude.Include.NON_NULL)
    @Schema(name = "MessageFile", requiredProperties = {"id", "type", "size"})
    public record File(UUID id, @Nullable String name, String type, long size) {
        @Override
        public String toString() {
            return "File[" + id + "]";
        }
    }

    /// What the suite tells a person.
    @JsonInclude(JsonInclude.Include.NON_NULL)
    @Schema(name = "MessageNotice", requiredProperties = {"kind"})
    public record Notice(NoticeKind kind, @Nullable UUID aboutAccountId, @Nullable Instant expiresAt) {}

    /// What its author did in a group.
    @JsonInclude(JsonInclude.Include.NON_NULL)
    @Schema(name = "MessageEvent", requiredProperties = {"kind"})
    public record Event(EventKind kind, @Nullable List<UUID> accountIds, @Nullable String title,
            @Nullable GroupRole role) {
        @Override
        public String toString() {
            return "Event[" + kind + "]";
        }
    }

    /// A message from its row's clear values and its opened body.
    public static Message of(UUID chatId, Dated dated, MessageKind kind, @Nullable Author author,
            @Nullable UUID fileId, MessageBody body) {
        String replyTo = body.replyTo();
        UUID first = body.forwardedFrom();
        return new Message(dated.id().toString(), chatId, kind, dated.at(), author, body.text(),
                file(fileId, body.file()),
                replyTo == null ? null : new Quote(replyTo, null, null, null),
                first == null ? null : new Author(first, null), body.isOfSomebodyUnnamed() ? true : null,
                body.editedAt(), notice(body.notice()),
                body.imported(), event(body.event()));
    }

    Message with(@Nullable Quote quote, @Nullable Author first) {
        return new Message(id, chatId, kind, at, author, text, file, quote, first, forwarded, editedAt, notice,
                imported, event);
    }

    private static @Nullable File file(@Nullable UUID id, MessageBody.@Nullable FileDetails details) {
        return id == null || details == null ? null
                : new File(id, details.name(), details.type(), details.size());
    }

    private static @Nullable Notice notice(MessageBody.@Nullable NoticeDetails details) {
        return details == null ? null
                : new Notice(details.kind(), details.aboutAccountId(), details.expiresAt());
    }

    private static @Nullable Event event(MessageBody.@Nullable EventDetails details) {
        return details == null ? null
                : new Event(details.kind(), details.accountIds(), details.title(), details.role());
    }

    @Override
    public String toString() {
        return "Message[" + id + "]";
    }
}
