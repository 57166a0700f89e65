package dev.lethe.endtoend.gate;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.MissingNode;
import tools.jackson.dataformat.yaml.YAMLMapper;

import dev.lethe.endtoend.gate.Operation.Parameter;

/// What is promised in writing: the documents in `openapi/`, and in `docs/api.md` what the gateway answers by itself.
final class ApiDocuments {

    private static final Path ROOT = Path.of(System.getProperty("lethe.root", ".."));
    private static final Pattern PROBLEM = Pattern.compile("^\\| (\\d{3}) `([a-z-]+)` \\|");
    private static final String OF_THE_GATEWAY = "## What the gateway answers itself";

    private static final List<Operation> OPERATIONS = read();

    private ApiDocuments() {
    }

    /// All operations, in the order of the documents.
    static List<Operation> operations() {
        return OPERATIONS;
    }

    private static List<Operation> read() {
        try (Stream<Path> files = Files.list(ROOT.resolve("openapi"))) {
            return files.filter(file -> file.toString().endsWith("-service.yaml")).sorted()
                    .flatMap(file -> operations(file).stream()).toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /// Status by the codes that any call may be answered with before it reaches a service.
    static Map<String, Integer> problemsOfTheGateway() {
        Map<String, Integer> problems = new HashMap<>();
        for (String line : text(ROOT.resolve("docs/api.md")).split(OF_THE_GATEWAY, 2)[1].split("\n## ", 2)[0]
                .lines().toList()) {
            Matcher row = PROBLEM.matcher(line);
            if (row.find()) {
                problems.put(row.group(2), Integer.valueOf(row.group(1)));
            }
        }
        return problems;
    }

    private static List<Operation> operations(Path file) {
        JsonNode document = new YAMLMapper().readTree(text(file));
        String service = file.getFileName().toString().replace("-service.yaml", "");
        List<Operation> operations = new ArrayList<>();
        document.path("paths").forEachEntry((path, calls) -> calls.forEachEntry(
                (method, call) -> operations.add(operation(service, path, method, call, document))));
        return operations;
    }

    private static Operation operation(String service, String path, String method, JsonNode call, JsonNode document) {
        List<Parameter> parameters = call.path("parameters").valueStream()
                .map(it -> new Parameter(it.path("name").asString(), it.path("in").asString(), it.path("schema")))
                .toList();
        JsonNode content = call.path("requestBody").path("content");
        String type = content.propertyStream().map(Map.Entry::getKey).findFirst().orElse("");
        boolean isOpen = call.path("security").isArray() && call.path("security").isEmpty();
        return new Operation(service, call.path("operationId").asString(), method.toUpperCase(Locale.ROOT), path,
                isOpen, parameters, type,
                type.isEmpty() ? MissingNode.getInstance() : content.path(type).path("schema"), call.path("responses"),
                document);
    }

    private static String text(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
