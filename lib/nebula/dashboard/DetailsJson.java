package nebula.dashboard;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.BiConsumer;
import nebula.dashboard.ServiceDetails.ContainerDetails;
import nebula.dashboard.ServiceDetails.PodDetails;
import nebula.event.Masks;
import nebula.event.Snapshot;
import nebula.model.Observation;
import tools.jackson.core.JsonGenerator;

/// A service's own view as JSON: `docs/api.md`.
final class DetailsJson {
  private final JsonGenerator json;
  private final Masks masks;

  private DetailsJson(JsonGenerator json, Masks masks) {
    this.json = json;
    this.masks = masks;
  }

  static String of(RunView view, Snapshot.Line line, ServiceDetails details, Masks masks) {
    return RunJson.object(json -> {
      RunJson.service(json, view, line);
      new DetailsJson(json, masks).write(details);
    });
  }

  private void write(ServiceDetails details) {
    array("workloads", details.workloads(), DetailsJson::workload);
    array("pods", details.pods(), DetailsJson::pod);
    array("checks", details.checks(), DetailsJson::check);
    array("events", details.events(), DetailsJson::event);
    array("objects", details.objects(), DetailsJson::object);
    text("trouble", details.trouble());
  }

  private void workload(Observation.Workload workload) {
    text("kind", workload.kind());
    text("name", workload.name());
    json.writeNumberProperty("wanted", workload.wanted());
    json.writeNumberProperty("updated", workload.updated());
    json.writeNumberProperty("ready", workload.ready());
    json.writeNumberProperty("total", workload.total());
    text("trouble", workload.trouble());
  }

  private void pod(PodDetails details) {
    Observation.Pod pod = details.pod();
    text("name", pod.name());
    json.writeBooleanProperty("ready", pod.ready());
    json.writeBooleanProperty("terminating", pod.terminating());
    text("created", pod.created().toString());
    text("node", details.node());
    text("unschedulable", pod.unschedulable());
    array("containers", details.containers(), DetailsJson::container);
  }

  private void container(ContainerDetails details) {
    Observation.Container container = details.container();
    text("name", container.name());
    text("image", container.image());
    text("digest", details.digest());
    json.writeBooleanProperty("init", container.init());
    json.writeBooleanProperty("ready", container.ready());
    json.writeBooleanProperty("started", container.started());
    json.writeNumberProperty("restarts", container.restarts());
    state("state", container.state());
    container.lastEnd().ifPresent(end -> state("lastEnd", end));
    array("environment", details.environment(), DetailsJson::variable);
    array("probes", details.probes(), DetailsJson::probe);
    text("terminal", details.terminal());
  }

  private void probe(ServiceDetails.Probe probe) {
    text("kind", probe.kind());
    text("what", probe.what());
    text("verdict", probe.verdict().name().toLowerCase(Locale.ROOT));
    probe
        .failure()
        .ifPresent(failure -> {
          json.writeObjectPropertyStart("failure");
          text("at", failure.at().toString());
          text("answer", failure.answer());
          json.writeEndObject();
        });
  }

  private void state(String name, Observation.ContainerState state) {
    json.writeObjectPropertyStart(name);
    switch (state) {
      case Observation.Waiting waiting -> {
        text("kind", "waiting");
        text("reason", waiting.reason());
        text("message", waiting.message());
      }
      case Observation.Running running -> {
        text("kind", "running");
        text("since", running.since().toString());
      }
      case Observation.Terminated end -> {
        text("kind", "terminated");
        json.writeNumberProperty("exitCode", end.exitCode());
        text("reason", end.reason());
        text("message", end.message());
        text("at", end.at().toString());
      }
    }
    json.writeEndObject();
  }

  /// What looks like a secret by its name is one, whoever gave it.
  private void variable(ServiceDetails.Variable variable) {
    boolean secret =
        variable.masked() || (Masks.looksSecret(variable.name()) && !variable.value().isEmpty());
    text("name", variable.name());
    text("value", secret ? Masks.MASK : variable.value());
    json.writeBooleanProperty("masked", secret);
    text("from", variable.from());
  }

  private void check(ServiceDetails.Check check) {
    text("what", check.what());
    text("at", check.at().toString());
    json.writeBooleanProperty("passed", check.passed());
    text("answer", check.answer());
  }

  private void event(ServiceDetails.ObjectEvent event) {
    text("at", event.at().toString());
    text("type", event.type());
    text("object", event.object());
    text("reason", event.reason());
    text("message", event.message());
    json.writeNumberProperty("count", event.count());
  }

  private void object(ServiceDetails.ObjectText object) {
    text("title", object.title());
    text("file", object.file());
    text("applied", object.applied());
    text("live", object.live());
  }

  private <T> void array(String name, List<T> items, BiConsumer<DetailsJson, T> fields) {
    json.writeArrayPropertyStart(name);
    for (T item : items) {
      json.writeStartObject();
      fields.accept(this, item);
      json.writeEndObject();
    }
    json.writeEndArray();
  }

  private void text(String name, String value) {
    json.writeStringProperty(name, masks.text(value));
  }

  private void text(String name, Optional<String> value) {
    value.ifPresent(known -> text(name, known));
  }
}
