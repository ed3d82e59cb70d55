package nebula.command;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import nebula.cluster.ClusterAccess;
import nebula.cluster.ClusterHost;
import nebula.cluster.HostPlan;
import nebula.engine.Parts;
import nebula.engine.Plan;
import nebula.engine.ProjectFiles;
import nebula.event.Event;
import nebula.event.EventBus;
import nebula.kube.FabricConnector;
import nebula.kube.ManifestLoader;
import nebula.model.ClusterSettings;
import nebula.model.DashboardSettings;
import nebula.model.ExitCode;
import nebula.model.Failure;
import nebula.model.Project;
import nebula.model.RegistrySettings;
import nebula.rehearsal.Rehearsal;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

/// `up` beside a run that goes on, and what others hear of a run that fails.
@Timeout(60)
class UpTest {
  @TempDir Path state;

  @Test
  void aContextThatIsNotAllowedIsRefusedEvenWhereARunCouldBeShown() throws Exception {
    try (RunOnPaper _ = new RunOnPaper(state, "postgres", "temporal")) {
      Failure failure = assertThrows(Failure.class, () -> up("--context", "production"));
      assertEquals(ExitCode.BAD_INPUT, failure.exitCode());
      assertTrue(failure.getMessage().contains("`production` may not be"), failure.getMessage());
    }
  }

  @Test
  void theRunOfTheOwnClusterIsNotThatOfAnother() throws Exception {
    try (RunOnPaper _ = new RunOnPaper(state, "postgres", "temporal")) {
      Failure failure = assertThrows(Failure.class, () -> up("--context", "staging"));
      // A run of its own has begun, which first reads the files.
      assertTrue(failure.getMessage().contains("k8s.yaml:1:1: there is no"), failure.toString());
    }
  }

  @Test
  void detachedBesideARunItStartsWhatIsStoppedAndWaitsForAll() throws Exception {
    try (RunOnPaper run = new RunOnPaper(state, "postgres", "temporal")) {
      run.healthy("postgres");
      run.stopped("temporal");
      while (run.attachment().now().line("temporal").orElseThrow().status().cause().isEmpty()) {
        Thread.onSpinWait();
      }
      assertEquals(ExitCode.HEALTHY, up("--detach"));
      assertEquals(List.of("START temporal"), List.copyOf(run.asked));
    }
  }

  @Test
  void detachedBesideAFailingRunItFails() throws Exception {
    try (RunOnPaper run = new RunOnPaper(state, "postgres", "temporal")) {
      run.healthy("postgres");
      run.failing("temporal");
      assertEquals(ExitCode.SERVICE_FAILED, up("--detach"));
    }
  }

  @Test
  void everythingIsMoreThanTheRunOfAFew() throws Exception {
    try (RunOnPaper run = new RunOnPaper(state, "postgres")) {
      run.healthy("postgres");
      Failure failure = assertThrows(Failure.class, () -> up("--detach"));
      assertEquals(ExitCode.BAD_INPUT, failure.exitCode());
      assertTrue(failure.getMessage().contains("without temporal"), failure.getMessage());
    }
  }

  @Test
  void newerImagesAreNotForARunThatIsThere() throws Exception {
    try (RunOnPaper run = new RunOnPaper(state, "postgres", "temporal")) {
      run.healthy("postgres");
      run.healthy("temporal");
      for (String how : List.of("--detach", "--chart")) {
        Failure failure = assertThrows(Failure.class, () -> up(how, "--pull"));
        assertEquals(ExitCode.BAD_INPUT, failure.exitCode());
        assertTrue(
            failure.getMessage().endsWith("then ./jbang up.java --pull"), failure::getMessage);
      }
    }
  }

  @Test
  void theClusterOfARunThatIsThereIsMergedToo() throws Exception {
    try (RunOnPaper run = new RunOnPaper(state, "postgres")) {
      run.healthy("postgres");
      List<String> merged = new ArrayList<>();
      Plan plan = Plan.of(project(List.of("postgres")), List.of());
      new Up(asked("--detach")).join(run.attachment(), plan, () -> merged.add("merged"));
      assertEquals(List.of("merged"), merged);
    }
  }

