package nebula.rehearsal;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/// Fills in what the API server fills in, as far as somebody here reads it.
final class Defaults {
  private Defaults() {}

  static void fill(ResourceType type, ObjectNode object) {
    if (!(object.get("spec") instanceof ObjectNode spec)) {
      return;
    }
    switch (type.kind()) {
      case "Deployment" -> {
        workload(spec);
        put(spec, "progressDeadlineSeconds", 600);
        ObjectNode strategy = Json.child(spec, "strategy");
        put(strategy, "type", "RollingUpdate");
        if (strategy.get("type").asString().equals("RollingUpdate")) {
          ObjectNode rolling = Json.child(strategy, "rollingUpdate");
          put(rolling, "maxSurge", "25%");
          put(rolling, "maxUnavailable", "25%");
        }
      }
      case "StatefulSet" -> {
        workload(spec);
        put(spec, "podManagementPolicy", "OrderedReady");
      }
      case "ReplicaSet" -> workload(spec);
      case "DaemonSet" -> podTemplate(spec, "Always");
      case "Job" -> {
        put(spec, "completions", 1);
        put(spec, "parallelism", 1);
        put(spec, "backoffLimit", 6);
        podTemplate(spec, "Never");
      }
      case "Pod" -> pod(spec, "Always");
      case "Service" -> {
        put(spec, "type", "ClusterIP");
        put(spec, "sessionAffinity", "None");
        ports(spec);
      }
      case "PersistentVolumeClaim" -> {
        // The StorageClass that k3s makes the default one.
        put(spec, "storageClassName", "local-path");
        put(spec, "volumeMode", "Filesystem");
      }
      default -> {}
    }
  }

  private static void workload(ObjectNode spec) {
    if (!spec.has("replicas")) {
      spec.put("replicas", 1);
    }
    podTemplate(spec, "Always");
  }

  private static void podTemplate(ObjectNode spec, String restartPolicy) {
    if (spec.get("template") instanceof ObjectNode template
        && template.get("spec") instanceof ObjectNode pod) {
      pod(pod, restartPolicy);
    }
  }

  private static void pod(ObjectNode spec, String restartPolicy) {
    put(spec, "restartPolicy", restartPolicy);
    put(spec, "terminationGracePeriodSeconds", 30);
    put(spec, "dnsPolicy", "ClusterFirst");
    put(spec, "schedulerName", "default-scheduler");
    containers(spec.path("initContainers"));
    containers(spec.path("containers"));
  }

  private static void containers(JsonNode containers) {
    for (JsonNode container : containers) {
      if (container instanceof ObjectNode one) {
        put(one, "imagePullPolicy", pullPolicy(one.path("image").asString("")));
        ports(one);
      }
    }
  }

  private static String pullPolicy(String image) {
    String name = image.substring(image.lastIndexOf('/') + 1);
    return name.contains(":") && !name.endsWith(":latest") ? "IfNotPresent" : "Always";
  }

  private static void ports(ObjectNode owner) {
    for (JsonNode port : owner.path("ports")) {
      if (port instanceof ObjectNode one) {
        put(one, "protocol", "TCP");
      }
    }
  }

  private static void put(ObjectNode object, String name, String value) {
    if (!object.has(name)) {
      object.put(name, value);
    }
  }

  private static void put(ObjectNode object, String name, int value) {
    if (!object.has(name)) {
      object.put(name, value);
    }
  }
}
