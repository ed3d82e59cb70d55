package nebula.rehearsal;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import nebula.model.Failure;
import nebula.model.Problem;
import tools.jackson.databind.JsonNode;

/// What goes wrong with a service in a rehearsal.
public record Fault(String service, Kind kind) {

  public enum Kind {
    /// The process ends with exit code 1 soon after each start.
    CRASH,
    /// The image is not in the registry.
    IMAGE,
    /// The process takes more memory than it may.
    OOM,
    /// It becomes ready only after 20 s.
    SLOW,
    /// No node has enough memory for it.
    UNSCHEDULABLE,
    /// Its volume is never made.
    CLAIM,
    /// Its readiness probe never passes.
    PROBE,
    /// The API server does not take its workload.
    REFUSED
  }

  /// Reads `SERVICE=crash`, as on the command line.
  ///
  /// @throws Failure that names the kinds there are
  public static Fault parse(String text) {
    int equals = text.indexOf('=');
    String word = text.substring(equals + 1).toUpperCase(Locale.ROOT);
    if (equals > 0) {
      for (Kind kind : Kind.values()) {
        if (kind.name().equals(word)) {
          return new Fault(text.substring(0, equals), kind);
        }
      }
    }
    String known =
        Arrays.stream(Kind.values())
            .map(kind -> kind.name().toLowerCase(Locale.ROOT))
            .collect(Collectors.joining("|"));
    throw Failure.badInput(
        Problem.of("'" + text + "' is no fault to rehearse", "write it as SERVICE=" + known));
  }

  /// Whether the object is of the service: by its label, else by the name of its workload.
  boolean concerns(JsonNode object) {
    JsonNode labels = object.path("metadata").path("labels");
    String labelled = labels.path("nebula.dev/service").asString("");
    return service.equals(labelled.isEmpty() ? workloadName(object) : labelled);
  }

  /// Whether one of the faults is of this kind and concerns the object.
  static boolean among(List<Fault> faults, Kind kind, JsonNode object) {
    return faults.stream().anyMatch(fault -> fault.kind == kind && fault.concerns(object));
  }

  private static String workloadName(JsonNode object) {
    JsonNode metadata = object.path("metadata");
    JsonNode owner = metadata.path("ownerReferences").path(0);
    String name =
        owner.isMissingNode()
            ? metadata.path("name").asString("")
            : owner.path("name").asString("");
    String hash = metadata.path("labels").path("pod-template-hash").asString("");
    return hash.isEmpty() || !name.endsWith("-" + hash)
        ? name
        : name.substring(0, name.length() - hash.length() - 1);
  }
}
