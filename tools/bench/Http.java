package nebula.bench;

import java.io.IOException;
import java.io.InputStream;
import java.net.HttpURLConnection;
import java.net.Proxy;
import java.net.URI;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// Asks a server of this machine, each time on a connection of its own.
final class Http {
  private static final int CONNECT_MILLIS = 2_000;
  private static final int ANSWER_MILLIS = 30_000;
  private static final JsonMapper JSON = new JsonMapper();

  private Http() {}

  /// @throws RunFailed when there is no answer, or another than 200
  static JsonNode json(int port, String path) {
    URI uri = URI.create("http://127.0.0.1:" + port + path);
    try {
      HttpURLConnection connection = (HttpURLConnection) uri.toURL().openConnection(Proxy.NO_PROXY);
      connection.setConnectTimeout(CONNECT_MILLIS);
      connection.setReadTimeout(ANSWER_MILLIS);
      connection.setRequestProperty("Connection", "close");
      try (InputStream in = connection.getInputStream()) {
        return JSON.readTree(in);
      } finally {
        connection.disconnect();
      }
    } catch (IOException | tools.jackson.core.JacksonException failed) {
      throw new RunFailed("GET " + uri + ": " + failed.getMessage());
    }
  }
}
