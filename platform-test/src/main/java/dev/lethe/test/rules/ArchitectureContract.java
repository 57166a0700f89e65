package dev.lethe.test.rules;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.GeneralCodingRules.NO_CLASSES_SHOULD_ACCESS_STANDARD_STREAMS;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

import org.junit.jupiter.api.Test;
import org.springframework.modulith.core.ApplicationModules;
import org.springframework.web.bind.annotation.RestController;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaField;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;

/// The shape that every service has. A service extends it with its main class and nothing else.
public abstract class ArchitectureContract extends CodeContract {
    private static final Set<String> WRITTEN = Set.of("password", "currentPassword", "oldCode", "newCode", "hint",
            "email",
            "number", "title", "text", "caption", "firstName", "lastName", "deviceName", "fileName", "query",
            "invitation");

    private final Class<?> application;

    protected ArchitectureContract(Class<?> application) {
        this(application, imported(application, new ImportOption.DoNotIncludeTests()),
                imported(application, new ImportOption.OnlyIncludeTests()));
    }

    ArchitectureContract(Class<?> application, JavaClasses code, JavaClasses tests) {
        super(application.getPackageName(), Path.of(""), code, tests);
        this.application = application;
    }

    private static JavaClasses imported(Class<?> application, ImportOption option) {
        return new ClassFileImporter().withImportOption(option).importPackagesOf(application);
    }

    @Test
    void isMadeOfModules() {
        ApplicationModules.of(application).verify();
    }

    @Test
    void hidesItsControllers() {
        classes().that().areAnnotatedWith(RestController.class).should().bePackagePrivate()
                .andShould().haveSimpleNameEndingWith("Controller").allowEmptyShould(true).check(code());
    }

    @Test
    void hidesItsEntities() {
        classes().that().areAnnotatedWith("jakarta.persistence.Entity").should().bePackagePrivate()
                .allowEmptyShould(true).check(code());
    }

    @Test
    void namesThePeersOfEveryInternalEndpoint() {
        classes().that().areAnnotatedWith(RestController.class).should(new NamePeersOfInternalEndpoints())
                .allowEmptyShould(true).check(code());
    }

    @Test
    void tellsTimeByItsClock() {
        noClasses().should().callMethod(Instant.class, "now").orShould().callMethod(LocalDate.class, "now")
                .orShould().callMethod(LocalDateTime.class, "now")
                .orShould().callMethod(System.class, "currentTimeMillis").check(code());
    }

    @Test
    void logsInsteadOfPrinting() {
        NO_CLASSES_SHOULD_ACCESS_STANDARD_STREAMS.check(code());
    }

    @Test
    void printsNothingThatPeopleWrote() {
        assertThat(recordsThatPrint(code())).isEmpty();
    }

    /// Those that hold what people wrote, and have no `toString` of their own: the compiler makes theirs final.
    static List<String> recordsThatPrint(JavaClasses code) {
        return code.stream().filter(JavaClass::isRecord).filter(ArchitectureContract::isWritten)
                .filter(it -> it.getMethod("toString").getModifiers().contains(JavaModifier.FINAL))
                .map(JavaClass::getName)
                .sorted().toList();
    }

    private static boolean isWritten(JavaClass type) {
        Set<String> texts = type.getFields().stream()
                .filter(it -> !it.getModifiers().contains(JavaModifier.STATIC)
                        && it.getRawType().isEquivalentTo(String.class))
                .map(JavaField::getName).collect(Collectors.toSet());
        // a name beside a size is a file's
        return texts.stream().anyMatch(WRITTEN::contains)
                || (texts.contains("name") && type.tryGetField("size").isPresent());
    }
}
