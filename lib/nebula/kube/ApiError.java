package nebula.kube;

import java.util.List;

/// The API server's refusal.
final class ApiError extends Exception {
  private static final long serialVersionUID = 1L;

  private final int code;
  private final String reason;
  private final transient List<Detail> details;

  /// @param field such as `spec.replicas`, may be empty
  record Detail(String field, String message) {}

  /// @param reason in one word, such as `Invalid`
  ApiError(int code, String reason, String message, List<Detail> details) {
    super(message);
    this.code = code;
    this.reason = reason;
    this.details = List.copyOf(details);
  }

  /// @param body a `Status` object, or what a proxy on the way wrote
  static ApiError of(int code, byte[] body) {
    try {
      JsonValue status = JsonValue.parse(body);
      List<Detail> details =
          status.at("details", "causes").items().stream()
              .map(cause -> new Detail(cause.at("field").text(""), cause.at("message").text("")))
              .toList();
      String message = status.at("message").text("HTTP status " + code);
      return new ApiError(code, status.at("reason").text(""), message, details);
    } catch (IllegalArgumentException e) {
      String text = new String(body, java.nio.charset.StandardCharsets.UTF_8).strip();
      return new ApiError(code, "", text.isEmpty() ? "HTTP status " + code : text, List.of());
    }
  }

  int code() {
    return code;
  }

  String reason() {
    return reason;
  }

  List<Detail> details() {
    return details;
  }

  boolean notFound() {
    return code == 404;
  }

  /// Whether the same question may be answered a little later.
  boolean passing() {
    return code == 429 || code == 502 || code == 503 || code == 504;
  }
}
