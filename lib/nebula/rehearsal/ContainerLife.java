package nebula.rehearsal;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/// One container of a pod, as its status tells of it.
final class ContainerLife {
  private final String name;
  private final String image;
  private ObjectNode state = Json.empty();
  private ObjectNode lastState = Json.empty();
  private boolean ready;
  private boolean started;
  private int restarts;

  ContainerLife(JsonNode container) {
    this.name = container.path("name").asString("");
    this.image = container.path("image").asString("");
  }

  String name() {
    return name;
  }

  String image() {
    return image;
  }

  boolean ready() {
    return ready;
  }

  int restarts() {
    return restarts;
  }

  boolean isRunning() {
    return state.has("running");
  }

  boolean isTerminated() {
    return state.has("terminated");
  }

  boolean failed() {
    return state.path("terminated").path("exitCode").asInt(0) != 0;
  }

  void waitFor(String reason) {
    become("waiting").put("reason", reason);
  }

  void waitFor(String reason, String message) {
    become("waiting").put("reason", reason).put("message", message);
  }

  /// Waits to be started again: how it ended becomes its last state.
  void backOff(String message) {
    lastState = state;
    waitFor("CrashLoopBackOff", message);
  }

  void run(String now, boolean again) {
    if (again) {
      restarts++;
      if (state.has("terminated")) {
        lastState = state;
      }
    }
    become("running").put("startedAt", now);
  }

  void begin(boolean isStarted, boolean isReady) {
    started = isStarted;
    ready = isReady;
  }

  void end(int exitCode, String reason, String now) {
    String since = state.path("running").path("startedAt").asString(now);
    become("terminated")
        .put("exitCode", exitCode)
        .put("reason", reason)
        .put("startedAt", since)
        .put("finishedAt", now)
        .put("containerID", containerId());
  }

  /// For an init container, which is ready when it has done its work.
  void complete(String now) {
    end(0, "Completed", now);
    ready = true;
  }

  ObjectNode toJson() {
    ObjectNode status = Json.empty().put("name", name).put("image", image);
    boolean known = state.has("running") || state.has("terminated") || restarts > 0;
    status.put(
        "imageID", known ? "sha256:" + Long.toHexString(image.hashCode() & 0xffffffffL) : "");
    if (known) {
      status.put("containerID", containerId());
    }
    status.set("state", state);
    status.set("lastState", lastState);
    return status.put("ready", ready).put("started", started).put("restartCount", restarts);
  }

  private String containerId() {
    return "containerd://%08x%04x".formatted((name + image).hashCode(), restarts);
  }

  private ObjectNode become(String word) {
    state = Json.empty();
    ready = false;
    started = false;
    return state.putObject(word);
  }
}
