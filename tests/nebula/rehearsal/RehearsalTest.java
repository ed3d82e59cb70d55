package nebula.rehearsal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import nebula.event.Event;
import nebula.event.EventBus;
import nebula.kube.ApplyRefused;
import nebula.kube.FabricConnector;
import nebula.kube.Kube;
import nebula.kube.Kube.ExecOutcome;
import nebula.kube.Kube.LogRecord;
import nebula.kube.Kube.Subscription;
import nebula.kube.LogStart;
import nebula.kube.Manifest;
import nebula.kube.ManifestLoader;
import nebula.kube.Tunnel;
import nebula.model.HealthCheck;
import nebula.model.Observation;
import nebula.model.Position;
import nebula.model.ProbeResult;
import nebula.model.Service;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The parts of a rehearsal through the interfaces that the engine knows, with the real client.
class RehearsalTest {
  private static final Duration LIMIT = Duration.ofSeconds(20);
  private static final double SPEED = 50;

  @TempDir Path folder;

  private final EventBus bus = new EventBus();
  private final BlockingQueue<Event> events = new LinkedBlockingQueue<>();
  private final BlockingQueue<Observation> observations = new LinkedBlockingQueue<>();
  private Rehearsal rehearsal;
  private Kube kube;
  private Subscription watch;
  private Observation last = Observation.nothing();

  @BeforeEach
  void listen() {
    bus.subscribe(events::add);
  }

  @AfterEach
  void close() {
    if (kube != null) {
      watch.close();
      kube.close();
      rehearsal.close();
    }
  }

  @Test
  void aServiceBecomesHealthyAndGoes() throws Exception {
    start();

    Kube.Applied applied = kube.apply("db", manifests());
    until("rollout complete", seen -> complete(seen));

    assertFalse(applied.nothingChanged());
    String pod = last.pods().getFirst().name();
    ProbeResult probe = rehearsal.prober().probe(service(), List.of(pod), LIMIT);
    assertTrue(probe.passed(), probe.answer());
    assertEquals("GET /version answered 200", probe.answer());
    assertTrue(kube.apply("db", manifests()).nothingChanged(), "nothing is sent twice");
    assertEquals(List.of("db"), kube.installed());

    kube.delete("db", Kube.Removal.DATA);

    assertTrue(rehearsal.server().all("Pod").isEmpty());
    assertTrue(rehearsal.server().all("PersistentVolumeClaim").isEmpty());
  }

  @Test
  void keepsClaimsOnDownWithoutVolumes() throws Exception {
    start();
    kube.apply("db", manifests());
    until("rollout complete", seen -> complete(seen));

    kube.delete("db", Kube.Removal.OBJECTS);

    assertEquals(List.of("db-data"), kube.claims("db"));
    assertEquals(List.of("rehearsed volume of claim db-data"), rehearsal.host().belongings());
  }

  @Test
  void showsACrashLoopToTheWatch() throws Exception {
    start(new Fault("db", Fault.Kind.CRASH));
    kube.apply("db", manifests());

    until("crash loop", seen -> waitsFor(seen, "CrashLoopBackOff"));

    Observation.Container container = last.pods().getFirst().containers().getFirst();
    assertEquals(1, container.lastEnd().orElseThrow().exitCode());
    List<String> lines = kube.lastLogs(last.pods().getFirst().name(), "main", true, 1);
    assertEquals(List.of("LOG:  aborting startup due to startup process failure"), lines);
  }

  @Test
  void refusesAWorkloadInTheServersWords() throws Exception {
    start(new Fault("db", Fault.Kind.REFUSED));

    ApplyRefused refused = assertThrows(ApplyRefused.class, () -> kube.apply("db", manifests()));

    assertTrue(
        refused.cause().what().contains("must be between 1 and 65535"), refused.cause().what());
  }

  @Test
  void answersCommandsLikeTheProgramsOfTheImage() throws Exception {
    start(new Fault("db", Fault.Kind.PROBE));
    kube.apply("db", manifests());
    until("running", seen -> seen.pods().stream().anyMatch(pod -> started(pod)));
    String pod = last.pods().getFirst().name();

    ExecOutcome asked =
        kube.exec(pod, Optional.empty(), List.of("pg_isready", "-h", "127.0.0.1"), LIMIT);

    assertEquals(2, asked.exitCode());
    assertEquals("127.0.0.1:5432 - no response\n", asked.out());
    assertFalse(rehearsal.prober().probe(service(), List.of(pod), LIMIT).passed());
    assertThrows(IOException.class, () -> kube.connect(pod, 80));
    assertThrows(
        IOException.class, () -> kube.exec("nobody", Optional.empty(), List.of("true"), LIMIT));
  }

