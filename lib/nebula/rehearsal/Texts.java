package nebula.rehearsal;

import java.time.Duration;
import tools.jackson.databind.JsonNode;

/// What Kubernetes 1.34 writes, word for word; seen on a real cluster.
final class Texts {
  static final String NO_MEMORY =
      "0/1 nodes are available: 1 Insufficient memory. no new claims to deallocate, preemption: 0/1"
          + " nodes are available: 1 Preemption is not helpful for scheduling.";
  static final String UNBOUND_CLAIM =
      "0/1 nodes are available: pod has unbound immediate PersistentVolumeClaims. not found";

  private Texts() {}

  static String noClaim(String name) {
    return "0/1 nodes are available: persistentvolumeclaim \"" + name + "\" not found. not found";
  }

  static String noStorageClass(String name) {
    return "storageclass.storage.k8s.io \"" + name + "\" not found";
  }

  static String imageNotFound(String image) {
    String full = reference(image);
    return "rpc error: code = NotFound desc = failed to pull and unpack image \""
        + full
        + "\": failed to resolve reference \""
        + full
        + "\": "
        + full
        + ": not found";
  }

  static String pulled(String image, Duration took) {
    return "Successfully pulled image \"%s\" in %dms (%dms including waiting)"
        .formatted(image, took.toMillis(), took.toMillis());
  }

  static String backOff(String delay, String container, JsonNode pod) {
    return "back-off %s restarting failed container=%s pod=%s"
        .formatted(delay, container, identity(pod));
  }

  static String backOffEvent(String container, JsonNode pod) {
    return "Back-off restarting failed container %s in pod %s".formatted(container, identity(pod));
  }

  /// What the kubelet says of a readiness probe when nothing answers.
  static String probeFailed(JsonNode container, String address) {
    JsonNode probe = container.path("readinessProbe");
    if (probe.has("httpGet")) {
      return "Readiness probe failed: HTTP probe failed with statuscode: 503";
    }
    if (probe.has("grpc")) {
      return "Readiness probe failed: service unhealthy (responded with \"NOT_SERVING\")";
    }
    if (probe.has("exec")) {
      boolean postgres = Json.text(probe.path("exec")).contains("pg_isready");
      return "Readiness probe failed: "
          + (postgres ? "127.0.0.1:5432 - no response\n" : "command exited with 1\n");
    }
    String port = probe.path("tcpSocket").path("port").asString("80");
    return "Readiness probe failed: dial tcp %s:%s: connect: connection refused"
        .formatted(address, port);
  }

  /// `docker.io/library/postgres:16` for `postgres:16`, as containerd names images.
  private static String reference(String image) {
    int slash = image.indexOf('/');
    String first = slash < 0 ? "" : image.substring(0, slash);
    if (first.contains(".") || first.contains(":") || first.equals("localhost")) {
      return image;
    }
    return "docker.io/" + (slash < 0 ? "library/" : "") + image;
  }

  private static String identity(JsonNode pod) {
    JsonNode metadata = pod.path("metadata");
    return "%s_%s(%s)"
        .formatted(
            metadata.path("name").asString(""),
            metadata.path("namespace").asString(""),
            metadata.path("uid").asString(""));
  }
}
