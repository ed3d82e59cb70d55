package nebula.kube;

import java.util.ArrayList;
import java.util.List;
import nebula.model.Cause;

/// Says why the API server did not take an object, and what to do.
final class Refusal {
  private static final int LONGEST = 300;

  private Refusal() {}

  /// @param details what else happened in the same apply
  static ApplyRefused of(String service, Desired object, ApiError error, List<String> details) {
    String what = object.titleAndPlace() + " was refused: " + reason(error);
    Cause cause = Cause.of(Cause.Kind.REFUSED, what, mend(service, object, error));
    return new ApplyRefused(cause.withDetails(details));
  }

  /// The server's reason without the parts that repeat the object's name.
  static String reason(ApiError error) {
    List<String> parts = new ArrayList<>();
    for (ApiError.Detail detail : error.details()) {
      boolean known = error.code() == 422 && !detail.field().isEmpty();
      if (known) {
        parts.add(detail.field() + ": " + detail.message());
      }
    }
    String text = parts.isEmpty() ? shortened(error.getMessage()) : String.join("; ", parts);
    String line = text.replace('\n', ' ').strip();
    return line.length() <= LONGEST ? line : line.substring(0, LONGEST) + "…";
  }

  private static String shortened(String message) {
    String text = message;
    int typed = text.indexOf("): .");
    if (text.startsWith("failed to create typed patch object") && typed > 0) {
      text = text.substring(typed + 3).replace(": field not declared in schema", ": no such field");
    }
    return text;
  }

  private static String mend(String service, Desired object, ApiError error) {
    String message = error.getMessage();
    if (message.contains("immutable") || message.contains("updates to statefulset spec")) {
      return isClaim(object)
          ? "undo the change, or give up its data: ./jbang down.java "
              + service
              + " --volumes && ./jbang up.java "
              + service
          : "it cannot be changed in place: ./jbang down.java "
              + service
              + " && ./jbang up.java "
              + service;
    }
    if (message.contains("no such host") || message.contains("failed calling webhook")) {
      return "see whether the admission webhook that the message names runs";
    }
    return switch (error.code()) {
      case 403 -> "see whether the user of this context may do it: kubectl auth can-i --list";
      case 409 -> "run ./jbang up.java again";
      default -> "correct " + object.position();
    };
  }

  private static boolean isClaim(Desired object) {
    return object.type().kind().equals("PersistentVolumeClaim");
  }
}
