package nebula.kube;

import io.fabric8.kubernetes.client.http.WebSocketHandshakeException;
import java.io.IOException;

/// Why a WebSocket was not opened, in a few words: the handshake's answer has no text.
final class WebSocketRefusal {
  private WebSocketRefusal() {}

  static String reason(IOException trouble) {
    if (trouble.getCause() instanceof WebSocketHandshakeException refused) {
      int status = refused.getResponse().code();
      return switch (status) {
        case 401, 403 -> "the API server does not allow it (" + status + ")";
        case 404 -> "the pod is not there";
        case 400, 500 -> "the pod is not running or its node does not answer (" + status + ")";
        default -> "the API server answered " + status;
      };
    }
    String message = trouble.getMessage();
    String why = message == null ? trouble.getClass().getSimpleName() : message;
    return "the API server does not answer: " + why;
  }
}
