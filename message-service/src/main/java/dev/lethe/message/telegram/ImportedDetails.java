package dev.lethe.message.telegram;

import java.time.Instant;
import java.util.List;

import org.jspecify.annotations.Nullable;

import com.fasterxml.jackson.annotation.JsonInclude;

import io.swagger.v3.oas.annotations.media.Schema;

/// What an export told of a message beside its text. It is read out of what is kept whenever it is shown.
@JsonInclude(JsonInclude.Include.NON_NULL)
@Schema(name = "MessageImported", requiredProperties = {"sourceId", "type"})
public record ImportedDetails(
        @Schema(description = "Its id in the export; `replyToId` and `event.messageId` name such ids.") String sourceId,
        @Schema(description = "`message`, `service`, or what the export says.") String type,
        @Schema(description = "The sender's name then.") @Nullable String from,
        @Schema(description = "Who sent it, as the export numbers people, such as `user4711`: tells apart people of one"
                + " name, and mine from theirs.") @Nullable String fromId,
        @Schema(description = "Who signed it, in a channel or as an anonymous admin.") @Nullable String author,
        @Schema(description = "The bot through which it was sent.") @Nullable String viaBot,
        @Schema(description = "Present and true when it was passed on, also from an account that is gone.") @Nullable Boolean forwarded,
        @Nullable String forwardedFrom, @Nullable String forwardedFromId,
        @Schema(description = "The chat from which it was saved.") @Nullable String savedFrom,
        @Schema(description = "The `sourceId` that it answers: in this chat, unless `replyToPeerId` names another.") @Nullable String replyToId,
        @Schema(description = "The chat of what it answers, when that is another one.") @Nullable String replyToPeerId,
        @Schema(description = "What stood here beside text: `photo`, `file`, `sticker`, `location`, `poll`, …") @Nullable String media,
        @Schema(description = "What happened, in a service message.") @Nullable String action, @Nullable Event event,
        @Schema(description = "When it was last changed.") @Nullable Instant edited,
        @Schema(description = "Marked parts of the text, in its order.") @Nullable List<Entity> entities,
        @Nullable List<Reaction> reactions,
        @Schema(description = "The file as the export describes it, also when it was not brought along.") @Nullable File file,
        @Nullable Poll poll, @Nullable Contact contact, @Nullable Place place, @Nullable Game game,
        @Nullable Invoice invoice, @Nullable Checklist checklist, @Nullable Giveaway giveaway) {

    /// A marked part of the text. What is a `spoiler` is to be covered until the reader asks for it.
    @JsonInclude(JsonInclude.Include.NON_NULL)
    @Schema(name = "ImportedEntity", requiredProperties = {"type", "from", "to"})
    public record Entity(@Schema(example = "text_link") String type,
            @Schema(description = "In UTF-16 units, like `to`.") int from, int to,
            @Schema(description = "Where a `text_link` leads; search finds it.") @Nullable String href,
            @Schema(description = "Of code.") @Nullable String language,
            @Schema(description = "Of somebody mentioned by name.") @Nullable String userId,
            @Schema(description = "The picture of a custom emoji.") @Nullable String documentId) {
        @Override
        public String toString() {
            return "Entity[redacted]";
        }
    }

    /// How often somebody reacted in one way.
    @JsonInclude(JsonInclude.Include.NON_NULL)
    @Schema(name = "ImportedReaction", requiredProperties = {"type", "count"})
    public record Reaction(String type, int count, @Nullable String emoji, @Nullable String documentId,
            @Schema(description = "Names of those who did so last, as far as they were told.") @Nullable List<String> recent) {
        @Override
        public String toString() {
            return "Reaction[redacted]";
        }
    }

    /// A file of the export.
    ///
    /// @param size in bytes
    @JsonInclude(JsonInclude.Include.NON_NULL)
    @Schema(name = "ImportedFile")
    public record File(@Nullable String name, @Nullable String type, @Nullable Long size, @Nullable Integer width,
            @Nullable Integer height, @Nullable Integer durationSeconds,
            @Schema(description = "Of music.") @Nullable String performer,
            @Schema(description = "Of music.") @Nullable String title, @Nullable String stickerEmoji,
            @Schema(description = "Present and true when it is to be covered until the reader asks for it.") @Nullable Boolean spoiler,
            @Schema(description = "Present and true when the export holds no such file.") @Nullable Boolean notExported) {
        @Override
        public String toString() {
            return "File[redacted]";
        }
    }

    /// What happened, in a service message.
    @JsonInclude(JsonInclude.Include.NON_NULL)
    @Schema(name = "ImportedEvent")
    public record Event(@Nullable String title, @Nullable List<String> members, @Nullable String inviter,
            @Nullable Integer durationSeconds, @Nullable String reason,
            @Schema(description = "The `sourceId` of the message that it is about.") @Nullable String messageId,
            @Nullable Long score, @Nullable Long amount, @Nullable String currency, @Nullable String emoji,
            @Nullable Integer months) {
        @Override
        public String toString() {
            return "Event[redacted]";
        }
    }

    /// A poll, as it stood then.
    @JsonInclude(JsonInclude.Include.NON_NULL)
    @Schema(name = "ImportedPoll", requiredProperties = "answers")
    public record Poll(@Nullable String question, @Nullable Boolean closed, @Nullable Integer totalVoters,
            List<Answer> answers) {
        @Override
        public String toString() {
            return "Poll[redacted]";
        }
    }

    /// An answer of a poll.
    @JsonInclude(JsonInclude.Include.NON_NULL)
    @Schema(name = "ImportedPollAnswer")
    public record Answer(@Nullable String text, @Nullable Integer voters,
            @Schema(description = "Present and true when I chose it.") @Nullable Boolean chosen) {
        @Override
        public String toString() {
            return "Answer[redacted]";
        }
    }

    /// Somebody whose number was shared.
    @JsonInclude(JsonInclude.Include.NON_NULL)
    @Schema(name = "ImportedContact")
    public record Contact(@Nullable String firstName, @Nullable String lastName, @Nullable String phoneNumber) {
        @Override
        public String toString() {
            return "Contact[redacted]";
        }
    }

    /// A place on earth, with the name of what is there.
    @JsonInclude(JsonInclude.Include.NON_NULL)
    @Schema(name = "ImportedPlace")
    public record Place(@Nullable Double latitude, @Nullable Double longitude, @Nullable String name,
            @Nullable String address,
            @Schema(description = "For how long it followed the sender.") @Nullable Integer liveSeconds) {
        @Override
        public String toString() {
            return "Place[redacted]";
        }
    }

    /// A game.
    @JsonInclude(JsonInclude.Include.NON_NULL)
    @Schema(name = "ImportedGame")
    public record Game(@Nullable String title, @Nullable String description, @Nullable String link) {
        @Override
        public String toString() {
            return "Game[redacted]";
        }
    }

    /// A bill.
    ///
    /// @param amount in the smallest unit of the currency
    @JsonInclude(JsonInclude.Include.NON_NULL)
    @Schema(name = "ImportedInvoice")
    public record Invoice(@Nullable String title, @Nullable String description, @Nullable Long amount,
            @Nullable String currency) {
        @Override
        public String toString() {
            return "Invoice[redacted]";
        }
    }

    /// Things to do.
    @JsonInclude(JsonInclude.Include.NON_NULL)
    @Schema(name = "ImportedChecklist", requiredProperties = "tasks")
    public record Checklist(@Nullable String title, List<Task> tasks) {
        @Override
        public String toString() {
            return "Checklist[redacted]";
        }
    }

    /// A thing to do.
    @JsonInclude(JsonInclude.Include.NON_NULL)
    @Schema(name = "ImportedTask")
    public record Task(@Nullable String text,
            @Schema(description = "Present and true when it was done.") @Nullable Boolean done) {
        @Override
        public String toString() {
            return "Task[redacted]";
        }
    }

    /// What is given away.
    @JsonInclude(JsonInclude.Include.NON_NULL)
    @Schema(name = "ImportedGiveaway")
    public record Giveaway(@Nullable Integer quantity, @Nullable Integer months, @Nullable String until,
            @Nullable String description) {
        @Override
        public String toString() {
            return "Giveaway[redacted]";
        }
    }

    @Override
    public String toString() {
        return "ImportedDetails[redacted]";
    }
}
