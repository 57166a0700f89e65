package dev.lethe.media.file;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@Tag("case-64")
class FileNameTest {
    @ParameterizedTest
    @CsvSource({"cat.jpg,cat.jpg", "../../etc/passwd,passwd", "'C:\\temp\\cat.jpg',cat.jpg", "..,file", "/,file",
        "' . ',file", "Катя 🐈.png,Катя 🐈.png"})
    void keepsTheNameAndDropsThePath(String written, String kept) {
        assertThat(FileName.of(written).text()).isEqualTo(kept);
    }

    @Test
    void dropsWhatDoesNotShow() {
        assertThat(FileName.of("ca\u0000t\r\nX-Evil: 1\u0007.jpg").text()).isEqualTo("catX-Evil: 1.jpg");
        assertThat(FileName.of("cat\u202Egpj.exe").text()).isEqualTo("catgpj.exe");
        assertThat(FileName.of("\u2067cat\u200F.jpg").text()).isEqualTo("cat.jpg");
    }

    @Test
    void shortensAndKeepsTheExtension() {
        var name = FileName.of("a".repeat(10_000) + ".jpeg").text();

        assertThat(name).hasSize(255).endsWith("a.jpeg");
    }

    @Test
    void namesTheNameless() {
        assertThat(FileName.of(null).text()).isEqualTo("file");
        assertThat(FileName.of("").text()).isEqualTo("file");
    }
}
