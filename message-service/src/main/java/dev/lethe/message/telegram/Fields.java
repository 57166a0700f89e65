package dev.lethe.message.telegram;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.stream.Stream;

import org.jspecify.annotations.Nullable;

import tools.jackson.databind.JsonNode;

import dev.lethe.platform.text.TextRule;

/// The fields of an object in an export. A field of another kind than expected counts as absent: it is kept, but not shown.
record Fields(JsonNode node) {
    private static final int LONGEST_VALUE = 1_024;
    private static final int LONGEST_NAME = 128;
    private static final int MOST = 500;
    // The year 2200: ids have room for what is earlier.
    private static final long LATEST = 7_258_118_400L;

    /// The text of a simple value, cut behind 1,024 characters.
    @Nullable
    String text(String name) {
        return cut(scalar(node.path(name)), LONGEST_VALUE);
    }

    /// The name of somebody or something, cut where it is longer than names are.
    @Nullable
    String name(String name) {
        return cut(scalar(node.path(name)), LONGEST_NAME);
    }

    /// A path of the export's folder; null for an explanation in parentheses why there is no file.
    @Nullable
    String path(String name) {
        JsonNode value = node.path(name);
        String path = value.isString() ? value.asString() : "";
        return path.isBlank() || path.startsWith("(") || isExcuse(path) || TextRule.length(path) > LONGEST_VALUE ? null
                : path;
    }

    // Sometimes the name stands before the explanation.
    private static boolean isExcuse(String path) {
        return path.endsWith(")") && path.contains(" (File ");
    }

    @Nullable
    Long whole(String name) {
        String text = scalar(node.path(name));
        try {
            return text == null ? null : Long.valueOf(text);
        } catch (NumberFormatException _) {
            return null;
        }
    }

    @Nullable
    Integer seconds(String name) {
        Long seconds = whole(name);
        return seconds == null || seconds < 0 || seconds > Integer.MAX_VALUE ? null : seconds.intValue();
    }

    @Nullable
    Integer count(String name) {
        return seconds(name);
    }

    @Nullable
    Double decimal(String name) {
        JsonNode value = node.path(name);
        double number = value.isNumber() ? value.asDouble() : Double.NaN;
        return Double.isFinite(number) ? number : null;
    }

    /// True, or null for everything else.
    @Nullable
    Boolean flag(String name) {
        JsonNode value = node.path(name);
        boolean holds = value.isBoolean() && value.asBoolean();
        return holds ? Boolean.TRUE : null;
    }

    boolean has(String name) {
        return node.has(name);
    }

    /// Whether a field says anything at all.
    boolean says(String name) {
        return node.hasNonNull(name);
    }

    /// What is in a field, as an object; null when it is none.
    @Nullable
    Fields object(String name) {
        JsonNode value = node.path(name);
        return value.isObject() ? new Fields(value) : null;
    }

    /// The objects of a list, 500 at most.
    List<Fields> objects(String name) {
        return values(name).filter(JsonNode::isObject).map(Fields::new).toList();
    }

    /// The texts of a list, 500 at most; null where there is no list.
    @Nullable
    List<String> names(String name) {
        return node.path(name).isArray()
                ? values(name).filter(JsonNode::isString)
                        .map(value -> String.valueOf(cut(value.asString(), LONGEST_NAME)))
                        .toList()
                : null;
    }

    private Stream<JsonNode> values(String name) {
        JsonNode list = node.path(name);
        return list.isArray() ? list.valueStream().limit(MOST) : Stream.empty();
    }

    /// A moment in seconds since 1970, up to the year 2200.
    @Nullable
    Instant moment(String name) {
        Long seconds = whole(name);
        return seconds == null || seconds < 0 || seconds > LATEST ? null : Instant.ofEpochSecond(seconds);
    }

    /// A local time, as if it were of UTC: exports do not say where it is from.
    @Nullable
    Instant local(String name) {
        String text = scalar(node.path(name));
        try {
            long seconds = text == null ? -1 : LocalDateTime.parse(text).toEpochSecond(ZoneOffset.UTC);
            return seconds < 0 || seconds > LATEST ? null : Instant.ofEpochSecond(seconds);
        } catch (DateTimeException _) {
            return null;
        }
    }

    /// The text of a simple value that is not null.
    static @Nullable String scalar(JsonNode value) {
        return value.isValueNode() && !value.isNull() ? value.asString() : null;
    }

    static @Nullable String cut(@Nullable String text, int characters) {
        if (text == null || text.length() <= characters || TextRule.length(text) <= characters) {
            return text;
        }
        return text.substring(0, text.offsetByCodePoints(0, characters));
    }

    @Override
    public String toString() {
        return "Fields[redacted]";
    }
}
