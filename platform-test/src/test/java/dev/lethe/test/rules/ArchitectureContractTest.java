package dev.lethe.test.rules;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;

import dev.lethe.test.rules.planted.PlantedApplication;

@SuppressWarnings("JUnitMethodInvoked")
class ArchitectureContractTest {
    private final JavaClasses faults = new ClassFileImporter().importPackagesOf(PlantedApplication.class);
    private final ArchitectureContract planted = new ArchitectureContract(PlantedApplication.class, faults, faults) {};

    @Test
    void refusesEmptySuffixes() {
        assertThatThrownBy(planted::namesNothingByAnEmptySuffix).hasMessageContaining("NoteManager");
    }

    @Test
    void refusesFieldInjection() {
        assertThatThrownBy(planted::injectsByConstructor).hasMessageContaining("NoteController.clock");
    }

    @Test
    void refusesPublicControllers() {
        assertThatThrownBy(planted::hidesItsControllers).hasMessageContaining("NoteController");
    }

    @Test
    void refusesInternalEndpointsForAnybody() {
        assertThatThrownBy(planted::namesThePeersOfEveryInternalEndpoint)
                .hasMessageContaining("NoteController.everybody lacks @AllowedPeers");
    }

    @Test
    void refusesAClockOfOnesOwn() {
        assertThatThrownBy(planted::tellsTimeByItsClock).hasMessageContaining("NoteManager");
    }

    @Test
    void refusesDates() {
        assertThatThrownBy(planted::usesTheTimeOfJava8).hasMessageContaining("java.util.Date");
    }

    @Test
    void refusesPrinting() {
        assertThatThrownBy(planted::logsInsteadOfPrinting).hasMessageContaining("NoteManager");
    }

    @Test
    void refusesLogsThatRepeatAFailure() {
        var source = """
                try { read(); } catch (IOException | RuntimeException broken) {
                    LOG.warn("record {} failed",
                            id, broken);
                    LOG.warn("record {} failed: {}", id, broken.getMessage());
                    LOG.warn("record {} failed: {}", id, FailureText.of(broken));
                    LOG.warn("record {} failed: {}", id, broken.getClass().getSimpleName());
                }
                """;

        assertThat(CodeContract.failuresLogged(source)).hasSize(2).allMatch(it -> it.contains("id, broken"));
    }

    @Test
    void refusesRecordsThatPrintWhatPeopleWrote() {
        assertThat(ArchitectureContract.recordsThatPrint(faults)).extracting(it -> it.replaceAll(".*\\$", ""))
                .containsExactly("Attachment", "Letter", "Query");
        assertThatThrownBy(planted::printsNothingThatPeopleWrote).hasMessageContaining("Letter");
    }

    @Test
    void refusesSleepingTests() {
        assertThatThrownBy(planted::waitsInTestsWithoutSleeping).hasMessageContaining("Thread.sleep");
    }

    @Test
    void refusesCycles() {
        assertThatThrownBy(planted::hasNoCycles).hasMessageContaining("Cycle detected");
    }

    @Test
    void refusesPackagesThatAllowNull() {
        assertThatThrownBy(planted::forbidsNullInEveryPackage).hasMessageContaining("@NullMarked");
    }
}
