package dev.lethe.client;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.text.Normalizer;
import java.text.Normalizer.Form;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ExportFolderTest {

    private static final String NAME = "B\u00FCcher/\u00DCbung \u1EC7.pdf";

    @TempDir
    private Path folder;

    @Test
    void findsAllThatMessagesName() throws IOException {
        String json = """
                {"messages": [{"photo": "p.jpg", "file": "f.mp4", "thumbnail": "t.jpg", "contact_vcard": "c.vcf",
                  "text_entities": [{"type": "custom_emoji", "document_id": "emoji/e.tgs"}],
                  "reactions": [{"type": "custom_emoji", "document_id": "emoji/r.webp"}]},
                 {"file": "(File not included. Change data exporting settings to download.)"}, {"file": "gone.pdf"}]}""";
        for (String name : new String[] {"p.jpg", "f.mp4", "t.jpg", "c.vcf", "emoji/e.tgs", "emoji/r.webp"}) {
            write(name);
        }

        assertThat(ExportFolder.of(result(json)).files()).containsOnlyKeys("p.jpg", "f.mp4", "t.jpg", "c.vcf",
                "emoji/e.tgs", "emoji/r.webp");
    }

    @ParameterizedTest
    @CsvSource({"NFC,NFC", "NFC,NFD", "NFD,NFC", "NFD,NFD"})
    void knowsANameInWhicheverFormItIsWritten(Form inJson, Form onDisk) throws IOException {
        Path file = write(Normalizer.normalize(NAME, onDisk));
        String path = Normalizer.normalize(NAME, inJson);

        assertThat(ExportFolder.of(result("{\"file\": \"" + path + "\"}")).files())
                .hasEntrySatisfying(path, found -> assertThat(found).isEqualTo(file));
    }

    @Test
    void knowsANameThatIsHalfOfOneFormAndHalfOfTheOther() throws IOException {
        Path file = write(Normalizer.normalize("B\u00FCcher", Form.NFD) + "/\u00DCbung \u1EC7.pdf");

        assertThat(ExportFolder.of(result("{\"file\": \"" + NAME + "\"}")).files()).containsValue(file);
    }

    @Test
    void readsNothingOutsideOfTheFolder() throws IOException {
        Path inside = Files.createDirectories(folder.resolve("\u00FC"));
        write("\u00DCbung.pdf");
        Path json = Files.writeString(inside.resolve("result.json"), "{\"file\": \"../\u00DCbung.pdf\"}");

        assertThat(ExportFolder.of(json).files()).isEmpty();
    }

    private Path write(String name) throws IOException {
        Path file = folder.resolve(name);
        Files.createDirectories(file.resolveSibling("."));
        return Files.writeString(file, "x");
    }

    private Path result(String json) throws IOException {
        return Files.writeString(folder.resolve("result.json"), json);
    }
}
