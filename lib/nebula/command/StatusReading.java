package nebula.command;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.function.IntPredicate;
import nebula.event.Snapshot;
import nebula.health.ContainerRef;
import nebula.health.Diagnosis;
import nebula.health.Prober;
import nebula.health.Situation;
import nebula.kube.Kube;
import nebula.model.Cause;
import nebula.model.Code;
import nebula.model.Graph;
import nebula.model.HealthCheck;
import nebula.model.Observation;
import nebula.model.Service;
import nebula.model.Status;
import nebula.sync.CodeReading;

/// Judges services by what the cluster shows and by what their health checks answer, once, whether
/// a run is going or not. The verdicts are those of {@link Diagnosis}, as in a run.
///
/// Without a run nobody forwards the ports, so that checks over ports cannot be asked by the way
/// that users take: those are left out and told of, instead of calling the service failing.
final class StatusReading {
  private static final Duration PICTURE_LIMIT = Duration.ofSeconds(10);
  private static final Duration PROBE_LIMIT = Duration.ofSeconds(5);
  private static final int LAST_LINES = 8;

  private final Kube kube;
  private final Prober prober;
  private final IntPredicate listening;
  private final CodeReading codes;
  private final Clock clock;

  /// @param lines one a service, in the order given
  /// @param unasked services whose checks over ports were left out
  /// @param unknownCode why it is not known whether what runs is what is on disk, by service
  record Result(
      List<Snapshot.Line> lines, List<String> unasked, SequencedMap<String, String> unknownCode) {}

  /// @param listening whether something on this machine accepts connections on the port
  StatusReading(Kube kube, Prober prober, IntPredicate listening, CodeReading codes, Clock clock) {
    this.kube = kube;
    this.prober = prober;
    this.listening = listening;
    this.codes = codes;
    this.clock = clock;
  }

  /// @throws nebula.model.Failure when the cluster does not answer
  Result read(List<Service> services) throws InterruptedException {
    Map<String, Observation> seen = FirstPicture.of(kube, PICTURE_LIMIT);
    Graph graph = new Graph(services);
    List<Snapshot.Line> lines = new ArrayList<>();
    List<String> unasked = new ArrayList<>();
    SequencedMap<String, String> unknownCode = new LinkedHashMap<>();
    for (Service service : services) {
      Service askable = withoutUnreachableChecks(service);
      Observation observation = seen.getOrDefault(service.name(), Observation.nothing());
      Status status = status(askable, observation);
      boolean runs = !observation.workloads().isEmpty();
      if (runs && askable.health().size() < service.health().size()) {
        unasked.add(service.name());
      }
      Optional<Code> code =
          switch (codes.of(service, observation)) {
            case CodeReading.Answer.Known(Code known) -> Optional.of(known);
            case CodeReading.Answer.None _ -> Optional.empty();
            case CodeReading.Answer.Unknown(String why) -> {
              unknownCode.put(service.name(), why);
              yield Optional.empty();
            }
          };
      List<String> waiting = graph.dependentsOf(service.name());
      lines.add(new Snapshot.Line(service, status, since(observation), waiting, code));
    }
    return new Result(lines, unasked, unknownCode);
  }

  private Status status(Service service, Observation observation) throws InterruptedException {
    if (service.local().isPresent()) {
      return Status.skipped(
          Cause.of(Cause.Kind.SKIPPED, "a process of this machine: its run alone knows of it"));
    }
    if (observation.workloads().isEmpty()) {
      return Status.stopped(
          Cause.of(
              Cause.Kind.STOPPED,
              "it is not in the cluster",
              Diagnosis.startCommand(service.name())));
    }
    Situation situation =
        Situation.first(service)
            .withWaitsFor(List.of())
            .withApplied(true)
            .withWorkloads(observation.workloads().size())
            .withObservation(observation);
    Optional<ContainerRef> crashed = Diagnosis.wantsLogs(observation);
    if (crashed.isPresent()) {
      situation = situation.withCrashLines(crashed.get(), lastLines(crashed.get()));
    }
    if (!service.health().isEmpty()
        && judged(withChecks(service, List.of()), situation).healthy()) {
      List<String> pods = Diagnosis.pods(observation);
      situation = situation.withProbe(Optional.of(prober.probe(service, pods, PROBE_LIMIT)));
    }
    return judged(service, situation);
  }

  private Status judged(Service service, Situation situation) {
    return Diagnosis.of(service, situation.at(clock.instant()));
  }

  private List<String> lastLines(ContainerRef container) throws InterruptedException {
    return kube.lastLogs(container.pod(), container.container(), container.previous(), LAST_LINES);
  }

  private Service withoutUnreachableChecks(Service service) {
    List<HealthCheck> askable = new ArrayList<>();
    for (HealthCheck check : service.health()) {
      boolean reachable =
          switch (check) {
            case HealthCheck.Http http -> listening.test(http.port());
            case HealthCheck.Tcp tcp -> listening.test(tcp.port());
            case HealthCheck.Grpc grpc -> listening.test(grpc.port());
            case HealthCheck.Exec _, HealthCheck.Running _ -> true;
          };
      if (reachable) {
        askable.add(check);
      }
    }
    return withChecks(service, askable);
  }

  private static Service withChecks(Service service, List<HealthCheck> checks) {
    return new Service(
        service.name(),
        service.group(),
        service.declared(),
        service.manifests(),
        service.dependsOn(),
        service.ports(),
        checks,
        service.links(),
        service.build(),
        service.sync(),
        service.local(),
        service.restartWith());
  }

  /// Since when the youngest container runs, or the youngest pod is there.
  private Instant since(Observation observation) {
    Instant youngest = Instant.EPOCH;
    for (Observation.Pod pod : observation.pods()) {
      youngest = later(youngest, pod.created());
      for (Observation.Container container : pod.containers()) {
        if (container.state() instanceof Observation.Running running) {
          youngest = later(youngest, running.since());
        }
      }
    }
    return youngest.equals(Instant.EPOCH) ? clock.instant() : youngest;
  }

  private static Instant later(Instant one, Instant other) {
    return one.isAfter(other) ? one : other;
  }
}
