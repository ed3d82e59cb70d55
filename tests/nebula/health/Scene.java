package nebula.health;

import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import nebula.model.HealthCheck;
import nebula.model.Observation;
import nebula.model.Observation.Claim;
import nebula.model.Observation.Container;
import nebula.model.Observation.ContainerState;
import nebula.model.Observation.Pod;
import nebula.model.Observation.Running;
import nebula.model.Observation.Terminated;
import nebula.model.Observation.Waiting;
import nebula.model.Observation.Warning;
import nebula.model.Observation.Workload;
import nebula.model.Position;
import nebula.model.ProbeResult;
import nebula.model.Service;

/// The service `shop` as the tables of the tests put it: a Deployment whose pod was made at {@link
/// #T0}. Times are seconds after that.
final class Scene {
  static final Instant T0 = Instant.parse("2026-11-25T00:00:00Z");
  static final String POD = "shop-59499bf97c-5swm8";
  static final String IMAGE = "nebula-registry:5000/shop:1";

  private Scene() {}

  static Instant at(double seconds) {
    return T0.plusMillis(Math.round(seconds * 1000));
  }

  static Service service(HealthCheck... health) {
    return new Service(
        "shop",
        "app",
        Position.startOf(Path.of("/home/me/nebula/services/shop/service.yaml")),
        List.of(Path.of("/home/me/nebula/services/shop/k8s.yaml")),
        List.of("postgres"),
        List.of(),
        List.of(health),
        List.of(),
        Optional.empty(),
        List.of(),
        Optional.empty(),
        List.of());
  }

  static HealthCheck http() {
    return new HealthCheck.Http("/", 8080, 200);
  }

  static Situation applied(Observation observation) {
    return Situation.first(service()).withApplied(true).withObservation(observation);
  }

  static Observation deployment(int ready, List<Pod> pods, Warning... warnings) {
    Workload workload =
        new Workload("Deployment", "shop", true, 1, 1, ready, pods.size(), Optional.empty());
    return new Observation(List.of(workload), pods, List.of(), List.of(warnings));
  }

  static Observation crashing(ContainerState state, int restarts, Terminated last) {
    return deployment(0, List.of(pod(container(state, restarts, last))));
  }

  static Observation waiting(String reason, String message, Warning... warnings) {
    return deployment(0, List.of(pod(container(new Waiting(reason, message)))), warnings);
  }

  static Observation unpulled(String image, String reason, String message) {
    Waiting state = new Waiting(reason, message);
    return deployment(
        0,
        List.of(
            pod(new Container("main", image, false, false, false, 0, state, Optional.empty()))));
  }

  static Observation unready(double since, Warning... warnings) {
    return deployment(0, List.of(pod(container(new Running(at(since))))), warnings);
  }

  static Observation healthyPod(double since) {
    return deployment(1, List.of(pod(ready(since))));
  }

  static Observation pending(String unschedulable, Claim... claims) {
    Optional<String> message = Optional.of(unschedulable).filter(text -> !text.isEmpty());
    Pod pod = new Pod(POD, false, false, false, T0, message, List.of());
    Observation seen = deployment(0, List.of(pod));
    return new Observation(seen.workloads(), seen.pods(), List.of(claims), List.of());
  }

  static Observation with(Observation seen, Warning... warnings) {
    return new Observation(seen.workloads(), seen.pods(), seen.claims(), List.of(warnings));
  }

  static Observation with(Observation seen, Workload... workloads) {
    return new Observation(List.of(workloads), seen.pods(), seen.claims(), seen.warnings());
  }

  static Workload workload(String kind, int wanted, int ready, String trouble) {
    Optional<String> text = Optional.of(trouble).filter(some -> !some.isEmpty());
    return new Workload(kind, "shop", true, wanted, ready, ready, ready, text);
  }

  static Pod pod(Container... containers) {
    return pod(POD, 0, containers);
  }

  static Pod pod(String name, double created, Container... containers) {
    boolean ready =
        containers.length > 0 && List.of(containers).stream().allMatch(Container::ready);
    return new Pod(name, ready, true, false, at(created), Optional.empty(), List.of(containers));
  }

  static Pod terminating(Pod pod) {
    return new Pod(
        pod.name(), false, true, true, pod.created(), Optional.empty(), pod.containers());
  }

  static Container container(ContainerState state) {
    return new Container("main", IMAGE, false, false, false, 0, state, Optional.empty());
  }

  static Container container(ContainerState state, int restarts, Terminated last) {
    return new Container(
        "main", IMAGE, false, false, true, restarts, state, Optional.ofNullable(last));
  }

  static Container init(ContainerState state, int restarts, Terminated last) {
    return new Container(
        "prepare", IMAGE, true, false, false, restarts, state, Optional.ofNullable(last));
  }

  static Container ready(double since) {
    return ready(since, 0, null);
  }

  static Container ready(double since, int restarts, Terminated last) {
    return new Container(
        "main",
        IMAGE,
        false,
        true,
        true,
        restarts,
        new Running(at(since)),
        Optional.ofNullable(last));
  }

  static Terminated ended(int exitCode, String reason, double at) {
    return new Terminated(exitCode, reason, "", at(at));
  }

  static Waiting backOff() {
    return new Waiting(
        "CrashLoopBackOff",
        "back-off 20s restarting failed container=main"
            + " pod=shop-59499bf97c-5swm8_default(df40a5cc)");
  }

  static Warning podEvent(String reason, String message, double last) {
    return new Warning("Pod", POD, reason, message, 3, at(last));
  }

  static ProbeResult passed(double at) {
    return new ProbeResult(true, "GET http://localhost:8080/ answered 200", at(at));
  }

  static ProbeResult failed(double at) {
    return new ProbeResult(false, "GET http://localhost:8080/ answered 503", at(at));
  }
}
