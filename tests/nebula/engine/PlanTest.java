package nebula.engine;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.nio.file.Path;
import java.util.List;
import nebula.config.ProjectReader;
import nebula.model.ExitCode;
import nebula.model.Failure;
import nebula.model.Project;
import nebula.model.Service;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class PlanTest {
  @TempDir Path folder;

  @Test
  void allServicesComeAfterWhatTheyDependOn() {
    assertEquals(List.of("low", "middle", "high", "other"), names(Plan.of(project(), List.of())));
  }

  @Test
  void aNamedServiceBringsItsDependencies() {
    assertEquals(List.of("low", "middle"), names(Plan.of(project(), List.of("middle"))));
  }

  @Test
  void whatMostOthersWaitForComesFirst() {
    Plan plan = Plan.of(project(), List.of("other", "high"));

    assertEquals(List.of("other", "low", "middle", "high"), names(plan));
    assertEquals(
        List.of("low", "middle", "other", "high"),
        plan.mostAwaitedFirst().stream().map(Service::name).toList());
  }

  @Test
  void everyUnknownNameIsToldAtOnce() {
    Failure failure =
        assertThrows(Failure.class, () -> Plan.of(project(), List.of("midle", "low", "zzz")));
    assertEquals(ExitCode.BAD_INPUT, failure.exitCode());
    assertEquals(2, failure.problems().size());
    assertEquals(
        "there is no service 'midle'; did you mean 'middle'?",
        failure.problems().getFirst().line());
  }

  private Project project() {
    try (RehearsedProject project = new RehearsedProject(folder)) {
      project.service("low").service("middle", "low").service("high", "middle").service("other");
    }
    return new ProjectReader(folder).read();
  }

  private static List<String> names(Plan plan) {
    return plan.services().stream().map(Service::name).toList();
  }
}
