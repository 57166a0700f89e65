package dev.lethe.client;

import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;

import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;
import tools.jackson.databind.node.StringNode;

/// Blacks out what a body says about people, and every secret. Only ids, times and problems stay as they are.
final class Redaction {

    private static final Pattern HARMLESS = Pattern.compile("[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}"
            + "|[0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9:.]+Z|[0-9]{15,19}|[a-z]+/[a-z0-9.+-]+");
    private static final List<String> OF_PEOPLE = List.of("hint", "recovery");
    /// What people write themselves may look like anything, an id or a number too.
    private static final Set<String> WRITTEN = Set.of("password", "currentPassword", "hint", "recovery", "email",
            "code", "invitation",
            "number", "text", "caption", "title", "name", "firstName", "lastName", "deviceName", "fileName", "query");
    private static final int LONGEST = 2_000;

    private Redaction() {
    }

    static String of(String body) {
        try {
            JsonNode json = JsonMapper.shared().readTree(body);
            String text = (isProblem(json) ? withoutOwnWords(json) : redacted(json)).toString();
            return text.length() > LONGEST ? text.substring(0, LONGEST) + "…" : text;
        } catch (JacksonException _) {
            return "•••";
        }
    }

    /// A problem is the suite's own words, but for what it repeats of a person's.
    private static JsonNode withoutOwnWords(JsonNode problem) {
        if (problem instanceof ObjectNode object) {
            OF_PEOPLE.stream().filter(object::has).forEach(name -> object.put(name, "•••"));
        }
        return problem;
    }

    private static boolean isProblem(JsonNode json) {
        return json.path("type").asString("").startsWith("urn:lethe:problem:");
    }

    private static JsonNode redacted(JsonNode value) {
        return switch (value) {
            case ObjectNode object -> {
                ObjectNode copy = JsonNodeFactory.instance.objectNode();
                object.forEachEntry((name, member) -> copy.set(name,
                        WRITTEN.contains(name) && !member.isContainer() && !member.isNull()
                                ? StringNode.valueOf("•••")
                                : redacted(member)));
                yield copy;
            }
            case ArrayNode array -> {
                ArrayNode copy = JsonNodeFactory.instance.arrayNode();
                array.forEach(element -> copy.add(redacted(element)));
                yield copy;
            }
            case StringNode text -> HARMLESS.matcher(text.stringValue()).matches() ? text : StringNode.valueOf("•••");
            default -> value;
        };
    }
}
