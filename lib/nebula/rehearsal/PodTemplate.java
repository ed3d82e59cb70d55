package nebula.rehearsal;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/// Pods from a workload's template, and the hash that tells templates apart.
final class PodTemplate {
  private static final String ALPHABET = "bcdfghjklmnpqrstvwxz2456789";

  private PodTemplate() {}

  /// A pod without a name, with the template's labels and specification.
  static ObjectNode newPod(JsonNode workload) {
    JsonNode template = workload.path("spec").path("template");
    ObjectNode pod = Json.empty();
    ObjectNode metadata = pod.putObject("metadata");
    copy(template.path("metadata"), metadata, "labels");
    copy(template.path("metadata"), metadata, "annotations");
    pod.set("spec", template.path("spec").deepCopy());
    ObjectNode status = pod.putObject("status").put("phase", "Pending");
    status.put("qosClass", "Burstable");
    return pod;
  }

  /// Changes when the template does: ten letters, made as Kubernetes makes them.
  static String hash(JsonNode workload) {
    JsonNode template = workload.path("spec").path("template");
    String digits = Long.toString(Json.text(template).hashCode() & 0xffffffffL);
    StringBuilder hash = new StringBuilder();
    digits.chars().forEach(digit -> hash.append(ALPHABET.charAt(digit % ALPHABET.length())));
    return hash.toString();
  }

  static void label(ObjectNode object, String name, String value) {
    Json.child(Json.child(object, "metadata"), "labels").put(name, value);
  }

  static boolean isReady(JsonNode pod) {
    return Condition.isTrue(pod, "Ready");
  }

  /// Whether it has ended for good.
  static boolean isOver(JsonNode pod) {
    String phase = pod.path("status").path("phase").asString("");
    return phase.equals("Succeeded") || phase.equals("Failed");
  }

  private static void copy(JsonNode from, ObjectNode into, String name) {
    if (from.has(name)) {
      into.set(name, from.path(name).deepCopy());
    }
  }
}
