package nebula.kube;

import io.fabric8.kubernetes.api.model.Status;
import io.fabric8.kubernetes.client.KubernetesClientException;
import java.util.List;
import java.util.Objects;

/// The API server's refusal, in its own words: those of fabric8's exception are long, and mostly
/// about the request.
final class ApiError extends Exception {
  private static final long serialVersionUID = 1L;

  private final int code;
  private final transient List<Detail> details;

  /// @param field such as `spec.replicas`, may be empty
  record Detail(String field, String message) {}

  ApiError(int code, String message, List<Detail> details) {
    super(message);
    this.code = code;
    this.details = List.copyOf(details);
  }

  static ApiError of(KubernetesClientException refused) {
    return of(refused.getCode(), refused.getStatus());
  }

  /// @param status null when the answer, such as a proxy's, was none
  static ApiError of(int code, Status status) {
    String message = status == null ? null : status.getMessage();
    return new ApiError(
        code, Objects.requireNonNullElse(message, "HTTP status " + code), details(status));
  }

  private static List<Detail> details(Status status) {
    if (status == null || status.getDetails() == null || status.getDetails().getCauses() == null) {
      return List.of();
    }
    return status.getDetails().getCauses().stream()
        .map(cause ->
            new Detail(
                Objects.requireNonNullElse(cause.getField(), ""),
                Objects.requireNonNullElse(cause.getMessage(), "")))
        .toList();
  }

  int code() {
    return code;
  }

  List<Detail> details() {
    return details;
  }

  boolean notFound() {
    return code == 404;
  }

  /// Whether the user of the context has no right to it.
  boolean forbidden() {
    return code == 403;
  }

  /// Whether the same question may be answered a little later.
  boolean passing() {
    return code == 429 || code == 502 || code == 503 || code == 504;
  }
}
