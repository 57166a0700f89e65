package dev.lethe.helm;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.reflect.InvocationTargetException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Objects;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.yaml.snakeyaml.Yaml;

import com.networknt.schema.InputFormat;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;

import tools.jackson.databind.json.JsonMapper;

import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.fabric8.kubernetes.client.utils.KubernetesSerialization;

/// No object has a field that Kubernetes or an operator does not know: they would drop it, and say nothing.
class StrictParsingTest {

    private static final KubernetesSerialization KUBERNETES = new KubernetesSerialization();
    private static final SchemaRegistry SCHEMAS = SchemaRegistry
            .withDefaultDialect(SpecificationVersion.DRAFT_2020_12);

    @ParameterizedTest
    @MethodSource("dev.lethe.helm.Matrix#parts")
    void hasOnlyFieldsThatAreKnown(Matrix.Part part) {
        Object parsed = KUBERNETES.unmarshal(new Yaml().dump(part.thing().tree().value()));

        assertThat(parsed).isNotNull();
        assertThat(parsed instanceof GenericKubernetesResource ? faults(part) : unknown(parsed, part.thing().kind()))
                .isEmpty();
    }

    /// Objects of operators, whose schemas here list what the charts may write and nothing more.
    private static List<String> faults(Matrix.Part part) {
        var name = "/schemas/" + part.thing().kind() + ".json";
        try (var schema = StrictParsingTest.class.getResourceAsStream(name)) {
            assertThat(schema).as(name).isNotNull();
            var text = new String(Objects.requireNonNull(schema).readAllBytes(), StandardCharsets.UTF_8);
            return SCHEMAS.getSchema(text, InputFormat.JSON)
                    .validate(JsonMapper.shared().writeValueAsString(part.thing().tree().value()), InputFormat.JSON)
                    .stream().map(it -> it.toString()).toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /// Walks the getters of a parsed object for what it kept because it did not know it.
    private static List<String> unknown(Object parsed, String path) {
        var found = new ArrayList<String>();
        switch (parsed) {
            case Collection<?> many -> many.forEach(it -> found.addAll(unknown(it, path)));
            case Map<?, ?> map -> map.values().forEach(it -> found.addAll(unknown(it, path)));
            case Object it when it.getClass().getName().startsWith("io.fabric8.") && !it.getClass().isEnum() ->
                found.addAll(unknownOf(it, path));
            default -> {}
        }
        return found;
    }

    private static List<String> unknownOf(Object parsed, String path) {
        var found = new ArrayList<String>();
        for (var method : parsed.getClass().getMethods()) {
            if (method.getParameterCount() > 0 || !method.getName().startsWith("get")
                    || method.getDeclaringClass() == Object.class) {
                continue;
            }
            var name = method.getName().substring(3);
            try {
                var value = method.invoke(parsed);
                if (name.equals("AdditionalProperties") && value instanceof Map<?, ?> map) {
                    map.keySet().forEach(it -> found.add(path + "." + it));
                } else if (value != null) {
                    found.addAll(unknown(value, path + "." + name));
                }
            } catch (IllegalAccessException | InvocationTargetException e) {
                throw new LinkageError(path + "." + name, e);
            }
        }
        return found;
    }
}
