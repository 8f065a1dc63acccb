package io.deltaglider.architecture;

import static com.tngtech.archunit.lang.conditions.ArchConditions.callMethod;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.lang.ArchRule;
import io.deltaglider.cli.Main;
import java.time.Clock;
import java.time.Instant;
import org.junit.jupiter.api.Test;

/** The arrows of docs/ARCHITECTURE.md point inward, and time comes from outside. */
class ArchitectureTest {
  private static final String ROOT = "io.deltaglider";
  private static final String PORTS = "io.deltaglider.port.(storage|cache|scratch|concurrent)..";
  private static final String CORE = "io.deltaglider.core..";
  private static final String ADAPTERS = "io.deltaglider.adapter..";
  private static final String WIRING = "io.deltaglider.wiring..";
  private static final String CLI = "io.deltaglider.cli..";

  private static final JavaClasses CLASSES =
      new ClassFileImporter()
          .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
          .withImportOption(location -> !location.contains("deltaglider-test-servers"))
          .importPackages(ROOT);

  private static void check(ArchRule rule) {
    rule.check(CLASSES);
  }

  @Test
  void everyModuleIsLookedAt() {
    for (String name :
        new String[] {
          "port.storage.StoragePort",
          "core.DeltaGlider",
          "adapter.memory.MemoryStorage",
          "adapter.filesystem.FilesystemStorage",
          "adapter.gcs.GcsStorage",
          "adapter.s3.S3Storage",
          "wiring.DeltaGliderModule",
          "cli.Main"
        }) {
      assertThat(CLASSES.contain(ROOT + "." + name)).as(name).isTrue();
    }
  }

  @Test
  void portsKnowOnlyTheJdk() {
    check(
        classes()
            .that()
            .resideInAPackage(PORTS)
            .should()
            .onlyDependOnClassesThat()
            .resideInAnyPackage(PORTS, "java..", "org.jspecify.annotations.."));
  }

  @Test
  void coreKnowsOnlyPortsAndCodecs() {
    check(
        classes()
            .that()
            .resideInAPackage(CORE)
            .should()
            .onlyDependOnClassesThat()
            .resideInAnyPackage(
                CORE,
                PORTS,
                "java..",
                "org.jspecify.annotations..",
                "org.slf4j..",
                "org.tukaani.xz..",
                "com.fasterxml.jackson.core.."));
  }

  @Test
  void coreOpensNoFileAndNoSocket() {
    check(
        noClasses()
            .that()
            .resideInAPackage(CORE)
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("java.nio.file..", "java.nio.channels..", "java.net.http..")
            .orShould()
            .dependOnClassesThat()
            .haveNameMatching(
                "java\\.io\\.(File|FileInputStream|FileOutputStream|RandomAccessFile|FileReader"
                    + "|FileWriter)|java\\.net\\.(Socket|ServerSocket|URL|URLConnection)"));
  }

  @Test
  void packagesOfCoreHaveNoCycles() {
    check(slices().matching("io.deltaglider.core.(*)..").should().beFreeOfCycles());
  }

  @Test
  void adaptersKnowNeitherCoreNorEachOther() {
    check(
        noClasses()
            .that()
            .resideInAPackage(ADAPTERS)
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage(CORE, WIRING, CLI));
    check(slices().matching("io.deltaglider.adapter.(*)..").should().notDependOnEachOther());
  }

  @Test
  void onlyTheWiringKnowsAdapters() {
    check(
        noClasses()
            .that()
            .resideOutsideOfPackages(WIRING, ADAPTERS)
            .should()
            .dependOnClassesThat()
            .resideInAPackage(ADAPTERS));
  }

  @Test
  void onlyModulesAndTheWiringKnowGuice() {
    check(
        noClasses()
            .that()
            .haveSimpleNameNotEndingWith("Module")
            .and()
            .resideOutsideOfPackage(WIRING)
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("com.google.inject..", "jakarta.inject..", "javax.inject.."));
  }

  @Test
  void nothingReadsTheWallClockByItself() {
    check(
        noClasses()
            .should(callMethod(Instant.class, "now"))
            .orShould(callMethod(System.class, "currentTimeMillis")));
    check(
        noClasses()
            .that()
            .doNotBelongToAnyOf(Main.class)
            .should(callMethod(Clock.class, "systemUTC"))
            .orShould(callMethod(Clock.class, "systemDefaultZone")));
    check(noClasses().that().resideInAPackage(CORE).should(callMethod(System.class, "nanoTime")));
  }
}
