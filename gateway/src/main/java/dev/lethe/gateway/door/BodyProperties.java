package dev.lethe.gateway.door;

import java.util.regex.Pattern;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.util.unit.DataSize;

/// How large a request's body may be.
///
/// @param json   bodies of all routes but the two below
/// @param file   an uploaded file, `/v1/files` and `/v1/files/{name}`
/// @param export an import, `/v1/imports` and `/v1/imports/{id}/content`
@ConfigurationProperties("lethe.gateway.body")
record BodyProperties(@DefaultValue("1MB") DataSize json, @DefaultValue("2GB") DataSize file,
        @DefaultValue("2GB") DataSize export) {

    private static final Pattern FILE = Pattern.compile("/v1/files(/[^/]*)?");
    private static final Pattern EXPORT = Pattern.compile("/v1/imports(/[^/]+/content)?");

    long allowed(String path) {
        if (FILE.matcher(path).matches()) {
            return file.toBytes();
        }
        return EXPORT.matcher(path).matches() ? export.toBytes() : json.toBytes();
    }
}
