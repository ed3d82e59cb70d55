package nebula.kube;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// The labels by which Nebula finds again what it made.
final class Labels {
  static final String MANAGED_BY = "app.kubernetes.io/managed-by";
  static final String NEBULA = "nebula";
  static final String SERVICE = "nebula.dev/service";

  /// On a service's inventory, which is no object of the service.
  static final String INVENTORY = "nebula.dev/inventory";

  private Labels() {}

  static String managed() {
    return MANAGED_BY + "=" + NEBULA;
  }

  static String ofService(String service) {
    return SERVICE + "=" + service;
  }

  /// Puts the labels on the object and on everything that is made from its templates: pods, so that
  /// they can be watched, and claims, so that they are known as the service's.
  static void put(Map<String, Object> object, String service) {
    label(object, service);
    Map<String, Object> spec = child(object, "spec");
    if (spec == null) {
      return;
    }
    Map<String, Object> jobTemplate = child(spec, "jobTemplate");
    if (jobTemplate != null) {
      put(jobTemplate, service);
    }
    Map<String, Object> template = child(spec, "template");
    if (template != null && template.get("spec") instanceof Map) {
      label(template, service);
    }
    if (spec.get("volumeClaimTemplates") instanceof List<?> claims) {
      for (Object claim : claims) {
        if (claim instanceof Map) {
          label(asMap(claim), service);
        }
      }
    }
  }

  private static void label(Map<String, Object> object, String service) {
    Map<String, Object> metadata = made(object, "metadata");
    Map<String, Object> labels = made(metadata, "labels");
    labels.put(MANAGED_BY, NEBULA);
    labels.put(SERVICE, service);
  }

  private static Map<String, Object> made(Map<String, Object> parent, String name) {
    Map<String, Object> there = child(parent, name);
    if (there == null) {
      there = new LinkedHashMap<>();
      parent.put(name, there);
    }
    return there;
  }

  private static Map<String, Object> child(Map<String, Object> parent, String name) {
    return parent.get(name) instanceof Map ? asMap(parent.get(name)) : null;
  }

  @SuppressWarnings("unchecked")
  private static Map<String, Object> asMap(Object value) {
    return (Map<String, Object>) value;
  }
}
