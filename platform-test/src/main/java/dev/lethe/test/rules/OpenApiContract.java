package dev.lethe.test.rules;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.stream.Collectors;

import org.assertj.core.util.diff.DiffUtils;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.core.env.Environment;
import org.springframework.web.client.RestClient;

/// What a service says of its API is what is committed in `openapi/<service>.yaml`, which the client is made from.
/// A `@LetheTest` extends it with nothing; `-Dlethe.openapi.write=true` writes the document anew.
public abstract class OpenApiContract {
    @Autowired
    private Environment environment;

    @Test
    void publishesTheCommittedDocument() throws IOException {
        var service = environment.getRequiredProperty("lethe.service.name");
        var file = root().resolve("openapi").resolve(service + ".yaml");
        var published = OpenApiText.of(fetch());
        if (Boolean.getBoolean("lethe.openapi.write"))
            Files.writeString(Files.createDirectories(file.getParent()).resolve(file.getFileName()), published);
        var committed = Files.exists(file) ? OpenApiText.of(Files.readString(file)) : "";
        var differences = differences(committed, published);
        if (!differences.isEmpty())
            throw new AssertionError("openapi/" + service + ".yaml is not what the service publishes; rewrite it with "
                    + "-Dlethe.openapi.write=true if the change is meant\n" + differences);
    }

    private String fetch() {
        var port = environment.getRequiredProperty("local.server.port");
        return Objects.requireNonNull(
                RestClient.create("http://127.0.0.1:" + port).get().uri("/v3/api-docs").retrieve().body(String.class));
    }

    private static Path root() {
        return Path.of(System.getProperty("lethe.root", ".."));
    }

    private static String differences(String committed, String published) {
        List<String> before = committed.lines().toList();
        List<String> after = published.lines().toList();
        return DiffUtils.diff(before, after).getDeltas().stream()
                .map(delta -> "@@ line " + (delta.getOriginal().getPosition() + 1) + "\n"
                        + marked("- ", delta.getOriginal().getLines()) + marked("+ ", delta.getRevised().getLines()))
                .limit(20).collect(Collectors.joining());
    }

    private static String marked(String mark, List<String> lines) {
        return lines.stream().map(line -> mark + line + "\n").collect(Collectors.joining());
    }
}
