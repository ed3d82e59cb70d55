package nebula.command;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import nebula.event.Snapshot;
import nebula.health.Prober;
import nebula.model.Cause;
import nebula.model.ClusterSettings;
import nebula.model.DashboardSettings;
import nebula.model.Failure;
import nebula.model.HealthCheck;
import nebula.model.ProbeResult;
import nebula.model.Project;
import nebula.model.RegistrySettings;
import nebula.model.Service;
import nebula.model.ServiceOnPaper;
import nebula.model.State;
import nebula.model.Status;
import nebula.sync.CodeReading;
import org.junit.jupiter.api.Test;

class StatusReadingTest {
  private static final Service WEB = OnPaper.service("web", List.of("db"), http());
  private static final Service DB =
      OnPaper.service("db", List.of(), new HealthCheck.Exec(List.of("pg_isready")));

  private final ClusterOnPaper cluster = new ClusterOnPaper();
  private final List<String> probed = new ArrayList<>();
  private final Set<Integer> listening = new java.util.HashSet<>();
  private boolean passes = true;

  @Test
  void aServiceIsHealthyWhenItsRolloutIsCompleteAndItsChecksPass() throws InterruptedException {
    cluster.observations.put("db", OnPaper.running("db"));
    assertEquals(State.HEALTHY, status(DB).state());
    assertEquals(List.of("db [db-0]"), probed);
  }

  @Test
  void aCheckThatFailsIsToldOf() throws InterruptedException {
    passes = false;
    cluster.observations.put("db", OnPaper.running("db"));
    Status status = status(DB);
    assertTrue(
        !status.healthy() && status.cause().orElseThrow().what().contains("no answer"),
        status.toString());
  }

  @Test
  void withoutARunTheChecksOverPortsAreLeftOutAndTold() throws InterruptedException {
    cluster.observations.put("web", OnPaper.running("web"));
    StatusReading.Result result = reading().read(List.of(WEB));
    assertEquals(State.HEALTHY, result.lines().getFirst().status().state());
    assertEquals(List.of("web"), result.unasked());
    assertEquals(List.of(), probed);
  }

  @Test
  void ofWhatIsStoppedNoCheckIsMissed() throws InterruptedException {
    StatusReading.Result result = reading().read(List.of(WEB));

    assertEquals(State.STOPPED, result.lines().getFirst().status().state());
    assertEquals(List.of(), result.unasked());
  }

  @Test
  void withARunTheChecksOverPortsAreAsked() throws InterruptedException {
    listening.add(8080);
    cluster.observations.put("web", OnPaper.running("web"));
    StatusReading.Result result = reading().read(List.of(WEB));
    assertEquals(List.of(), result.unasked());
    assertEquals(List.of("web [web-0]"), probed);
  }

  @Test
  void aCrashIsToldWithItsLastLinesAndWithWhoWaits() throws InterruptedException {
    cluster.observations.put("db", OnPaper.crashed("db", 4));
    Snapshot.Line line = reading().read(List.of(DB, WEB)).lines().getFirst();
    assertEquals(State.FAILING, line.status().state());
    Cause cause = line.status().cause().orElseThrow();
    assertEquals(Cause.Kind.CRASH, cause.kind());
    assertEquals(List.of("last words of db-0 before"), cause.details());
    assertEquals(List.of("web"), line.waiting());
    assertEquals(4, line.status().restarts());
  }

  @Test
  void whatIsNotInTheClusterIsStoppedAndSaysHowToStartIt() throws InterruptedException {
    Status status = status(DB);
    assertEquals(State.STOPPED, status.state());
    assertEquals("run `./jbang up.java db`", status.cause().orElseThrow().mend().orElseThrow());
  }

  @Test
  void sinceIsWhenTheYoungestContainerBegan() throws InterruptedException {
    cluster.observations.put("db", OnPaper.running("db"));
    Instant since = reading().read(List.of(DB)).lines().getFirst().since();
    assertEquals(OnPaper.NOW.minusSeconds(60), since);
  }

  @Test
  void whetherItsCodeIsTheNewestIsSaidToBeUnknownWhereNoBuildWroteItDown()
      throws InterruptedException {
    Service built = ServiceOnPaper.built("web", Path.of("/app"));
    cluster.observations.put("web", OnPaper.running("web"));
    assertEquals(
        Map.of("web", "it is not written down what its image was built from"),
        reading().read(List.of(built, DB)).unknownCode());
  }

  @Test
  void servicesAreChosenInTheOrderOfStartAndAWrongNameIsNamedWithTheNearest() {
    Project project = project(WEB, DB);
    assertEquals(List.of(DB, WEB), ChosenServices.of(project, List.of()));
    assertEquals(List.of(WEB), ChosenServices.of(project, List.of("web")));
    Failure failure = assertThrows(Failure.class, () -> ChosenServices.of(project, List.of("wbe")));
    assertEquals(
        "there is no service 'wbe'; did you mean 'web'?", failure.problems().getFirst().line());
    assertEquals(2, failure.exitCode().number());
  }

  private static Project project(Service... services) {
    return new Project(
        java.nio.file.Path.of("/project"),
        "nebula",
        new ClusterSettings("nebula", "k3s", "tools", "172.28.0.0/16", List.of()),
        new RegistrySettings("nebula-registry", "registry:2", 5000, List.of()),
        List.of(),
        DashboardSettings.DEFAULT,
        List.of(),
        List.of(services),
        2);
  }

  private static HealthCheck http() {
    return new HealthCheck.Http("/", 8080, 200);
  }

  private Status status(Service service) throws InterruptedException {
    return reading().read(List.of(service)).lines().getFirst().status();
  }

  private StatusReading reading() {
    Prober prober =
        (service, pods, _) -> {
          probed.add(service.name() + " " + pods);
          return new ProbeResult(passes, passes ? "an answer" : "no answer", OnPaper.NOW);
        };
    Clock clock = Clock.fixed(OnPaper.NOW, ZoneOffset.UTC);
    CodeReading codes = new CodeReading(Path.of("/nowhere"), cluster);
    return new StatusReading(cluster, prober, listening::contains, codes, clock);
  }
}
