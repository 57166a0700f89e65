package dev.lethe.test.rules;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.GeneralCodingRules.NO_CLASSES_SHOULD_ACCESS_STANDARD_STREAMS;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.util.List;
import java.util.regex.Pattern;

import org.junit.jupiter.api.Test;
import org.springframework.modulith.core.ApplicationModules;
import org.springframework.web.bind.annotation.RestController;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;

/// The shape that every service has. A service extends it with its main class and nothing else.
public abstract class ArchitectureContract extends CodeContract {
    private static final Pattern RECORD = Pattern.compile("(?s)\\brecord (\\w+)[^({;]*\\(([^{;]*)\\)[^{;]*\\{");
    private static final Pattern WRITTEN = Pattern
            .compile("\\bString (password|currentPassword|oldCode|newCode|hint|email|number|title|text|caption"
                    + "|firstName|lastName|deviceName|fileName|query|invitation)\\b");

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
    void printsNothingThatPeopleWrote() throws IOException {
        try (var sources = Files.walk(Path.of("src/main/java"))) {
            assertThat(sources.filter(Files::isRegularFile)).allSatisfy(
                    file -> assertThat(recordsThatPrint(Files.readString(file))).as(file.toString()).isEmpty());
        }
    }

    /// Those that hold what people wrote, and have no `toString` of their own.
    static List<String> recordsThatPrint(String source) {
        return RECORD.matcher(source).results()
                .filter(it -> WRITTEN.matcher(it.group(2)).find() && !body(source, it.end()).contains(" toString()"))
                .map(it -> it.group(1)).toList();
    }

    private static String body(String source, int begin) {
        int open = 1;
        int end = begin;
        while (open > 0 && end < source.length()) {
            char sign = source.charAt(end);
            open += sign == '{' ? 1 : sign == '}' ? -1 : 0;
            end++;
        }
        return source.substring(begin, end);
    }
}
