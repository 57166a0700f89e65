package dev.lethe.message.telegram;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

import org.jspecify.annotations.Nullable;

import tools.jackson.databind.JsonNode;

import dev.lethe.message.telegram.ImportedDetails.Entity;

/// The text of an exported message with its marked parts.
///
/// @param entities null when nothing is marked
/// @param pictures those of custom emoji, by their paths
record MarkedText(String text, @Nullable List<Entity> entities, List<String> pictures) {
    private static final int MOST = 2_000;
    private static final String PLAIN = "plain";

    /// Reads `text`, where marks stand too in newer exports, or `text_entities`.
    static MarkedText of(Fields message, int longest) {
        JsonNode text = message.node().path("text");
        JsonNode entities = message.node().path("text_entities");
        boolean markedApart = !text.isArray() && entities.isArray() && isSame(text, entities);
        JsonNode parts = markedApart ? entities : text;
        Reading reading = new Reading(longest);
        if (parts.isArray()) {
            parts.forEach(reading::add);
        } else {
            reading.plain(Fields.scalar(parts));
        }
        return reading.end();
    }

    // Converters leave the entities of other texts behind.
    private static boolean isSame(JsonNode text, JsonNode entities) {
        StringBuilder joined = new StringBuilder();
        entities.forEach(entity -> joined.append(Objects.requireNonNullElse(Fields.scalar(entity.path("text")), "")));
        return joined.toString().equals(Fields.scalar(text));
    }

    @Override
    public String toString() {
        return "MarkedText[redacted]";
    }

    private static final class Reading {
        private final int longest;
        private final StringBuilder text = new StringBuilder();
        private final List<Entity> entities = new ArrayList<>();
        private final List<String> pictures = new ArrayList<>();

        private Reading(int longest) {
            this.longest = longest;
        }

        private void add(JsonNode part) {
            if (!part.isObject()) {
                plain(Fields.scalar(part));
                return;
            }
            Fields fields = new Fields(part);
            int from = text.length();
            plain(Fields.scalar(part.path("text")));
            String type = fields.text("type");
            if (type == null || type.equals(PLAIN) || text.length() == from || entities.size() == MOST) {
                return;
            }
            entities.add(new Entity(type, from, text.length(), fields.text("href"), fields.text("language"),
                    fields.text("user_id"), fields.text("document_id")));
            String picture = TelegramMessages.picture(fields);
            if (picture != null) {
                pictures.add(picture);
            }
        }

        private void plain(@Nullable String part) {
            if (part != null && text.length() < 2 * longest) {
                text.append(part);
            }
        }

        private MarkedText end() {
            String whole = text.toString();
            String shown = Objects.requireNonNull(Fields.cut(whole, longest));
            List<Entity> standing = shown.length() == whole.length() ? entities
                    : entities.stream().filter(entity -> entity.to() <= shown.length()).toList();
            return new MarkedText(shown, standing.isEmpty() ? null : List.copyOf(standing), pictures);
        }
    }
}
