package nebula.rehearsal;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import nebula.rehearsal.Fault.Kind;
import nebula.rehearsal.LogBook.Place;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/// What the kubelet does with one pod that was given to its node, from the first container to the
/// last.
final class PodLife {
  private static final String NORMAL = "Normal";
  private static final String WARNING = "Warning";

  private final Stage stage;
  private final ObjectKey key;
  private final ObjectNode pod;
  private final String futureAddress;
  private final List<ContainerLife> init = new ArrayList<>();
  private final List<ContainerLife> main = new ArrayList<>();
  private String address = "";
  private boolean ending;

  PodLife(Stage stage, ObjectNode pod, String address) {
    this.stage = stage;
    this.pod = pod;
    this.key = ObjectKey.of(stage.types().known("Pod"), pod);
    this.futureAddress = address;
    specs("initContainers").forEach(container -> init.add(new ContainerLife(container)));
    specs("containers").forEach(container -> main.add(new ContainerLife(container)));
  }

  void begin() {
    String reason = init.isEmpty() ? "ContainerCreating" : "PodInitializing";
    init.forEach(life -> life.waitFor("PodInitializing"));
    main.forEach(life -> life.waitFor(reason));
    report();
    after(
        Pace.CREATE,
        () -> {
          address = futureAddress;
          initialize(0);
        });
  }

  /// The pod was told to end: its containers stop, and it is gone.
  void end() {
    if (ending) {
      return;
    }
    for (ContainerLife life : main) {
      if (life.isRunning()) {
        event(life, NORMAL, "Killing", "Stopping container " + life.name());
      }
    }
    ending = true;
    stage.timeline().after(Pace.STOP, () -> stage.deletion().remove(key));
  }

  /// The pod is gone from the store.
  void forget() {
    ending = true;
    main.forEach(life -> stage.logs().end(place(life)));
    stage.logs().forget(key.namespace(), key.name());
  }

  private void initialize(int index) {
    if (index == init.size()) {
      String reason = init.isEmpty() ? "ContainerCreating" : "PodInitializing";
      main.forEach(life -> life.waitFor(reason));
      main.forEach(this::start);
      report();
      return;
    }
    ContainerLife life = init.get(index);
    present(life);
    run(life, false);
    boolean sidecar =
        specs("initContainers").get(index).path("restartPolicy").asString("").equals("Always");
    if (sidecar) {
      life.begin(true, true);
      report();
      initialize(index + 1);
      return;
    }
    report();
    after(
        Pace.INIT,
        () -> {
          life.complete(now());
          stage.logs().end(place(life));
          initialize(index + 1);
        });
  }

  private void start(ContainerLife life) {
    if (isFaulty(life, Kind.IMAGE)) {
      pull(life, 0);
      return;
    }
    boolean absent = stage.imagesOfNode().add(life.image());
    if (absent) {
      event(life, NORMAL, "Pulling", "Pulling image \"%s\"".formatted(life.image()));
      after(
          Pace.PULL,
          () -> {
            event(life, NORMAL, "Pulled", Texts.pulled(life.image(), Pace.PULL));
            run(life, false);
            live(life);
            report();
          });
      return;
    }
    present(life);
    run(life, false);
    live(life);
  }

  private void present(ContainerLife life) {
    event(
        life,
        NORMAL,
        "Pulled",
        "Container image \"%s\" already present on machine".formatted(life.image()));
  }

  private void live(ContainerLife life) {
    ContainerScript script = ContainerScript.of(life.image());
    if (isFaulty(life, Kind.CRASH)) {
      write(life, script.begin(Kind.CRASH));
      becomeReadyWithoutProbe(life);
      after(
          Pace.FATAL,
          () -> {
            write(life, script.crash());
            fail(life, 1, "Error");
          });
    } else if (isFaulty(life, Kind.OOM)) {
      write(life, script.begin(Kind.OOM));
      becomeReadyWithoutProbe(life);
      after(Pace.FATAL, () -> fail(life, 137, "OOMKilled"));
    } else if (endsByItself()) {
      write(life, script.start());
      becomeReadyWithoutProbe(life);
      after(Pace.JOB, () -> succeed(life));
    } else if (isFaulty(life, Kind.PROBE)) {
      write(life, script.begin(Kind.PROBE));
      life.begin(true, false);
      after(Pace.PROBE, () -> failProbe(life, Optional.empty()));
    } else if (isFaulty(life, Kind.SLOW)) {
      write(life, script.begin(Kind.SLOW));
      life.begin(true, false);
      after(Pace.PROBE, () -> failProbe(life, Optional.of(Pace.SLOW)));
    } else {
      write(life, script.start());
      becomeReadyWithoutProbe(life);
      after(hasProbe(life) ? Pace.PROBE : Duration.ZERO, () -> becomeReady(life));
    }
  }

  private void run(ContainerLife life, boolean again) {
    event(life, NORMAL, "Created", "Created container: " + life.name());
    event(life, NORMAL, "Started", "Started container " + life.name());
    life.run(now(), again);
    stage.logs().start(place(life));
  }

