package nebula.rehearsal;

import java.io.IOException;
import java.io.OutputStream;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.Predicate;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/// Sends the changes of a collection, a JSON object a line, until the client goes or asks no longer.
final class WatchStream {
  private static final Duration DEFAULT_LIMIT = Duration.ofMinutes(30);

  private final ObjectStore store;
  private final ResourcePath path;
  private final Predicate<JsonNode> selector;

  WatchStream(ObjectStore store, ResourcePath path, Query query) {
    this.store = store;
    this.path = path;
    Predicate<JsonNode> named =
        object ->
            path.name().isEmpty()
                || object.path("metadata").path("name").asString("").equals(path.name().get());
    this.selector = query.selector().and(named);
  }

  void serve(Exchange exchange) throws IOException, InterruptedException {
    long since = Long.parseLong(exchange.query().text("resourceVersion").orElse("0"));
    int seconds = exchange.query().number("timeoutSeconds").orElse((int) DEFAULT_LIMIT.toSeconds());
    BlockingQueue<Change> queue = new LinkedBlockingQueue<>();
    Consumer<Change> listener = queue::add;
    if (exchange.query().flag("sendInitialEvents")) {
      throw StatusError.invalid(
          path.type(),
          "",
          java.util.List.of(
              new StatusError.Invalid(
                  "FieldValueForbidden",
                  "sendInitialEvents",
                  "Forbidden: sendInitialEvents is forbidden for watch unless the WatchList"
                      + " feature gate is enabled")));
    }
    store.listen(since, listener);
    try (OutputStream out = exchange.stream("application/json")) {
      out.flush();
      long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(seconds);
      while (System.nanoTime() < end) {
        Change change = queue.poll(end - System.nanoTime(), TimeUnit.NANOSECONDS);
        if (change != null && concerns(change)) {
          send(out, change);
        }
      }
    } finally {
      store.ignore(listener);
    }
  }

  private boolean concerns(Change change) {
    return change.key().type().equals(path.type())
        && (path.namespace().isEmpty() || path.namespace().equals(change.key().namespace()));
  }

  private void send(OutputStream out, Change change) throws IOException {
    boolean was = change.before().filter(selector).isPresent();
    boolean is = change.after().filter(selector).isPresent();
    Optional<String> type =
        is ? Optional.of(was ? "MODIFIED" : "ADDED") : was ? Optional.of("DELETED") : Optional.empty();
    if (type.isPresent()) {
      ObjectNode event = Json.empty().put("type", type.get());
      event.set("object", change.last());
      byte[] bytes = Json.bytes(event);
      byte[] line = java.util.Arrays.copyOf(bytes, bytes.length + 1);
      line[bytes.length] = '\n';
      out.write(line);
      out.flush();
    }
  }
}
