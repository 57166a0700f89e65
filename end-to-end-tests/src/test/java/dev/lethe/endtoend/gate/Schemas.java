package dev.lethe.endtoend.gate;

import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

import com.networknt.schema.Error;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SchemaRegistryConfig;
import com.networknt.schema.SpecificationVersion;

import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/// Holds bodies against schemas of the documents. A field that is not in a schema is as wrong as one of the wrong form.
final class Schemas {

    private static final JsonMapper JSON = new JsonMapper();

    private final SchemaRegistry registry = SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12,
            all -> all.schemaRegistryConfig(SchemaRegistryConfig.builder().formatAssertionsEnabled(true).build()));
    private final Map<String, JsonNode> components = new ConcurrentHashMap<>();
    private final Map<Place, Schema> schemas = new ConcurrentHashMap<>();

    private record Place(String service, JsonNode schema) {}

    /// What is wrong with a body; empty if nothing.
    List<String> faults(Operation operation, JsonNode schema, byte[] body) {
        try {
            return faults(operation, schema, JSON.readTree(body));
        } catch (JacksonException e) {
            return List.of("no JSON");
        }
    }

    /// What is wrong with a request's body, in which a null is as good as nothing.
    List<String> faultsOfRequest(Operation operation, byte[] body) {
        try {
            return faults(operation, operation.body(), withoutNulls(JSON.readTree(body)));
        } catch (JacksonException e) {
            return List.of("no JSON");
        }
    }

    private List<String> faults(Operation operation, JsonNode schema, JsonNode body) {
        return compiled(operation, schema).validate(body).stream().map(Schemas::shown).toList();
    }

    private static JsonNode withoutNulls(JsonNode node) {
        node.forEach(Schemas::withoutNulls);
        if (node instanceof ObjectNode object) {
            object.removeNulls();
        }
        return node;
    }

    private static String shown(Error error) {
        return error.getInstanceLocation() + " breaks " + error.getKeyword() + " " + error.getProperty();
    }

    private Schema compiled(Operation operation, JsonNode schema) {
        return schemas.computeIfAbsent(new Place(operation.service(), schema), _ -> {
            ObjectNode root = JSON.createObjectNode();
            root.set("$defs",
                    components.computeIfAbsent(operation.service(), _ -> strictly(operation.document())));
            root.setAll((ObjectNode) strict(schema.deepCopy()));
            return registry.getSchema(root);
        });
    }

    private static JsonNode strictly(JsonNode document) {
        return strict(document.path("components").path("schemas").deepCopy());
    }

    /// References are to lead to where JSON Schema itself keeps what is shared; examples are no rules.
    private static JsonNode strict(JsonNode schema) {
        if (schema instanceof ObjectNode object) {
            if (object.path("properties").isObject() && !object.has("additionalProperties")) {
                object.put("additionalProperties", false);
            }
            if (object.path("$ref").isString()) {
                object.put("$ref", object.path("$ref").asString().replace("#/components/schemas/", "#/$defs/"));
            }
            if (object.has("type")) {
                object.remove("example");
            }
        }
        schema.forEach(Schemas::strict);
        return schema;
    }
}
