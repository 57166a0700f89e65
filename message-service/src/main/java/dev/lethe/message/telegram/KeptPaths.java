package dev.lethe.message.telegram;

import java.io.ByteArrayOutputStream;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

import tools.jackson.core.JsonGenerator;
import tools.jackson.core.JsonParser;
import tools.jackson.core.ObjectWriteContext;
import tools.jackson.core.json.JsonFactory;

/// The newer form of a message, with the paths of files that only the older one has: where the newer one explains why a file
/// is not included, it takes nothing away.
public final class KeptPaths {
    private static final JsonFactory FACTORY = JsonFactory.builder().build();
    private static final List<String> FILES = List.of("photo", "file", "thumbnail", "contact_vcard");

    private KeptPaths() {
    }

    /// Answers the newer one itself where nothing is to be kept.
    public static byte[] of(byte[] older, byte[] newer) {
        Fields before = TelegramMessages.fields(older);
        Fields now = TelegramMessages.fields(newer);
        Map<String, JsonTokens.Slot> kept = new HashMap<>();
        ByteArrayOutputStream bytes = new ByteArrayOutputStream(newer.length);
        JsonGenerator json = FACTORY.createGenerator(ObjectWriteContext.empty(), bytes);
        for (String name : FILES) {
            String path = before.path(name);
            if (path != null && now.node().path(name).isString() && now.path(name) == null) {
                kept.put(name, _ -> json.writeString(path));
            }
        }
        if (kept.isEmpty()) {
            return newer;
        }
        json.writeStartObject();
        try (JsonParser fields = JsonTokens.parser(newer)) {
            JsonTokens.fill(fields, json, kept);
        }
        json.writeEndObject();
        json.close();
        return bytes.toByteArray();
    }
}
