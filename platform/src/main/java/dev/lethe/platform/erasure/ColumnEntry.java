package dev.lethe.platform.erasure;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

import org.jspecify.annotations.Nullable;

/// What the data map says of one column: whose it is, how it is protected, how it is erased, how long it stays.
///
/// Grammar of the SQL comment: `subject=<column>|none protection=clear|sealed|hash|key erased=row|null|keep
/// retention=<words>`, or for the account id of somebody else `mentions=<column> fate=row|null|keep protection=…
/// retention=…`.
///
/// @param subject the column of the same table that names the owner; null when the row is nobody's
/// @param mentions this column, when it names an account that does not own the row
/// @param fate what happens to the value when the subject, or the mentioned account, is erased
public record ColumnEntry(String table, String column, @Nullable String subject, @Nullable String mentions,
        String protection, Fate fate, String retention) {

    /// What an erasure does with a value.
    public enum Fate {
        ROW, NULL, KEEP
    }

    private static final Pattern PAIR = Pattern.compile("([a-z]+)=([a-z0-9_-]+)");
    private static final Set<String> PROTECTIONS = Set.of("clear", "sealed", "hash", "key");
    private static final Map<String, Fate> FATES = Map.of("row", Fate.ROW, "null", Fate.NULL, "keep", Fate.KEEP);

    /// Parses a column's comment.
    ///
    /// @return nothing if the comment is absent or not of the grammar
    public static Optional<ColumnEntry> parse(String table, String column, @Nullable String comment) {
        Map<String, String> pairs = pairs(comment);
        if (pairs == null || !PROTECTIONS.contains(pairs.getOrDefault("protection", ""))) {
            return Optional.empty();
        }
        String mentions = pairs.get("mentions");
        String subject = pairs.get("subject");
        Fate fate = FATES.get(pairs.getOrDefault(mentions == null ? "erased" : "fate", ""));
        boolean isOne = (mentions == null) != (subject == null);
        boolean isOwn = mentions == null || mentions.equals(column);
        if (!isOne || !isOwn || fate == null || !pairs.containsKey("retention") || pairs.size() != 4) {
            return Optional.empty();
        }
        return Optional.of(new ColumnEntry(table, column, "none".equals(subject) ? null : subject, mentions,
                pairs.getOrDefault("protection", ""), fate, pairs.getOrDefault("retention", "")));
    }

    private static @Nullable Map<String, String> pairs(@Nullable String comment) {
        if (comment == null || comment.isBlank()) {
            return null;
        }
        Map<String, String> pairs = new HashMap<>();
        for (String word : comment.strip().split("\\s+")) {
            var matcher = PAIR.matcher(word);
            if (!matcher.matches() || pairs.put(matcher.group(1), matcher.group(2)) != null) {
                return null;
            }
        }
        return pairs;
    }
}
