package dev.lethe.platform.openapi;

import java.lang.reflect.RecordComponent;
import java.util.Arrays;
import java.util.HashSet;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

import org.jspecify.annotations.Nullable;

import com.fasterxml.jackson.databind.JavaType;

import io.swagger.v3.core.converter.AnnotatedType;
import io.swagger.v3.core.converter.ModelConverter;
import io.swagger.v3.core.converter.ModelConverterContext;
import io.swagger.v3.core.util.Json;
import io.swagger.v3.oas.models.OpenAPI;
import io.swagger.v3.oas.models.Operation;
import io.swagger.v3.oas.models.PathItem;
import io.swagger.v3.oas.models.media.Content;
import io.swagger.v3.oas.models.media.Schema;

/// Says `required` of what is always there: in an answer, all that a record does not call `@Nullable`. What a request must
/// hold, its constraints say.
@SuppressWarnings("rawtypes")
final class PresentProperties implements ModelConverter {

    private static final String PRESENT = "x-present";
    private static final String REFERENCE = "#/components/schemas/";

    @Override
    public @Nullable Schema<?> resolve(AnnotatedType type, ModelConverterContext context,
            Iterator<ModelConverter> chain) {
        if (!chain.hasNext()) {
            return null;
        }
        Schema<?> schema = chain.next().resolve(type, context, chain);
        JavaType java = Json.mapper().constructType(type.getType());
        if (schema != null && java != null && java.getRawClass().isRecord()) {
            Schema<?> model = schema.get$ref() == null ? schema
                    : context.getDefinedModels().get(schema.get$ref().substring(REFERENCE.length()));
            if (model != null) {
                model.addExtension(PRESENT, present(java.getRawClass()));
            }
        }
        return schema;
    }

    private static List<String> present(Class<?> type) {
        return Arrays.stream(type.getRecordComponents())
                .filter(component -> !component.getAnnotatedType().isAnnotationPresent(Nullable.class))
                .map(RecordComponent::getName).toList();
    }

    /// Takes it over for all that only answers hold.
    static void require(OpenAPI document) {
        Map<String, Schema> schemas = document.getComponents().getSchemas();
        Set<String> answered = new HashSet<>();
        Set<String> asked = new HashSet<>();
        document.getPaths().values().stream().map(PathItem::readOperations).flatMap(List::stream).forEach(it -> {
            answers(it).forEach(content -> reach(content, schemas, answered));
            if (it.getRequestBody() != null) {
                reach(it.getRequestBody().getContent(), schemas, asked);
            }
        });
        schemas.forEach((name, schema) -> {
            if (answered.contains(name) && !asked.contains(name)) {
                require(schema);
            }
            if (schema.getExtensions() != null) {
                schema.getExtensions().remove(PRESENT);
            }
        });
    }

    private static List<Content> answers(Operation operation) {
        return operation.getResponses().values().stream()
                .filter(answer -> answer.getContent() != null).map(answer -> answer.getContent()).toList();
    }

    private static void require(Schema<?> schema) {
        Map<String, Object> extensions = schema.getExtensions();
        if (extensions == null || schema.getProperties() == null
                || !(extensions.get(PRESENT) instanceof List<?> present)) {
            return;
        }
        Set<String> required = new TreeSet<>(schema.getRequired() == null ? List.of() : schema.getRequired());
        present.stream().map(String::valueOf).filter(schema.getProperties()::containsKey).forEach(required::add);
        schema.setRequired(required.isEmpty() ? null : List.copyOf(required));
    }

    private static void reach(@Nullable Content content, Map<String, Schema> schemas, Set<String> reached) {
        if (content != null) {
            content.values().forEach(media -> reach(media.getSchema(), schemas, reached));
        }
    }

    private static void reach(@Nullable Schema<?> schema, Map<String, Schema> schemas, Set<String> reached) {
        if (schema == null) {
            return;
        }
        if (schema.get$ref() != null) {
            String name = schema.get$ref().substring(REFERENCE.length());
            if (reached.add(name)) {
                reach(schemas.get(name), schemas, reached);
            }
            return;
        }
        reach(schema.getItems(), schemas, reached);
        if (schema.getProperties() != null) {
            schema.getProperties().values().forEach(property -> reach(property, schemas, reached));
        }
        if (schema.getAdditionalProperties() instanceof Schema<?> values) {
            reach(values, schemas, reached);
        }
        for (List<Schema> several : Arrays.asList(schema.getAllOf(), schema.getOneOf(), schema.getAnyOf())) {
            if (several != null) {
                several.forEach(one -> reach(one, schemas, reached));
            }
        }
    }
}
