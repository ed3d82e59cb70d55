package nebula.rehearsal;

import com.sun.net.httpserver.HttpExchange;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import tools.jackson.databind.JsonNode;

/// One request and the ways to answer it.
final class Exchange {
  private final HttpExchange exchange;
  private final ReceivedRequest request;
  private final Query query;

  Exchange(HttpExchange exchange) throws IOException {
    this.exchange = exchange;
    String raw = exchange.getRequestURI().getRawQuery();
    String body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
    this.request =
        new ReceivedRequest(
            exchange.getRequestMethod(),
            exchange.getRequestURI().getPath(),
            raw == null ? "" : raw,
            body);
    this.query = Query.parse(request.query());
  }

  ReceivedRequest request() {
    return request;
  }

  Query query() {
    return query;
  }

  String header(String name) {
    String value = exchange.getRequestHeaders().getFirst(name);
    return value == null ? "" : value;
  }

  void answer(int code, JsonNode body) throws IOException {
    answer(code, "application/json", Json.bytes(body));
  }

  void answer(int code, String type, byte[] body) throws IOException {
    exchange.getResponseHeaders().set("Content-Type", type);
    exchange.sendResponseHeaders(code, body.length == 0 ? -1 : body.length);
    try (OutputStream out = exchange.getResponseBody()) {
      out.write(body);
    }
  }

  /// Begins an answer whose end is not known; each write must be flushed.
  OutputStream stream(String type) throws IOException {
    exchange.getResponseHeaders().set("Content-Type", type);
    exchange.sendResponseHeaders(200, 0);
    return exchange.getResponseBody();
  }
}
