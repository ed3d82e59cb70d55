package nebula.rehearsal;

import java.util.List;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/// A refusal in the API server's own words, sent as a `Status` object.
public final class StatusError extends RuntimeException {
  private static final long serialVersionUID = 1L;
  private final int code;
  private final String reason;
  private final transient ObjectNode details;

  private StatusError(int code, String reason, String message, ObjectNode details) {
    super(message, null, false, false);
    this.code = code;
    this.reason = reason;
    this.details = details;
  }

  /// One reason why an object is invalid.
  ///
  /// @param reason such as `FieldValueInvalid`
  /// @param field such as `spec.replicas`
  /// @param message without the field's name, such as `Invalid value: -1: must be …`
  record Invalid(String reason, String field, String message) {}

  static StatusError noSuchPath() {
    return new StatusError(
        404, "NotFound", "the server could not find the requested resource", empty());
  }

  static StatusError notFound(ResourceType type, String name) {
    String message = "%s \"%s\" not found".formatted(type.qualifiedPlural(), name);
    return new StatusError(404, "NotFound", message, about(type, name));
  }

  static StatusError alreadyExists(ResourceType type, String name) {
    String message = "%s \"%s\" already exists".formatted(type.qualifiedPlural(), name);
    return new StatusError(409, "AlreadyExists", message, about(type, name));
  }

  static StatusError modified(ResourceType type, String name) {
    String message =
        ("Operation cannot be fulfilled on %s \"%s\": the object has been modified; please apply"
                + " your changes to the latest version and try again")
            .formatted(type.qualifiedPlural(), name);
    return new StatusError(409, "Conflict", message, about(type, name));
  }

  static StatusError applyConflict(List<FieldConflict> conflicts) {
    ObjectNode details = empty();
    var causes = details.putArray("causes");
    for (FieldConflict conflict : conflicts) {
      causes
          .addObject()
          .put("reason", "FieldManagerConflict")
          .put("message", "conflict with \"%s\"%s".formatted(conflict.manager(), conflict.using()))
          .put("field", conflict.field());
    }
    return new StatusError(409, "Conflict", FieldConflict.message(conflicts), details);
  }

  static StatusError invalid(ResourceType type, String name, List<Invalid> causes) {
    List<String> texts = causes.stream().map(at -> at.field() + ": " + at.message()).toList();
    String text = texts.size() == 1 ? texts.getFirst() : "[" + String.join(", ", texts) + "]";
    ObjectNode details =
        empty().put("name", name).put("group", type.group()).put("kind", type.kind());
    var array = details.putArray("causes");
    for (Invalid cause : causes) {
      array
          .addObject()
          .put("reason", cause.reason())
          .put("message", cause.message())
          .put("field", cause.field());
    }
    String message = "%s \"%s\" is invalid: %s".formatted(type.qualifiedKind(), name, text);
    return new StatusError(422, "Invalid", message, details);
  }

  static StatusError badRequest(String message) {
    return new StatusError(400, "BadRequest", message, empty());
  }

  static StatusError forbidden(ResourceType type, String name, String why) {
    String message = "%s \"%s\" is forbidden: %s".formatted(type.qualifiedPlural(), name, why);
    return new StatusError(403, "Forbidden", message, about(type, name));
  }

  static StatusError unsupportedMediaType(String given) {
    String message =
        "the body of the request was in an unknown format - accepted media types include: "
            + "application/json-patch+json, application/merge-patch+json, "
            + "application/apply-patch+yaml, not "
            + given;
    return new StatusError(415, "UnsupportedMediaType", message, empty());
  }

  static StatusError methodNotAllowed() {
    return new StatusError(
        405,
        "MethodNotAllowed",
        "the server does not allow this method on the requested resource",
        empty());
  }

  static StatusError expired(long asked, long oldest) {
    return new StatusError(
        410, "Expired", "too old resource version: %d (%d)".formatted(asked, oldest), empty());
  }

  int code() {
    return code;
  }

  String reason() {
    return reason;
  }

  ObjectNode toJson() {
    ObjectNode status = empty().put("kind", "Status").put("apiVersion", "v1");
    status.putObject("metadata");
    status.put("status", "Failure").put("message", getMessage()).put("reason", reason);
    status.set("details", details);
    return status.put("code", code);
  }

  private static ObjectNode about(ResourceType type, String name) {
    return empty().put("name", name).put("group", type.group()).put("kind", type.plural());
  }

  private static ObjectNode empty() {
    return JsonNodeFactory.instance.objectNode();
  }
}
