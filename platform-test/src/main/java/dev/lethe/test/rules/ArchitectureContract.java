package dev.lethe.test.rules;

import static com.tngtech.archunit.core.domain.JavaClass.Predicates.belongToAnyOf;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noFields;
import static com.tngtech.archunit.library.GeneralCodingRules.NO_CLASSES_SHOULD_ACCESS_STANDARD_STREAMS;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.util.Calendar;
import java.util.Date;

import org.jspecify.annotations.NullMarked;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.modulith.core.ApplicationModules;
import org.springframework.web.bind.annotation.RestController;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;

/// The shape that every service has. A service extends it with its main class and nothing else.
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
public abstract class ArchitectureContract {
    private static final int LONGEST_FILE = 400;
    private static final String FORBIDDEN_SUFFIX = ".+(Manager|Helper|Utils?|Impl|Dto|Service)";

    private final Class<?> application;
    private final JavaClasses code;
    private final JavaClasses tests;

    protected ArchitectureContract(Class<?> application) {
        this(application, imported(application, new ImportOption.DoNotIncludeTests()),
                imported(application, new ImportOption.OnlyIncludeTests()));
    }

    ArchitectureContract(Class<?> application, JavaClasses code, JavaClasses tests) {
        this.application = application;
        this.code = code;
        this.tests = tests;
    }

    private static JavaClasses imported(Class<?> application, ImportOption option) {
        return new ClassFileImporter().withImportOption(option).importPackagesOf(application);
    }

    @Test
    void isMadeOfModules() {
        ApplicationModules.of(application).verify();
    }

    @Test
    void hasNoCycles() {
        slices().matching(application.getPackageName() + ".(*)..").should().beFreeOfCycles().allowEmptyShould(true)
                .check(code);
    }

    @Test
    void namesNothingByAnEmptySuffix() {
        noClasses().should().haveNameMatching(FORBIDDEN_SUFFIX).check(code);
    }

    @Test
    void injectsByConstructor() {
        noFields().should().beAnnotatedWith(Autowired.class).orShould().beAnnotatedWith(Value.class)
                .orShould().beAnnotatedWith("jakarta.inject.Inject").allowEmptyShould(true).check(code);
    }

    @Test
    void hidesItsControllers() {
        classes().that().areAnnotatedWith(RestController.class).should().bePackagePrivate()
                .andShould().haveSimpleNameEndingWith("Controller").allowEmptyShould(true).check(code);
    }

    @Test
    void hidesItsEntities() {
        classes().that().areAnnotatedWith("jakarta.persistence.Entity").should().bePackagePrivate()
                .allowEmptyShould(true).check(code);
    }

    @Test
    void namesThePeersOfEveryInternalEndpoint() {
        classes().that().areAnnotatedWith(RestController.class).should(new NamePeersOfInternalEndpoints())
                .allowEmptyShould(true).check(code);
    }

    @Test
    void tellsTimeByItsClock() {
        noClasses().should().callMethod(Instant.class, "now").orShould().callMethod(LocalDate.class, "now")
                .orShould().callMethod(LocalDateTime.class, "now")
                .orShould().callMethod(System.class, "currentTimeMillis").check(code);
    }

    @Test
    void usesTheTimeOfJava8() {
        noClasses().that(DescribedPredicate.not(useNimbus())).should()
                .dependOnClassesThat(belongToAnyOf(Date.class, Calendar.class)).check(code);
    }

    private static DescribedPredicate<JavaClass> useNimbus() {
        return DescribedPredicate.describe("write tokens with Nimbus, which asks for dates",
                type -> type.getDirectDependenciesFromSelf().stream()
                        .anyMatch(each -> each.getTargetClass().getPackageName().startsWith("com.nimbusds")));
    }

    @Test
    void logsInsteadOfPrinting() {
        NO_CLASSES_SHOULD_ACCESS_STANDARD_STREAMS.check(code);
    }

    @Test
    void forbidsNullInEveryPackage() {
        assertThat(code).allSatisfy(type -> assertThat(type.getPackage().isAnnotatedWith(NullMarked.class))
                .as("the package of " + type.getName() + " is @NullMarked").isTrue());
    }

    @Test
    void keepsFilesShort() throws IOException {
        try (var sources = Files.walk(Path.of("src/main/java"))) {
            assertThat(sources.filter(Files::isRegularFile)).allSatisfy(
                    file -> assertThat(Files.readAllLines(file)).hasSizeLessThanOrEqualTo(LONGEST_FILE));
        }
    }

    @Test
    void waitsInTestsWithoutSleeping() {
        noClasses().should().callMethod(Thread.class, "sleep", long.class)
                .orShould().callMethod(Thread.class, "sleep", Duration.class).check(tests);
    }

    @Test
    void testsWithoutMocks() {
        noClasses().should().dependOnClassesThat().resideInAPackage("org.mockito..").check(tests);
    }
}
