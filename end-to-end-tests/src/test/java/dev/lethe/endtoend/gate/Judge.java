package dev.lethe.endtoend.gate;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;

import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/// What is wrong with an answer, by the documents.
final class Judge {

    private static final JsonMapper JSON = new JsonMapper();
    private static final List<String> PROTECTING = List.of("content-security-policy", "x-content-type-options",
            "x-frame-options", "referrer-policy", "cross-origin-opener-policy", "cross-origin-resource-policy",
            "permissions-policy", "cache-control");
    private static final List<String> TELLING = List.of("server", "x-powered-by", "set-cookie", "via");

    private final Schemas schemas = new Schemas();
    private final Map<String, Integer> ofTheGateway = ApiDocuments.problemsOfTheGateway();
    private final String canary;

    Judge(String canary) {
        this.canary = canary;
    }

    List<String> faults(Sample sample, Answer answer) {
        List<String> faults = new ArrayList<>();
        PROTECTING.stream().filter(header -> !answer.has(header)).forEach(header -> faults.add("no " + header));
        TELLING.stream().filter(answer::has).forEach(header -> faults.add("tells " + header));
        if (answer.headers().entrySet().stream().filter(it -> !isNameOfAFile(answer, it.getKey()))
                .anyMatch(it -> it.getValue().contains(canary))) {
            faults.add("repeats the request in a header");
        }
        if (answer.status() < 400) {
            faults.addAll(ofSuccess(sample, answer));
        } else {
            faults.addAll(ofProblem(sample, answer));
        }
        return faults;
    }

    private List<String> ofSuccess(Sample sample, Answer answer) {
        Operation operation = sample.operation();
        List<String> faults = new ArrayList<>();
        JsonNode response = operation.response(answer.status());
        if (response.isMissingNode()) {
            faults.add("status is not documented");
        }
        if (!operation.isOpen() && !sample.hasToken()) {
            faults.add("answers without a token");
        }
        JsonNode content = response.path("content");
        if (content.isEmpty() && answer.body().length > 0) {
            faults.add("has a body");
        }
        if (content.has("application/json")) {
            faults.addAll(ofJson(operation, content.path("application/json").path("schema"), answer));
        }
        if (operation.hasForm() && sample.body().length > 0) {
            schemas.faultsOfRequest(operation, sample.body())
                    .forEach(fault -> faults.add("takes what its document refuses: " + fault));
        }
        return faults;
    }

    /// A file is told by the name under which it was uploaded, perhaps by an earlier request.
    private static boolean isNameOfAFile(Answer answer, String header) {
        return header.equals("content-disposition") && answer.status() < 300;
    }

    private List<String> ofJson(Operation operation, JsonNode schema, Answer answer) {
        if (!answer.mediaType().equals("application/json")) {
            return List.of("is no JSON");
        }
        return schema.path("format").asString("").equals("binary") ? List.of()
                : schemas.faults(operation, schema, answer.body());
    }

    private List<String> ofProblem(Sample sample, Answer answer) {
        if (!answer.mediaType().equals("application/problem+json")) {
            return List.of("is no problem");
        }
        JsonNode problem = read(answer);
        String code = problem.path("code").asString("");
        List<String> faults = new ArrayList<>(schemas.faults(sample.operation(),
                sample.operation().document().at("/components/schemas/Problem"), answer.body()));
        if (!isDocumented(sample.operation(), code, answer.status())) {
            faults.add("problem is not documented: " + code);
        }
        if (problem.path("status").asInt(0) != answer.status()
                || !problem.path("type").asString("").equals("urn:lethe:problem:" + code)) {
            faults.add("problem contradicts itself");
        }
        if (repeats(problem) || answer.text().contains("\\tat ") || answer.text().contains("Exception")) {
            faults.add("problem repeats the request or shows a stack");
        }
        faults.addAll(ofStatus(sample, answer, code));
        return faults;
    }

    private static List<String> ofStatus(Sample sample, Answer answer, String code) {
        List<String> faults = new ArrayList<>();
        if (answer.status() >= 500 && answer.status() != 503) {
            faults.add("is a fault of the server");
        }
        if ((answer.status() == 503 || answer.status() == 429) && !answer.has("retry-after")) {
            faults.add("no retry-after");
        }
        if (answer.status() == 401 && !answer.has("www-authenticate")) {
            faults.add("no www-authenticate");
        }
        if (code.equals("unauthenticated") && (sample.hasToken() || sample.operation().isOpen())) {
            faults.add("a valid token is refused, or one is wanted in vain");
        }
        return faults;
    }

    /// Names of fields that a call does not know are told to whoever sent them, and the hint of a password to whoever needs it,
    /// and nothing else is.
    private boolean repeats(JsonNode problem) {
        if (problem.deepCopy() instanceof ObjectNode rest) {
            rest.remove("hint");
            rest.path("errors").forEach(error -> ((ObjectNode) error).remove("field"));
            return rest.toString().contains(canary);
        }
        return true;
    }

    private boolean isDocumented(Operation operation, String code, int status) {
        return operation.document().path("x-problems").path(code).path("status").asInt(0) == status
                || ofTheGateway.getOrDefault(code, 0) == status;
    }

    private static JsonNode read(Answer answer) {
        try {
            return JSON.readTree(answer.body());
        } catch (JacksonException e) {
            return JSON.createObjectNode();
        }
    }
}
