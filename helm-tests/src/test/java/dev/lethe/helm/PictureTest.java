package dev.lethe.helm;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;

import org.junit.jupiter.api.Test;

/// The picture is of the chart as it is. A meant change is written by
/// `mvn verify -pl helm-tests -Dlethe.picture.write=true`.
class PictureTest {

    private static final String BEGIN = "<!-- drawn -->\n";

    @Test
    void showsWhatRunsWhere() throws IOException {
        var file = Chart.SUITE.path().resolve("picture.md");
        var page = Files.readString(file);
        var drawn = page.substring(0, page.indexOf(BEGIN) + BEGIN.length())
                + Picture.of(Matrix.production().rendering());
        if (Boolean.getBoolean("lethe.picture.write")) {
            Files.writeString(file, drawn);
        }

        assertThat(Files.readString(file)).isEqualTo(drawn);
    }

    @Test
    void hasAnArrowForEachCall() {
        assertThat(Picture.of(Matrix.production().rendering())).contains("lethe-gateway -->|8080| lethe-message",
                "lethe-message -->|8443| lethe-account", "lethe-media -->|5432| lethe-media-db",
                "lethe-account -->|9093| lethe-kafka").doesNotContain("lethe-gateway -->|5432|");
    }
}
