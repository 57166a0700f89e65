package dev.lethe.client;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.text.Normalizer;
import java.text.Normalizer.Form;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

import org.jspecify.annotations.Nullable;

import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;

/// The folder of an export on disk. Nothing outside of it is ever read or written, whatever the JSON says.
final class ExportFolder {

    private static final Set<String> NAMING = Set.of("photo", "file", "contact_vcard", "thumbnail",
            "document_id");

    private final Path json;
    private final Path folder;
    private final Map<String, Path> composed = new HashMap<>();

    private ExportFolder(Path json, Path folder) {
        this.json = json;
        this.folder = folder;
    }

    static ExportFolder of(Path json) {
        return new ExportFolder(json, json.toAbsolutePath().normalize().resolveSibling(".").normalize());
    }

    /// The files that messages name and that are there, by their paths in the JSON.
    Map<String, Path> files() throws IOException {
        Map<String, Path> found = new LinkedHashMap<>();
        try (InputStream stream = Files.newInputStream(json); JsonParser parser = Calls.JSON.createParser(stream)) {
            for (JsonToken token = parser.nextToken(); token != null; token = parser.nextToken()) {
                if (token == JsonToken.VALUE_STRING && NAMING.contains(String.valueOf(parser.currentName()))) {
                    String path = parser.getString();
                    Path place = fileOf(path);
                    if (place != null) {
                        found.put(path, place);
                    }
                }
            }
        }
        return found;
    }

    // Some systems write names in composed letters and some in decomposed ones; the JSON may have either.
    private @Nullable Path fileOf(String path) throws IOException {
        Path place = placeOf(path);
        if (place != null && Files.isRegularFile(place)) {
            return place;
        }
        boolean oneForm = path.codePoints().allMatch(character -> character < 0x80);
        return place == null || oneForm ? null : composed().get(Normalizer.normalize(path, Form.NFC));
    }

    private Map<String, Path> composed() throws IOException {
        if (composed.isEmpty()) {
            try (Stream<Path> all = Files.walk(folder)) {
                all.filter(Files::isRegularFile).forEach(file -> composed.putIfAbsent(named(file), file));
            }
        }
        return composed;
    }

    private String named(Path file) {
        return StreamSupport.stream(folder.relativize(file).spliterator(), false)
                .map(name -> Normalizer.normalize(name.toString(), Form.NFC))
                .collect(Collectors.joining("/"));
    }

    /// Where a path of the JSON leads; null when that is no place within the folder.
    @Nullable
    Path placeOf(String path) {
        try {
            Path place = folder.resolve(path).normalize();
            return path.isBlank() || place.equals(folder) || !place.startsWith(folder) ? null : place;
        } catch (InvalidPathException _) {
            return null;
        }
    }
}
