package nebula.kube;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import nebula.kube.ApiError.Detail;
import nebula.model.Cause;
import nebula.model.Position;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// What is said when the API server does not take an object.
class RefusalTest {
  private static final Position PLACE = new Position(Path.of("k8s.yaml"), 3, 1);

  record Row(String kind, ApiError error, String reason, String mend) {
    @Override
    public String toString() {
      return reason;
    }
  }

  static List<Row> rows() {
    return List.of(
        new Row(
            "Deployment",
            error(
                422,
                "Deployment.apps \"one\" is invalid: spec.template: Required value",
                new Detail("spec.template", "Required value")),
            "spec.template: Required value",
            "correct k8s.yaml:3:1"),
        new Row(
            "Deployment",
            error(
                422,
                "Deployment.apps \"one\" is invalid: spec.selector: field is immutable",
                new Detail("spec.selector", "Invalid value: {}: field is immutable")),
            "spec.selector: Invalid value: {}: field is immutable",
            "it cannot be changed in place: ./jbang down.java web && ./jbang up.java web"),
        new Row(
            "StatefulSet",
            error(
                422,
                "spec: Forbidden: updates to statefulset spec for fields other than 'replicas'",
                new Detail("spec", "Forbidden: updates to statefulset spec for fields other than"),
                new Detail("", "no field of its own")),
            "spec: Forbidden: updates to statefulset spec for fields other than",
            "it cannot be changed in place: ./jbang down.java web && ./jbang up.java web"),
        new Row(
            "PersistentVolumeClaim",
            error(
                422,
                "spec is immutable after creation",
                new Detail("spec", "Forbidden: spec is immutable after creation")),
            "spec: Forbidden: spec is immutable after creation",
            "undo the change, or give up its data: ./jbang down.java web --volumes"
                + " && ./jbang up.java web"),
        new Row(
            "Deployment",
            error(
                500,
                "failed to create typed patch object (default/one; apps/v1, Kind=Deployment):"
                    + " .spec.replicaz: field not declared in schema"),
            ".spec.replicaz: no such field",
            "correct k8s.yaml:3:1"),
        new Row(
            "Pod",
            error(403, "pods \"one\" is forbidden: exceeded quota"),
            "pods \"one\" is forbidden: exceeded quota",
            "see whether the user of this context may do it: kubectl auth can-i --list"),
        new Row(
            "Pod",
            error(500, "Internal error occurred: failed calling webhook \"check.example.dev\""),
            "Internal error occurred: failed calling webhook \"check.example.dev\"",
            "see whether the admission webhook that the message names runs"),
        new Row("Pod", error(409, "a conflict"), "a conflict", "run ./jbang up.java again"));
  }

  @ParameterizedTest
  @MethodSource("rows")
  void namesObjectPlaceReasonAndMend(Row row) {
    Cause cause = Refusal.of("web", desired(row.kind()), row.error(), List.of("one more")).cause();

    assertEquals(
        Cause.of(
                Cause.Kind.REFUSED,
                row.kind() + " one (k8s.yaml:3:1) was refused: " + row.reason(),
                row.mend())
            .withDetails(List.of("one more")),
        cause);
    assertEquals(Optional.of(row.mend()), cause.mend());
  }

  private static ApiError error(int code, String message, Detail... details) {
    return new ApiError(code, message, List.of(details));
  }

  private static Desired desired(String kind) {
    ResourceType type = new ResourceType("v1", kind, "plural", true);
    return new Desired(kind + " one", PLACE, type, "/c", "one", new JsonValue(null), "{}", "hash");
  }
}
