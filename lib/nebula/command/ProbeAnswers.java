package nebula.command;

import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import nebula.dashboard.ServiceDetails.Probe;
import nebula.dashboard.ServiceDetails.ProbeFailure;
import nebula.dashboard.ServiceDetails.Verdict;
import nebula.health.ProbeEvent;
import nebula.kube.JsonValue;
import nebula.model.Observation;

/// What a container last answered to the probes of its pod. The kubelet writes an event for each
/// answer that fails and none for those that pass: that a probe passes is read from the container.
///
/// @param failures that the container's events tell of
record ProbeAnswers(Observation.Container container, List<Failed> failures, Instant now) {
  private static final Comparator<Failed> OLDEST_FIRST = Comparator.comparing(Failed::at);

  /// @param probe `startup`, `readiness` or `liveness`
  record Failed(String probe, Instant at, String answer) {}

  /// @param events of the service, about whatever object
  static ProbeAnswers of(
      Observation.Pod pod, Observation.Container container, List<JsonValue> events, Instant now) {
    String field = "{" + container.name() + "}";
    List<Failed> failures =
        events.stream()
            .filter(event -> event.at("reason").text("").equals("Unhealthy"))
            .filter(event -> event.at("involvedObject", "name").text("").equals(pod.name()))
            .filter(event -> event.at("involvedObject", "fieldPath").text(field).endsWith(field))
            .map(ProbeAnswers::failed)
            .toList();
    return new ProbeAnswers(container, failures, now);
  }

  private static Failed failed(JsonValue event) {
    ProbeEvent told = ProbeEvent.of(event.at("message").text(""));
    return new Failed(told.probe(), ServiceLook.at(event), told.answer());
  }

  /// @param probe as the pod's specification has it
  Probe to(String kind, String what, JsonValue probe) {
    Optional<Failed> last =
        failures.stream().filter(failed -> failed.probe().equals(kind)).max(OLDEST_FIRST);
    return new Probe(
        kind,
        what,
        verdict(kind, probe, last),
        last.map(failed -> new ProbeFailure(failed.at(), failed.answer())));
  }

  private Verdict verdict(String kind, JsonValue probe, Optional<Failed> last) {
    if (!(container.state() instanceof Observation.Running running)) {
      return Verdict.UNASKED;
    }
    boolean failed = last.filter(failure -> !failure.at().isBefore(running.since())).isPresent();
    return switch (kind) {
      case "startup" -> container.started() ? Verdict.PASSING : failedOrUnasked(failed);
      case "readiness" -> container.ready() ? Verdict.PASSING : failedOrUnasked(failed);
      // A container that fails it lives on for some answers, and nothing of it tells.
      default -> alive(probe, running.since(), failed ? last.get().at() : Instant.EPOCH);
    };
  }

  private static Verdict failedOrUnasked(boolean failed) {
    return failed ? Verdict.FAILING : Verdict.UNASKED;
  }

  private Verdict alive(JsonValue probe, Instant since, Instant failedAt) {
    long period = probe.at("periodSeconds").number(10);
    long limit = probe.at("timeoutSeconds").number(1);
    Instant first = since.plusSeconds(probe.at("initialDelaySeconds").number(0) + period);
    if (failedAt.plusSeconds(period + limit + 1).isAfter(now)) {
      return Verdict.FAILING;
    }
    return container.started() && now.isAfter(first) ? Verdict.PASSING : Verdict.UNASKED;
  }
}
