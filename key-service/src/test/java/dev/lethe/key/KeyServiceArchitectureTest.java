package dev.lethe.key;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import org.junit.jupiter.api.Test;

import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;

import dev.lethe.test.rules.ArchitectureContract;

class KeyServiceArchitectureTest extends ArchitectureContract {

    KeyServiceArchitectureTest() {
        super(KeyServiceApplication.class);
    }

    @Test
    void staysSmallWithoutObjectMappingAndWithoutABroker() {
        var code = new ClassFileImporter().withImportOption(new ImportOption.DoNotIncludeTests())
                .importPackagesOf(KeyServiceApplication.class);
        noClasses().should().dependOnClassesThat().resideInAnyPackage("jakarta.persistence..", "org.hibernate..",
                "org.apache.kafka..", "org.springframework.kafka..", "org.springframework.data..").check(code);
    }
}
