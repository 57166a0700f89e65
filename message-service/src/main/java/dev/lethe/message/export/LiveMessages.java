package dev.lethe.message.export;

import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.UUID;

import org.jspecify.annotations.Nullable;

import tools.jackson.core.JsonGenerator;

import dev.lethe.message.history.MessageBody;
import dev.lethe.message.history.MessageBody.EventDetails;
import dev.lethe.message.history.MessageBody.EventKind;
import dev.lethe.message.history.MessageBody.FileDetails;
import dev.lethe.message.history.MessageKind;
import dev.lethe.message.history.MessageRow;
import dev.lethe.message.mailbox.MessageId;

/// Writes messages of this suite in Telegram's words. Names are not known here: people are `user` and an id. What
/// has no word there has one that begins with `lethe_`.
final class LiveMessages {
    /// Marks what is there but whose seal does not hold.
    static final String UNREADABLE = "lethe_unreadable";

    private static final DateTimeFormatter SECONDS = DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss")
            .withZone(ZoneOffset.UTC);

    private final JsonGenerator json;

    LiveMessages(JsonGenerator json) {
        this.json = json;
    }

    void write(MessageRow row, MessageBody body) {
        json.writeStartObject();
        json.writeNumberProperty("id", ExportNumbers.of(row.id()));
        boolean service = row.kind() == MessageKind.EVENT;
        json.writeStringProperty("type", service ? "service" : "message");
        writeTime("date", row.at());
        if (body.editedAt() != null) {
            writeTime("edited", body.editedAt());
        }
        writeAuthor(service ? "actor" : "from", row.author());
        writeOrigin(body);
        writeEvent(row, body.event());
        writeFile(row.file(), body.file());
        writeText(body.text());
        json.writeStringProperty("lethe_id", row.id().toString());
        writeNotice(body);
        json.writeEndObject();
    }

    /// Says that a message stands here that cannot be read.
    void writeUnreadable(MessageRow row) {
        json.writeStartObject();
        json.writeNumberProperty("id", ExportNumbers.of(row.id()));
        json.writeStringProperty("type", "message");
        writeTime("date", row.at());
        writeAuthor("from", row.author());
        writeText(null);
        json.writeStringProperty("lethe_id", row.id().toString());
        json.writeBooleanProperty(UNREADABLE, true);
        json.writeEndObject();
    }

    private void writeTime(String field, Instant time) {
        json.writeStringProperty(field, SECONDS.format(time));
        json.writeStringProperty(field + "_unixtime", Long.toString(time.getEpochSecond()));
    }

    private void writeAuthor(String field, @Nullable UUID author) {
        json.writeNullProperty(field);
        if (author != null) {
            json.writeStringProperty(field + "_id", person(author));
        }
    }

    private void writeOrigin(MessageBody body) {
        if (body.replyTo() != null) {
            MessageId answered = new MessageId(Long.parseLong(body.replyTo()));
            json.writeNumberProperty("reply_to_message_id", ExportNumbers.of(answered));
        }
        UUID first = body.forwardedFrom();
        if (first != null) {
            json.writeStringProperty("forwarded_from", person(first));
            json.writeStringProperty("forwarded_from_id", person(first));
        }
        if (body.isOfSomebodyUnnamed()) {
            json.writeNullProperty("forwarded_from");
        }
    }

    private void writeEvent(MessageRow row, @Nullable EventDetails event) {
        if (event == null) {
            return;
        }
        json.writeStringProperty("action", switch (event.kind()) {
            case GROUP_CREATED -> "create_group";
            case MEMBERS_ADDED -> "invite_members";
            case MEMBER_REMOVED, MEMBER_LEFT -> "remove_members";
            case TITLE_CHANGED -> "edit_group_title";
            case ROLE_CHANGED -> "lethe_role_changed";
            case GROUP_DISSOLVED -> "lethe_group_dissolved";
        });
        if (event.title() != null) {
            json.writeStringProperty("title", event.title());
        }
        UUID author = row.author();
        // an owner who leaves names a successor, too, who stays
        boolean left = event.kind() == EventKind.MEMBER_LEFT && author != null;
        writeMembers(left ? List.of(Objects.requireNonNull(author)) : event.accountIds());
        if (event.role() != null) {
            json.writeStringProperty("lethe_role", event.role().name().toLowerCase(Locale.ROOT));
        }
    }

    private void writeMembers(@Nullable List<UUID> members) {
        if (members == null) {
            return;
        }
        json.writeName("members");
        json.writeStartArray();
        members.forEach(member -> json.writeString(person(member)));
        json.writeEndArray();
    }

    private void writeFile(@Nullable UUID id, @Nullable FileDetails file) {
        if (id == null || file == null) {
            return;
        }
        boolean photo = file.type().startsWith("image/");
        json.writeStringProperty(photo ? "photo" : "file", path(id));
        json.writeNumberProperty(photo ? "photo_file_size" : "file_size", file.size());
        if (file.name() != null) {
            json.writeStringProperty("file_name", file.name());
        }
        json.writeStringProperty("mime_type", file.type());
    }

    private void writeText(@Nullable String text) {
        json.writeStringProperty("text", text == null ? "" : text);
        json.writeName("text_entities");
        json.writeStartArray();
        if (text != null) {
            json.writeStartObject();
            json.writeStringProperty("type", "plain");
            json.writeStringProperty("text", text);
            json.writeEndObject();
        }
        json.writeEndArray();
    }

    private void writeNotice(MessageBody body) {
        if (body.notice() != null) {
            json.writeStringProperty("lethe_notice", body.notice().kind().name());
        }
    }

    static String person(UUID account) {
        return "user" + account;
    }

    /// Where a file stands in the folder of an export.
    static String path(UUID file) {
        return "files/" + file;
    }
}
