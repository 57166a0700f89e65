package dev.lethe.test.rules;

import static com.tngtech.archunit.core.domain.JavaClass.Predicates.belongToAnyOf;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noFields;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Calendar;
import java.util.Date;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

import org.jspecify.annotations.NullMarked;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.annotation.Value;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;

/// What holds for the code of every module, service or not.
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
public abstract class CodeContract {
    private static final int LONGEST_FILE = 400;
    private static final Pattern ASK_FOR_DATES = Pattern
            .compile("(com\\.nimbusds|org\\.bouncycastle|jakarta\\.mail)\\..*");
    private static final String FORBIDDEN_SUFFIX = ".+(Manager|Helper|Utils?|Impl|Dto|Service)";

    private static final Pattern CAUGHT = Pattern.compile("(?:Exception|Error|Throwable|Failure) (\\w+)\\b");
    private static final Pattern LOGGED = Pattern.compile("(?s)\\bLOG\\.\\w+\\([^;]*?\\);");

    private final String root;
    private final Path module;
    private final JavaClasses code;
    private final JavaClasses tests;

    /// The code of a module that is compiled already; what was generated is not ours.
    ///
    /// @param root the package of which every capability is a package
    protected CodeContract(Path module, String root) {
        this(root, module, new ClassFileImporter().importPath(module.resolve("target/classes"))
                .that(DescribedPredicate.not(resideInAPackage("..generated.."))),
                new ClassFileImporter().importPath(module.resolve("target/test-classes")));
    }

    CodeContract(String root, Path module, JavaClasses code, JavaClasses tests) {
        this.root = root;
        this.module = module;
        this.code = code;
        this.tests = tests;
    }

    final JavaClasses code() {
        return code;
    }

    @Test
    void hasNoCycles() {
        slices().matching(root + ".(*)..").should().beFreeOfCycles().allowEmptyShould(true)
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
    void usesTheTimeOfJava8() {
        noClasses().that(DescribedPredicate.not(useLibrariesThatAskForDates())).should()
                .dependOnClassesThat(belongToAnyOf(Date.class, Calendar.class)).check(code);
    }

    private static DescribedPredicate<JavaClass> useLibrariesThatAskForDates() {
        return DescribedPredicate.describe("use a library that asks for dates",
                type -> type.getDirectDependenciesFromSelf().stream()
                        .anyMatch(each -> ASK_FOR_DATES.matcher(each.getTargetClass().getPackageName()).matches()));
    }

    @Test
    void forbidsNullInEveryPackage() {
        assertThat(code).isNotEmpty().allSatisfy(type -> assertThat(type.getPackage().isAnnotatedWith(NullMarked.class))
                .as("the package of " + type.getName() + " is @NullMarked").isTrue());
    }

    /// The text of a failure often repeats what a request held; `FailureText` says where it came from.
    @Test
    void logsNoTextOfAFailure() throws IOException {
        try (var sources = Files.walk(module.resolve("src/main/java"))) {
            assertThat(sources.filter(Files::isRegularFile)).allSatisfy(
                    file -> assertThat(failuresLogged(Files.readString(file))).as(file.toString()).isEmpty());
        }
    }

    /// What is caught, and then given to a log as it is or with its message.
    static List<String> failuresLogged(String source) {
        var caught = CAUGHT.matcher(source).results().map(it -> it.group(1)).collect(Collectors.toSet());
        return LOGGED.matcher(source).results().map(MatchResult::group)
                .filter(line -> line.contains(".getMessage()")
                        || caught.stream().anyMatch(name -> line.matches("(?s).*,\\s*" + name + "\\s*\\);")))
                .toList();
    }

    @Test
    void keepsFilesShort() throws IOException {
        try (var sources = Files.walk(module.resolve("src/main/java"))) {
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
