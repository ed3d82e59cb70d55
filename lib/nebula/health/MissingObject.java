package nebula.health;

import nebula.model.Cause;
import nebula.model.Cause.Kind;

/// Puts in words which ConfigMap or Secret, or which key of it, is not there. The same messages
/// come from containers (CreateContainerConfigError) and from volumes (FailedMount).
final class MissingObject {
  private MissingObject() {}

  /// @param who what needs it, such as `the container main` or `the volume config`
  static Cause cause(String who, String reason, String message, Mends mends) {
    String sign = " (" + reason + ")";
    for (String kind : new String[] {"configmap", "secret"}) {
      String name = Extract.between(message, kind + " \"", "\" not found");
      if (!name.isEmpty()) {
        String title = title(kind) + " " + name;
        return Cause.of(
            Kind.CONFIGURATION,
            who + " needs the " + title + ", which does not exist" + sign,
            mends.edit("add the " + title + ", or correct its name"));
      }
    }
    String key = Extract.between(message, "couldn't find key ", " in ");
    if (!key.isEmpty()) {
      String title = Extract.before(Extract.afterLast(message, " in "), " ");
      String name = Extract.line(Extract.afterLast(message, "/"));
      return Cause.of(
          Kind.CONFIGURATION,
          who
              + " needs the key "
              + key
              + " of the "
              + title
              + " "
              + name
              + ", which has no such key"
              + sign,
          mends.edit("add the key " + key + " to the " + title + " " + name + ", or correct it"));
    }
    String referenced = Extract.between(message, "references non-existent ", ": ");
    String core = Extract.line(Extract.afterLast(message, " : "));
    return Cause.of(
        Kind.CONFIGURATION,
        who + " cannot be set up: " + (referenced.isEmpty() ? core : "no " + referenced) + sign,
        mends.edit("correct it"));
  }

  static boolean matches(String message) {
    return Extract.containsAny(message, "configmap \"", "secret \"", "couldn't find key ")
        || message.contains("references non-existent");
  }

  private static String title(String kind) {
    return kind.equals("secret") ? "Secret" : "ConfigMap";
  }
}
