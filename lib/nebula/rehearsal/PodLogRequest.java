package nebula.rehearsal;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import nebula.rehearsal.LogBook.Line;
import nebula.rehearsal.LogBook.Pages;
import nebula.rehearsal.LogBook.Place;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/// Answers `GET …/pods/NAME/log`.
final class PodLogRequest {
  /// How often a follower looks whether its client is still there.
  private static final long LOOK_UP_MILLIS = 10_000;

  private final ObjectStore store;
  private final LogBook logs;

  PodLogRequest(ObjectStore store, LogBook logs) {
    this.store = store;
    this.logs = logs;
  }

  void serve(ResourcePath path, Exchange exchange) throws IOException, InterruptedException {
    ObjectKey key = path.key();
    ObjectNode pod = store.get(key).orElseThrow(() -> StatusError.notFound(key.type(), key.name()));
    Query query = exchange.query();
    String container = query.text("container").orElseGet(() -> onlyContainer(pod));
    Place place = new Place(key.namespace(), key.name(), container);
    boolean previous = query.flag("previous");
    Pages pages = logs.read(place, previous).orElseThrow(() -> nothing(pod, place, previous));
    boolean timestamps = query.flag("timestamps");
    try (OutputStream out = exchange.stream("text/plain")) {
      write(out, wanted(pages.lines(), query), timestamps);
      if (query.flag("follow")) {
        follow(out, place, pages, timestamps);
      }
    }
  }

  private void follow(OutputStream out, Place place, Pages first, boolean timestamps)
      throws IOException, InterruptedException {
    Pages seen = first;
    while (!seen.ended()) {
      Optional<Pages> next = logs.await(place, seen, LOOK_UP_MILLIS);
      if (next.isEmpty() || next.get().life() != seen.life()) {
        return;
      }
      List<Line> lines = next.get().lines();
      write(out, lines.subList(seen.lines().size(), lines.size()), timestamps);
      seen = next.get();
    }
  }

  private static List<Line> wanted(List<Line> lines, Query query) {
    Instant since = query.text("sinceTime").map(Instant::parse).orElse(Instant.MIN);
    List<Line> late = lines.stream().filter(line -> !line.at().isBefore(since)).toList();
    int tail = query.number("tailLines").orElse(late.size());
    return late.subList(Math.max(0, late.size() - tail), late.size());
  }

  private static void write(OutputStream out, List<Line> lines, boolean timestamps)
      throws IOException {
    StringBuilder text = new StringBuilder();
    for (Line line : lines) {
      text.append(timestamps ? line.at() + " " : "").append(line.text()).append('\n');
    }
    out.write(text.toString().getBytes(StandardCharsets.UTF_8));
    out.flush();
  }

  private static String onlyContainer(JsonNode pod) {
    List<String> names =
        pod.path("spec")
            .path("containers")
            .valueStream()
            .map(container -> container.path("name").asString(""))
            .toList();
    if (names.size() != 1) {
      throw StatusError.badRequest(
          "a container name must be specified for pod %s, choose one of: %s"
              .formatted(nameOf(pod), names.toString().replace(",", "")));
    }
    return names.getFirst();
  }

  private static StatusError nothing(JsonNode pod, Place place, boolean previous) {
    boolean known =
        pod.path("spec")
            .path("containers")
            .valueStream()
            .anyMatch(container -> container.path("name").asString("").equals(place.container()));
    if (!known) {
      return StatusError.badRequest(
          "container %s is not valid for pod %s".formatted(place.container(), place.pod()));
    }
    if (previous) {
      return StatusError.badRequest(
          "previous terminated container \"%s\" in pod \"%s\" not found"
              .formatted(place.container(), place.pod()));
    }
    String reason = waitingReason(pod, place.container());
    boolean pulls = reason.equals("ErrImagePull") || reason.equals("ImagePullBackOff");
    String why = pulls ? "trying and failing to pull image" : reason;
    return StatusError.badRequest(
        "container \"%s\" in pod \"%s\" is waiting to start: %s"
            .formatted(place.container(), place.pod(), why));
  }

  private static String waitingReason(JsonNode pod, String container) {
    for (JsonNode status : pod.path("status").path("containerStatuses")) {
      if (status.path("name").asString("").equals(container)) {
        return status.path("state").path("waiting").path("reason").asString("ContainerCreating");
      }
    }
    return "ContainerCreating";
  }

  private static String nameOf(JsonNode object) {
    return object.path("metadata").path("name").asString("");
  }
}
