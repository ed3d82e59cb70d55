package nebula.rehearsal;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import nebula.rehearsal.StatusError.Invalid;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/// Refuses what the API server refuses most often: bad names, workloads without containers, a
/// selector that does not fit or that changed.
final class Validation {
  private static final Pattern SUBDOMAIN =
      Pattern.compile("[a-z0-9]([-a-z0-9]*[a-z0-9])?(\\.[a-z0-9]([-a-z0-9]*[a-z0-9])?)*");
  private static final Pattern LABEL = Pattern.compile("[a-z]([-a-z0-9]*[a-z0-9])?");

  private Validation() {}

  /// @throws StatusError 422 with all that is wrong
  static void ofNew(ResourceType type, ObjectNode object) {
    List<Invalid> wrong = new ArrayList<>();
    String name = object.path("metadata").path("name").asString("");
    checkName(type, name, wrong);
    if (object.path("spec").has("template")) {
      checkTemplate(object.path("spec"), wrong);
    } else if (type.kind().equals("Pod") && object.path("spec").path("containers").isEmpty()) {
      wrong.add(new Invalid("FieldValueRequired", "spec.containers", "Required value"));
    }
    refuse(type, name, wrong);
  }

  /// @throws StatusError 422 when a field changed that may not change
  static void ofChange(ResourceType type, ObjectNode before, ObjectNode after) {
    List<Invalid> wrong = new ArrayList<>();
    if (after.path("spec").has("template")) {
      JsonNode selector = after.path("spec").path("selector");
      if (!type.kind().equals("Job") && !selector.equals(before.path("spec").path("selector"))) {
        wrong.add(
            new Invalid(
                "FieldValueInvalid",
                "spec.selector",
                "Invalid value: " + Json.text(selector) + ": field is immutable"));
      }
      checkTemplate(after.path("spec"), wrong);
    }
    refuse(type, after.path("metadata").path("name").asString(""), wrong);
  }

  private static void refuse(ResourceType type, String name, List<Invalid> wrong) {
    if (!wrong.isEmpty()) {
      throw StatusError.invalid(type, name, wrong);
    }
  }

  private static void checkName(ResourceType type, String name, List<Invalid> wrong) {
    if (name.isEmpty()) {
      wrong.add(
          new Invalid(
              "FieldValueRequired",
              "metadata.name",
              "Required value: name or generateName is required"));
    } else if (type.kind().equals("Service") && !LABEL.matcher(name).matches()) {
      wrong.add(
          invalidName(
              name,
              "a DNS-1035 label must consist of lower case alphanumeric characters or '-', start"
                  + " with an alphabetic character, and end with an alphanumeric character (e.g."
                  + " 'my-name',  or 'abc-123', regex used for validation is '"
                  + LABEL
                  + "')"));
    } else if (!type.group().equals("rbac.authorization.k8s.io")
        && !SUBDOMAIN.matcher(name).matches()) {
      wrong.add(
          invalidName(
              name,
              "a lowercase RFC 1123 subdomain must consist of lower case alphanumeric characters,"
                  + " '-' or '.', and must start and end with an alphanumeric character (e.g."
                  + " 'example.com', regex used for validation is '"
                  + SUBDOMAIN
                  + "')"));
    }
  }

  private static Invalid invalidName(String name, String rule) {
    return new Invalid(
        "FieldValueInvalid", "metadata.name", "Invalid value: \"" + name + "\": " + rule);
  }

  private static void checkTemplate(JsonNode spec, List<Invalid> wrong) {
    JsonNode template = spec.path("template");
    JsonNode labels = template.path("metadata").path("labels");
    JsonNode matchLabels = spec.path("selector").path("matchLabels");
    if (!Selectors.matchLabels(matchLabels, labels)) {
      wrong.add(
          new Invalid(
              "FieldValueInvalid",
              "spec.template.metadata.labels",
              "Invalid value: "
                  + Json.text(labels)
                  + ": `selector` does not match template `labels`"));
    }
    if (template.path("spec").path("containers").isEmpty()) {
      wrong.add(
          new Invalid("FieldValueRequired", "spec.template.spec.containers", "Required value"));
    }
  }
}
