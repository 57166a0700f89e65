package dev.lethe.media.blob;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.Map;

import org.junit.jupiter.api.Test;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.source.MapConfigurationPropertySource;

class BlobPropertiesTest {
    @Test
    void mapsEverySetting() {
        var source = new MapConfigurationPropertySource(Map.of("lethe.blob.directory", "/srv/blobs"));

        assertThat(new Binder(source).bindOrCreate("lethe.blob", BlobProperties.class))
                .isEqualTo(new BlobProperties(Path.of("/srv/blobs")));
    }
}