  private void becomeReadyWithoutProbe(ContainerLife life) {
    life.begin(!has(life, "startupProbe"), !hasProbe(life));
  }

  private void becomeReady(ContainerLife life) {
    if (life.isRunning()) {
      life.begin(true, true);
      report();
      after(Pace.HEARTBEAT, () -> beat(life));
    }
  }

  private void beat(ContainerLife life) {
    if (life.isRunning()) {
      write(life, ContainerScript.of(life.image()).heartbeat());
      after(Pace.HEARTBEAT, () -> beat(life));
    }
  }

  /// @param left until the probe passes after all; empty: never
  private void failProbe(ContainerLife life, Optional<Duration> left) {
    if (left.isPresent() && !left.get().isPositive()) {
      List<String> start = ContainerScript.of(life.image()).start();
      write(life, start.subList(start.size() - 1, start.size()));
      becomeReady(life);
      return;
    }
    event(life, WARNING, "Unhealthy", Texts.probeFailed(spec(life), address));
    int period = spec(life).path("readinessProbe").path("periodSeconds").asInt(5);
    Duration pause = Duration.ofSeconds(Math.clamp(period, 1, 5));
    after(pause, () -> failProbe(life, left.map(rest -> rest.minus(pause))));
  }

  private void pull(ContainerLife life, int attempt) {
    event(life, NORMAL, "Pulling", "Pulling image \"%s\"".formatted(life.image()));
    after(
        Pace.PULL,
        () -> {
          String message = Texts.imageNotFound(life.image());
          event(
              life,
              WARNING,
              "Failed",
              "Failed to pull image \"%s\": %s".formatted(life.image(), message));
          event(life, WARNING, "Failed", "Error: ErrImagePull");
          life.waitFor("ErrImagePull", message);
          report();
          after(Pace.PULL, () -> backOffPull(life, attempt, message));
        });
  }

  private void backOffPull(ContainerLife life, int attempt, String message) {
    String text = "Back-off pulling image \"%s\"".formatted(life.image());
    event(life, NORMAL, "BackOff", text);
    event(life, WARNING, "Failed", "Error: ImagePullBackOff");
    life.waitFor("ImagePullBackOff", text + ": ErrImagePull: " + message);
    report();
    after(Pace.backOff(attempt), () -> pull(life, attempt + 1));
  }

  private void succeed(ContainerLife life) {
    life.end(0, "Completed", now());
    stage.logs().end(place(life));
    report();
  }

  private void fail(ContainerLife life, int exitCode, String reason) {
    life.end(exitCode, reason, now());
    stage.logs().end(place(life));
    report();
    if (pod.path("spec").path("restartPolicy").asString("Always").equals("Never")) {
      return;
    }
    if (life.restarts() == 0) {
      // The kubelet starts a container again at once the first time.
      after(Pace.RESTART, () -> restart(life));
    } else {
      after(Pace.RESTART, () -> backOff(life));
    }
  }

  private void backOff(ContainerLife life) {
    Duration pause = Pace.backOff(life.restarts() - 1);
    event(life, WARNING, "BackOff", Texts.backOffEvent(life.name(), pod));
    life.backOff(Texts.backOff(Pace.text(pause), life.name(), pod));
    report();
    after(pause, () -> restart(life));
  }

  private void restart(ContainerLife life) {
    present(life);
    run(life, true);
    live(life);
    report();
  }

  private boolean endsByItself() {
    String owner = pod.path("metadata").path("ownerReferences").path(0).path("kind").asString("");
    return owner.equals("Job");
  }

  /// The first container is the one that fails.
  private boolean isFaulty(ContainerLife life, Kind kind) {
    return life == main.getFirst() && stage.has(kind, pod);
  }

  private boolean hasProbe(ContainerLife life) {
    return has(life, "readinessProbe") || has(life, "startupProbe");
  }

  private boolean has(ContainerLife life, String probe) {
    return spec(life).has(probe);
  }

  private JsonNode spec(ContainerLife life) {
    return specs("containers").stream()
        .filter(container -> container.path("name").asString("").equals(life.name()))
        .findFirst()
        .orElseGet(Json::empty);
  }

  private List<JsonNode> specs(String field) {
    return pod.path("spec").path(field).valueStream().toList();
  }

  private void write(ContainerLife life, List<String> lines) {
    lines.forEach(line -> stage.logs().write(place(life), stage.timeline().instant(), line));
  }

  private Place place(ContainerLife life) {
    return new Place(key.namespace(), key.name(), life.name());
  }

  private void event(ContainerLife life, String kind, String reason, String message) {
    stage.events().ofContainer(pod, life.name(), kind, reason, message);
  }

  private String now() {
    return stage.store().now();
  }

  /// Runs the step later, unless the pod ends before.
  private void after(Duration delay, Runnable step) {
    stage
        .timeline()
        .after(
            delay,
            () -> {
              if (!ending) {
                step.run();
              }
            });
  }

  private void report() {
    stage
        .store()
        .get(key)
        .ifPresent(present ->
            stage.setStatus(key, new PodReport(present, init, main, address, now()).toJson()));
  }
}
