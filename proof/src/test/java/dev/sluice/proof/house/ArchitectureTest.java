package dev.sluice.proof.house;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.library.dependencies.SliceAssignment;
import com.tngtech.archunit.library.dependencies.SliceIdentifier;
import dev.sluice.proof.kit.Checkout;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

@TestInstance(TestInstance.Lifecycle.PER_CLASS)
final class ArchitectureTest {

  private static final String[] CORE = {
    "dev.sluice.chat..",
    "dev.sluice.frame..",
    "dev.sluice.json..",
    "dev.sluice.dialect..",
    "dev.sluice.journal..",
    "dev.sluice.run..",
    "dev.sluice.time.."
  };

  private final ImportTable table = new ImportTable();
  private JavaClasses classes = new ClassFileImporter().importClasses();

  @BeforeAll
  void readClasses() {
    var roots = new ArrayList<Path>();
    for (var module : List.of("core", "lab", "gateway")) {
      roots.add(Checkout.root().resolve(module).resolve("target/classes"));
    }
    classes = new ClassFileImporter().importPaths(roots);
  }

  @Test
  void importsWhatTheTableAllowsAndNothingElse() {
    var violations = new TreeSet<String>();
    for (var type : classes) {
      for (var dependency : type.getDirectDependenciesFromSelf()) {
        var target = outermost(dependency.getTargetClass().getBaseComponentType());
        if (!target.isPrimitive()
            && !table.allows(
                type.getPackageName(), target.getPackageName(), target.getSimpleName())) {
          violations.add(type.getName() + " uses " + target.getName());
        }
      }
    }

    assertThat(violations).isEmpty();
    assertThat(classes.size()).isGreaterThan(100);
  }

  private static JavaClass outermost(JavaClass type) {
    return type.getEnclosingClass().map(ArchitectureTest::outermost).orElse(type);
  }

  @Test
  void hasARowForEveryPackage() {
    var unnamed = new TreeSet<String>();
    for (var type : classes) {
      if (!table.names(type.getPackageName())) {
        unnamed.add(type.getPackageName());
      }
    }

    assertThat(unnamed).isEmpty();
  }

  @Test
  void noticesWhatTheTableDoesNotName() {
    assertThat(table.names("dev.sluice.gateway.util")).isFalse();
    assertThat(table.names("dev.sluice.gateway.http.inner")).isFalse();
    assertThat(table.allows("dev.sluice.chat", "dev.sluice.json", "Json")).isFalse();
    assertThat(table.allows("dev.sluice.dialect.openai", "dev.sluice.dialect.bedrock", "X"))
        .isFalse();
    assertThat(table.allows("dev.sluice.lab.answer", "dev.sluice.frame", "Bytes")).isFalse();
    assertThat(table.allows("dev.sluice.gateway.cli", "io.netty.channel", "Channel")).isFalse();
    assertThat(table.allows("dev.sluice.gateway.cli", "io.netty.channel", "EventLoop")).isTrue();
    assertThat(table.allows("dev.sluice.chat", "java.io", "File")).isFalse();
    assertThat(table.allows("dev.sluice.gateway.http", "dev.sluice.frame", "Bytes")).isTrue();
    assertThat(table.allows("dev.sluice.gateway.http", "dev.sluice.frame", "SseDecoder")).isFalse();
    assertThat(table.allows("dev.sluice.gateway.http", "dev.sluice.chat", "Failure")).isFalse();
    assertThat(table.allows("dev.sluice.gateway.configure", "dev.sluice.gateway.dial", "Provider"))
        .isFalse();
    assertThat(table.allows("dev.sluice.gateway.serve", "io.netty.channel", "Channel")).isFalse();
    assertThat(table.allows("dev.sluice.gateway.operate", "dev.sluice.gateway", "Gateway"))
        .isFalse();
  }

  @Test
  void hasNoCycles() {
    slices().assignedFrom(new Rows()).should().beFreeOfCycles().check(classes);
  }

  /** A slice for each row of the table. */
  private final class Rows implements SliceAssignment {
    @Override
    public SliceIdentifier getIdentifierOf(JavaClass type) {
      return table
          .row(type.getPackageName())
          .map(SliceIdentifier::of)
          .orElseGet(SliceIdentifier::ignore);
    }

    @Override
    public String getDescription() {
      return "rows of the table of imports";
    }
  }

  @Test
  void keepsClocksRandomnessAndThreadsOutOfCore() {
    noClasses()
        .that()
        .resideInAnyPackage(CORE)
        .should()
        .callMethod(System.class, "nanoTime")
        .orShould()
        .callMethod(System.class, "currentTimeMillis")
        .orShould()
        .callMethod(java.time.Instant.class, "now")
        .orShould()
        .callMethod(Math.class, "random")
        .orShould()
        .dependOnClassesThat()
        .areAssignableTo(java.util.Random.class)
        .orShould()
        .dependOnClassesThat()
        .areAssignableTo(Thread.class)
        .orShould()
        .dependOnClassesThat()
        .resideInAPackage("java.util.concurrent..")
        .check(classes);
  }
}
