package dev.lethe.account.recovery;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;

import dev.lethe.platform.vault.SubjectKey;

/// What keeps a recovery address from being read: it is opened where mail is sent, and nowhere else.
@Tag("case-46")
class RecoveryAddressTest {

    @Test
    void isOpenedByOneClassOnly() {
        var code = new ClassFileImporter().withImportOption(new ImportOption.DoNotIncludeTests())
                .importPackages("dev.lethe.account");

        noClasses().that().doNotHaveFullyQualifiedName(MailSending.class.getName()).should()
                .callMethod(SealedAddress.class, "open", SubjectKey.class).check(code);
    }

    @Test
    void standsInAPlaceThatOneClassKnows() throws IOException {
        List<String> knowing = new ArrayList<>();
        try (var sources = Files.walk(Path.of("src/main/java"))) {
            for (Path source : sources.filter(Files::isRegularFile).toList()) {
                if (Files.readString(source).replaceAll("\\s+", " ").contains("\"mail_address\", \"address\"")) {
                    knowing.add(source.getFileName().toString());
                }
            }
        }

        assertThat(knowing).containsExactly("SealedAddress.java");
    }
}