  @Test
  void anotherContextIsInTheKubeconfigAlready() {
    Failure failure =
        assertThrows(Failure.class, () -> up("--context", "staging", "--merge-kubeconfig"));
    assertEquals(ExitCode.BAD_INPUT, failure.exitCode());
    assertTrue(failure.getMessage().contains("staging is in your kubeconfig"));
  }

  @Test
  void theChartOfARunThatIsThereIsThatOfItsStart() throws Exception {
    try (RunOnPaper run = new RunOnPaper(state, "postgres")) {
      run.starting("postgres");
      run.healthy("postgres");
      while (!run.attachment().now().line("postgres").orElseThrow().status().healthy()) {
        Thread.onSpinWait();
      }
      List<String> lines = run.attachment().chart();
      assertTrue(lines.get(1).startsWith("* postgres "), lines::toString);
      assertTrue(lines.get(3).startsWith("* critical path: "), lines::toString);
    }
  }

  @Test
  void aRunThatFailsAsAWholeTellsHowItEnded() throws Exception {
    EventBus bus = new EventBus();
    List<Event> heard = new ArrayList<>();
    bus.subscribe(heard::add);
    UpCommand asked = asked("--wait");
    try (Rehearsal rehearsal = Rehearsal.start(List.of(), 1, new FabricConnector(), bus)) {
      Project none = project(List.of());
      Parts parts =
          new Parts(
              "k3d-nebula",
              "default",
              false,
              new NoDocker(),
              rehearsal.connector(),
              rehearsal.images(),
              _ -> rehearsal.prober(),
              () -> new ManifestLoader("default"),
              rehearsal.builder(),
              Optional.empty(),
              Optional.empty(),
              Optional.empty());
      Plan plan = Plan.of(none, List.of());
      UpRun run = new UpRun(asked, none, bus, state, _ -> Optional.empty());
      Failure failure =
          assertThrows(
              Failure.class,
              () ->
                  run.perform(
                      plan,
                      new ProjectFiles(List.of(), state.resolve("nebula.yaml"), () -> plan),
                      parts,
                      () -> {}));
      assertEquals("Docker does not answer; start it", failure.getMessage());
    }
    Event.RunEnded end = (Event.RunEnded) heard.getLast();
    assertEquals(ExitCode.MACHINE_LACKS, end.exitCode());
  }

  @Test
  void thePlanOfARehearsalSaysThatNothingRealRuns() throws Exception {
    Project none = project(List.of());
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    try (RehearsalParts rehearsal = new RehearsalParts(none, new EventBus(), List.of())) {
      new PlanText(new PrintStream(out, true, StandardCharsets.UTF_8))
          .print(Plan.of(none, List.of()), rehearsal.parts());
    }
    assertEquals(
        "REHEARSAL: nothing real runs",
        out.toString(StandardCharsets.UTF_8).lines().findFirst().orElse(""));
  }

  private ExitCode up(String... arguments) throws InterruptedException {
    Project project = project(List.of("postgres", "temporal"));
    Map<String, String> environment =
        Map.of(
            "NEBULA_STATE",
            state.toString(),
            "KUBECONFIG",
            state.resolve("no-kubeconfig").toString());
    return new Up(asked(arguments)).run(project, environment);
  }

  private static UpCommand asked(String... arguments) {
    return CommandLine.populateCommand(new UpCommand(), arguments);
  }

  private Project project(List<String> services) {
    return new Project(
        state,
        "default",
        new ClusterSettings("nebula", "k3s:1", "tools:1", "10.9.0.0/24", List.of()),
        new RegistrySettings("reg", "registry:2", 1, List.of()),
        List.of(),
        new DashboardSettings(0, List.of(), 256),
        List.of("staging"),
        services.stream().map(name -> OnPaper.service(name, List.of())).toList(),
        1);
  }

  private static final class NoDocker implements ClusterHost {
    @Override
    public ClusterAccess ensure() {
      throw Failure.machineLacks("Docker does not answer", "start it");
    }

    @Override
    public Optional<ClusterAccess> running() {
      return Optional.empty();
    }

    @Override
    public HostPlan plan() {
      throw new UnsupportedOperationException();
    }

    @Override
    public List<String> belongings() {
      return List.of();
    }

    @Override
    public void delete() {
      throw new UnsupportedOperationException();
    }
  }
}
