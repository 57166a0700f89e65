package dev.lethe.gateway.door;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.util.unit.DataSize;

/// How large a request's body may be.
///
/// @param json   bodies of all routes but the two below
/// @param file   an uploaded file, `/v1/files`
/// @param export an import, `/v1/imports`
@ConfigurationProperties("lethe.gateway.body")
record BodyProperties(@DefaultValue("1MB") DataSize json, @DefaultValue("2GB") DataSize file,
        @DefaultValue("2GB") DataSize export) {

    long allowed(String path) {
        if (path.equals("/v1/files")) {
            return file.toBytes();
        }
        return path.equals("/v1/imports") ? export.toBytes() : json.toBytes();
    }
}