  @Test
  void answersConnectionsToAReadyPod() throws Exception {
    start();
    kube.apply("db", manifests());
    until("ready", seen -> complete(seen));

    try (Tunnel tunnel = kube.connect(last.pods().getFirst().name(), 80)) {
      tunnel
          .output()
          .write("GET / HTTP/1.1\r\nHost: x\r\n\r\n".getBytes(StandardCharsets.US_ASCII));
      String answer = new String(tunnel.input().readAllBytes(), StandardCharsets.US_ASCII);

      assertTrue(answer.startsWith("HTTP/1.1 200 OK\r\n"), answer);
    }
  }

  @Test
  void followsLogs() throws Exception {
    start();
    kube.apply("db", manifests());
    until("ready", seen -> complete(seen));
    BlockingQueue<LogRecord> lines = new LinkedBlockingQueue<>();

    try (var _ =
        kube.followLogs(last.pods().getFirst().name(), "main", LogStart::withAll, lines::add)) {
      LogRecord first = lines.poll(LIMIT.toSeconds(), TimeUnit.SECONDS);

      assertTrue(first.text().startsWith("PostgreSQL Database directory"), first.text());
    }
  }

  @Test
  void tellsHowFarAnImageIs() throws Exception {
    start();

    rehearsal.images().provide("postgres:16-alpine");

    List<String> texts = events.stream().map(event -> ((Event.Progress) event).text()).toList();
    assertEquals(
        List.of("pulling 0%", "pulling 50%", "pushing 0%", "pushing 50%", "in the registry"),
        texts);
    events.clear();
    rehearsal.images().provide("postgres:16-alpine");
    assertTrue(events.isEmpty(), "it is there now");
  }

  @Test
  void leavesNoFileBehind() throws Exception {
    start();
    Path kubeconfig = rehearsal.host().ensure().kubeconfig();
    assertTrue(Files.exists(kubeconfig));

    rehearsal.close();

    assertFalse(Files.exists(kubeconfig));
  }

  private void start(Fault... faults) throws InterruptedException {
    rehearsal = Rehearsal.start(List.of(faults), SPEED, new FabricConnector(), bus);
    kube = rehearsal.connector().connect(rehearsal.host().ensure(), "default");
    watch = kube.watch((_, observation) -> observations.add(observation));
  }

  private void until(String what, Predicate<Observation> condition) throws InterruptedException {
    long end = System.nanoTime() + LIMIT.toNanos();
    while (!condition.test(last)) {
      Observation next = observations.poll(end - System.nanoTime(), TimeUnit.NANOSECONDS);
      if (next == null) {
        throw new AssertionError(what + " never came; the last was " + last);
      }
      last = next;
    }
  }

  private static boolean complete(Observation seen) {
    return !seen.workloads().isEmpty()
        && seen.workloads().getFirst().complete()
        && seen.pods().size() == 1
        && seen.pods().getFirst().ready();
  }

  private static boolean waitsFor(Observation seen, String reason) {
    return seen.pods().stream()
        .flatMap(pod -> pod.containers().stream())
        .anyMatch(container ->
            container.state() instanceof Observation.Waiting waiting
                && waiting.reason().equals(reason));
  }

  private static boolean started(Observation.Pod pod) {
    return !pod.containers().isEmpty()
        && pod.containers().getFirst().state() instanceof Observation.Running;
  }

  private List<Manifest> manifests() throws IOException {
    Files.writeString(
        folder.resolve("k8s.yaml"),
        """
        apiVersion: v1
        kind: PersistentVolumeClaim
        metadata: {name: db-data}
        spec: {accessModes: [ReadWriteOnce], resources: {requests: {storage: 1Gi}}}
        ---
        apiVersion: apps/v1
        kind: Deployment
        metadata: {name: db}
        spec:
          strategy: {type: Recreate}
          selector: {matchLabels: {app: db}}
          template:
            metadata: {labels: {app: db}}
            spec:
              containers:
              - name: main
                image: postgres:16-alpine
                readinessProbe: {exec: {command: [pg_isready]}, periodSeconds: 1}
                volumeMounts: [{name: data, mountPath: /data}]
              volumes: [{name: data, persistentVolumeClaim: {claimName: db-data}}]
        """);
    return new ManifestLoader("default").load(service());
  }

  private Service service() {
    return new Service(
        "db",
        "infra",
        Position.startOf(folder.resolve("service.yaml")),
        List.of(folder.resolve("k8s.yaml")),
        List.of(),
        List.of(),
        List.of(new HealthCheck.Http("/version", 80, 200)),
        List.of(),
        Optional.empty(),
        List.of(),
        Optional.empty(),
        List.of());
  }
}
