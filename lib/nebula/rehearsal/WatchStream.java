package nebula.rehearsal;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.Predicate;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/// Sends the changes of a collection, a JSON object a line, until the client goes or asks no
/// longer.
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
    Optional<StatusError> refusal = listen(since, listener);
    // Only now: the answer's beginning tells the client that no change is missed from here on.
    try (OutputStream out = exchange.stream("application/json")) {
      out.flush();
      if (refusal.isPresent()) {
        // The real server too says it as an event.
        send(out, "ERROR", refusal.get().toJson());
        return;
      }
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

  private Optional<StatusError> listen(long since, Consumer<Change> listener) {
    try {
      store.listen(since, listener);
      return Optional.empty();
    } catch (StatusError expired) {
      return Optional.of(expired);
    }
  }

  private boolean concerns(Change change) {
    return change.key().type().equals(path.type())
        && (path.namespace().isEmpty() || path.namespace().equals(change.key().namespace()));
  }

  private void send(OutputStream out, Change change) throws IOException {
    boolean was = change.before().filter(selector).isPresent();
    boolean is = change.after().filter(selector).isPresent();
    Optional<String> type = typeOf(was, is);
    if (type.isPresent()) {
      send(out, type.get(), change.last());
    }
  }

  /// Objects come into the selection and leave it by changing, too.
  private static Optional<String> typeOf(boolean was, boolean is) {
    if (is) {
      return Optional.of(was ? "MODIFIED" : "ADDED");
    }
    return was ? Optional.of("DELETED") : Optional.empty();
  }

  private static void send(OutputStream out, String type, ObjectNode object) throws IOException {
    ObjectNode event = Json.empty().put("type", type);
    event.set("object", object);
    out.write((Json.text(event) + "\n").getBytes(StandardCharsets.UTF_8));
    out.flush();
  }
}
