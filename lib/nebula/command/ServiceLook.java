package nebula.command;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import nebula.dashboard.ServiceDetails;
import nebula.dashboard.ServiceDetails.Check;
import nebula.dashboard.ServiceDetails.ContainerDetails;
import nebula.dashboard.ServiceDetails.ObjectEvent;
import nebula.dashboard.ServiceDetails.PodDetails;
import nebula.engine.Insight;
import nebula.engine.Run;
import nebula.kube.JsonValue;
import nebula.model.Failure;
import nebula.model.HealthCheck;
import nebula.model.Observation;

/// Makes what the page shows of one service from what the run and the cluster know of it.
final class ServiceLook implements ServiceDetails.Source {
  private static final Comparator<ObjectEvent> NEWEST_FIRST =
      Comparator.comparing(ObjectEvent::at).reversed();

  private final Run run;
  private final String kubectl;

  /// @param kubectl with the options that choose the cluster, for the command that opens a shell
  ServiceLook(Run run, String kubectl) {
    this.run = run;
    this.kubectl = kubectl;
  }

  @Override
  public ServiceDetails of(String service) throws InterruptedException {
    try {
      return run.insight(service).map(this::details).orElseGet(ServiceDetails::nothing);
    } catch (Failure noAnswer) {
      return new ServiceDetails(
          List.of(),
          List.of(),
          List.of(),
          List.of(),
          List.of(),
          Optional.of(noAnswer.problems().getFirst().line()));
    }
  }

  private ServiceDetails details(Insight insight) {
    return new ServiceDetails(
        insight.view().seen().workloads(),
        pods(insight),
        checks(insight),
        insight.view().events().stream().map(ServiceLook::event).sorted(NEWEST_FIRST).toList(),
        new ObjectTexts(insight).all(),
        Optional.empty());
  }

  private List<PodDetails> pods(Insight insight) {
    List<PodDetails> pods = new ArrayList<>();
    for (int index = 0; index < insight.view().pods().size(); index++) {
      Observation.Pod seen = insight.view().seen().pods().get(index);
      JsonValue pod = insight.view().pods().get(index);
      pods.add(
          new PodDetails(seen, pod.at("spec", "nodeName").text(), containers(seen, pod, insight)));
    }
    return pods;
  }

  private List<ContainerDetails> containers(Observation.Pod seen, JsonValue pod, Insight insight) {
    List<JsonValue> written = new ArrayList<>(pod.at("spec", "initContainers").items());
    written.addAll(pod.at("spec", "containers").items());
    List<JsonValue> found = new ArrayList<>(pod.at("status", "initContainerStatuses").items());
    found.addAll(pod.at("status", "containerStatuses").items());
    List<ContainerDetails> containers = new ArrayList<>();
    for (Observation.Container container : seen.containers()) {
      ContainerText text = new ContainerText(named(written, container.name()));
      containers.add(
          new ContainerDetails(
              container,
              digest(named(found, container.name())),
              text.environment(),
              text.probes(answers(seen, container, insight)),
              shell(seen, container)));
    }
    return containers;
  }

  private static ProbeAnswers answers(
      Observation.Pod pod, Observation.Container container, Insight insight) {
    return ProbeAnswers.of(pod, container, insight.view().events(), Instant.now());
  }

  private static JsonValue named(List<JsonValue> containers, String name) {
    return containers.stream()
        .filter(container -> container.at("name").text("").equals(name))
        .findFirst()
        .orElse(new JsonValue(null));
  }

  private static Optional<String> digest(JsonValue status) {
    String image = status.at("imageID").text("");
    int at = image.indexOf("sha256:");
    return at < 0 ? Optional.empty() : Optional.of(image.substring(at));
  }

  private Optional<String> shell(Observation.Pod pod, Observation.Container container) {
    return container.state() instanceof Observation.Running
        ? Optional.of("%s exec -it %s -c %s -- sh".formatted(kubectl, pod.name(), container.name()))
        : Optional.empty();
  }

  private static List<Check> checks(Insight insight) {
    List<Check> checks = new ArrayList<>();
    for (HealthCheck check : insight.service().health()) {
      String what = words(check);
      insight
          .probe()
          .ifPresentOrElse(
              result -> checks.add(new Check(what, result.at(), result.passed(), result.answer())),
              () -> checks.add(new Check(what, Instant.EPOCH, false, "not asked yet")));
    }
    return checks;
  }

  private static String words(HealthCheck check) {
    return switch (check) {
      case HealthCheck.Http http ->
          "GET http://127.0.0.1:%d%s expects %d".formatted(http.port(), http.path(), http.expect());
      case HealthCheck.Tcp tcp -> "connect to 127.0.0.1:" + tcp.port();
      case HealthCheck.Grpc grpc -> "grpc health of 127.0.0.1:" + grpc.port();
      case HealthCheck.Exec exec -> "run " + String.join(" ", exec.command());
      case HealthCheck.Running _ -> "its process runs";
    };
  }

  /// When it was last seen.
  static Instant at(JsonValue event) {
    Instant last = event.at("lastTimestamp").instant(Instant.EPOCH);
    return last.equals(Instant.EPOCH) ? event.at("eventTime").instant(Instant.EPOCH) : last;
  }

  private static ObjectEvent event(JsonValue event) {
    return new ObjectEvent(
        at(event),
        event.at("type").text("Normal"),
        event.at("involvedObject", "kind").text("")
            + " "
            + event.at("involvedObject", "name").text(""),
        event.at("reason").text(""),
        event.at("message").text(""),
        Math.max(1, event.at("count").count()));
  }
}
