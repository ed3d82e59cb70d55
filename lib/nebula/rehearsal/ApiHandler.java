package nebula.rehearsal;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpHandler;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import tools.jackson.databind.node.ObjectNode;

/// Finds out what a request is about and answers it, or says in the server's words why not.
final class ApiHandler implements HttpHandler {
  private final ObjectStore store;
  private final ResourceTypes types;
  private final ObjectRequests objects;
  private final PodLogRequest logs;
  private final Map<String, FixedAnswer> fixed;
  private final Discovery discovery;
  private final Consumer<ReceivedRequest> recorder;

  ApiHandler(
      ObjectStore store,
      ResourceTypes types,
      ObjectRequests objects,
      PodLogRequest logs,
      Map<String, FixedAnswer> fixed,
      Consumer<ReceivedRequest> recorder) {
    this.store = store;
    this.types = types;
    this.objects = objects;
    this.logs = logs;
    this.fixed = fixed;
    this.discovery = new Discovery(types);
    this.recorder = recorder;
  }

  @Override
  public void handle(HttpExchange http) throws IOException {
    try (http) {
      Exchange exchange = new Exchange(http);
      try {
        route(exchange);
      } catch (StatusError refusal) {
        exchange.answer(refusal.code(), refusal.toJson());
      } catch (InterruptedException closing) {
        Thread.currentThread().interrupt();
      }
    }
  }

  private void route(Exchange exchange) throws IOException, InterruptedException {
    if (!exchange.header("Upgrade").isEmpty() && exchange.header("Upgrade").equals("websocket")) {
      // This status makes fabric8 watch by plain HTTP instead.
      exchange.answer(200, "application/json", new byte[0]);
      return;
    }
    recorder.accept(exchange.request());
    String path = exchange.request().path();
    if (path.equals("/readyz") || path.equals("/livez") || path.equals("/healthz")) {
      exchange.answer(200, "text/plain", "ok".getBytes(StandardCharsets.UTF_8));
      return;
    }
    FixedAnswer known = fixed.get(path);
    if (known != null) {
      exchange.answer(
          known.code(), "application/json", known.json().getBytes(StandardCharsets.UTF_8));
      return;
    }
    Optional<ResourcePath> resource = ResourcePath.parse(path, types);
    if (resource.isPresent()) {
      serve(resource.get(), exchange);
    } else {
      exchange.answer(200, discovery.answer(path).orElseThrow(StatusError::noSuchPath));
    }
  }

  private void serve(ResourcePath path, Exchange exchange)
      throws IOException, InterruptedException {
    Query query = exchange.query();
    switch (exchange.request().method()) {
      case "GET" -> get(path, exchange);
      case "POST" -> answer(exchange, objects.create(path, body(exchange), manager(exchange)));
      case "PUT" -> {
        if (isScale(path)) {
          exchange.answer(200, objects.scale(path, Optional.of(body(exchange))));
        } else {
          answer(exchange, objects.replace(path, body(exchange), manager(exchange)));
        }
      }
      case "PATCH" -> patch(path, exchange);
      case "DELETE" -> {
        Deletion.Wish wish = wish(exchange);
        exchange.answer(
            200,
            path.name().isPresent()
                ? objects.delete(path, wish)
                : objects.deleteAll(path, query, wish));
      }
      default -> throw StatusError.methodNotAllowed();
    }
  }

  private void get(ResourcePath path, Exchange exchange) throws IOException, InterruptedException {
    if (path.subresource().filter("log"::equals).isPresent()) {
      logs.serve(path, exchange);
    } else if (isScale(path)) {
      exchange.answer(200, objects.scale(path, Optional.empty()));
    } else if (exchange.query().flag("watch")) {
      new WatchStream(store, path, exchange.query()).serve(exchange);
    } else if (path.name().isPresent()) {
      exchange.answer(200, objects.get(path));
    } else {
      exchange.answer(200, objects.list(path, exchange.query()));
    }
  }

  private void patch(ResourcePath path, Exchange exchange) throws IOException {
    String type = exchange.header("Content-Type").split(";")[0];
    switch (type) {
      case "application/apply-patch+yaml" ->
          answer(exchange, objects.apply(path, body(exchange), exchange.query()));
      case "application/merge-patch+json", "application/strategic-merge-patch+json" -> {
        if (isScale(path)) {
          exchange.answer(200, objects.scale(path, Optional.of(body(exchange))));
        } else {
          answer(exchange, objects.merge(path, body(exchange), manager(exchange)));
        }
      }
      case "application/json-patch+json" ->
          answer(
              exchange,
              objects.edit(path, Json.array(exchange.request().body()), manager(exchange)));
      default -> throw StatusError.unsupportedMediaType(type);
    }
  }

  private static void answer(Exchange exchange, ObjectRequests.Stored stored) throws IOException {
    exchange.answer(stored.code(), stored.object());
  }

  private static ObjectNode body(Exchange exchange) {
    return Json.object(exchange.request().body());
  }

  private static boolean isScale(ResourcePath path) {
    return path.subresource().filter("scale"::equals).isPresent();
  }

  /// As the real server: the parameter, else the client's program name.
  private static String manager(Exchange exchange) {
    return exchange
        .query()
        .text("fieldManager")
        .orElseGet(() -> exchange.header("User-Agent").split("/")[0]);
  }

  private static Deletion.Wish wish(Exchange exchange) {
    String text = exchange.request().body();
    ObjectNode options = text.isBlank() ? Json.empty() : Json.object(text);
    Optional<Integer> grace =
        options.has("gracePeriodSeconds")
            ? Optional.of(options.path("gracePeriodSeconds").asInt(0))
            : exchange.query().number("gracePeriodSeconds");
    String propagation =
        options
            .path("propagationPolicy")
            .asString(exchange.query().text("propagationPolicy").orElse("Background"));
    return new Deletion.Wish(grace, propagation);
  }
}
