package nebula.kube;

import io.fabric8.kubernetes.api.model.Status;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import nebula.model.Failure;
import tools.jackson.core.JacksonException;

/// Follows the objects of one collection: lists them once, then takes each change. Goes on after
/// the last change it saw when the connection breaks, and lists anew when the server has forgotten
/// it.
///
/// A list and a stream of fabric8's client, but not its informers: over HTTP/2 these lose each
/// change with a letter beyond ASCII (8.0.0 cuts the stream's bytes into text piece by piece), over
/// WebSockets they need a TLS connection a kind, and they read each change of a pod as a typed one.
final class ResourceWatch implements Runnable {
  /// The server ends the stream after this long, so that a stall cannot last.
  private static final int STREAM_SECONDS = 290;

  private static final Duration ANSWER_LIMIT = Duration.ofSeconds(10);
  private static final int LONGEST_GAP_MILLIS = 1000;

  /// How long to leave a collection alone that the user may not read.
  private static final int FORBIDDEN_GAP_MILLIS = 30_000;

  private final FabricApi api;
  private final String collection;
  private final String labels;
  private final String fields;
  private final Sink sink;
  private String version = "";

  /// What is told of the collection.
  interface Sink {
    /// The collection holds just these.
    void listed(List<ApiObject> objects);

    void changed(ApiObject object);

    void deleted(ApiObject object);
  }

  /// @param labels a selector of labels, may be empty
  /// @param fields a selector of one field, may be empty
  ResourceWatch(FabricApi api, String collection, String labels, String fields, Sink sink) {
    this.api = api;
    this.collection = collection;
    this.labels = labels;
    this.fields = fields;
    this.sink = sink;
  }

  /// Returns when the thread is interrupted or the client closed.
  @Override
  public void run() {
    int gap = 20;
    while (!Thread.currentThread().isInterrupted() && !api.session().isClosed()) {
      try {
        try {
          if (version.isEmpty()) {
            list();
          }
          follow();
          gap = 20;
          continue;
        } catch (ApiError e) {
          gap = after(e, gap);
        } catch (IOException | Failure e) {
          gap = Math.min(2 * gap, LONGEST_GAP_MILLIS);
        }
        TimeUnit.MILLISECONDS.sleep(gap);
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
      }
    }
  }

  private void list() throws ApiError, InterruptedException {
    Optional<JsonValue> list = api.read(collection + Selector.of(labels, fields));
    sink.listed(list.map(ApiObject::all).orElse(List.of()));
    version = list.map(it -> it.at("metadata", "resourceVersion").text("")).orElse("");
  }

  private void follow() throws ApiError, IOException, InterruptedException {
    String query =
        "&watch=true&allowWatchBookmarks=true&timeoutSeconds="
            + STREAM_SECONDS
            + "&resourceVersion="
            + version;
    String path = collection + Selector.of(labels, fields) + query;
    try (BufferedReader lines =
        new BufferedReader(
            new InputStreamReader(
                api.session().stream(path, ANSWER_LIMIT), StandardCharsets.UTF_8))) {
      for (String line = lines.readLine(); line != null; line = lines.readLine()) {
        take(new JsonValue(api.json().unmarshal(line, Object.class)));
      }
    } catch (JacksonException e) {
      throw new IOException("a change was cut off", e);
    }
  }

  private void take(JsonValue event) throws ApiError {
    ApiObject object = new ApiObject(event.at("object"));
    switch (event.at("type").text("")) {
      case "ADDED", "MODIFIED" -> sink.changed(object);
      case "DELETED" -> sink.deleted(object);
      case "ERROR" -> {
        Status status = api.json().convertValue(object.tree().raw(), Status.class);
        throw ApiError.of(status.getCode(), status);
      }
      default -> {}
    }
    version = object.metadata().at("resourceVersion").text(version);
  }

  /// The gap before the next try.
  private int after(ApiError error, int gap) {
    switch (error.code()) {
      case 410 -> {
        version = "";
        return 0;
      }
      case 403, 404 -> {
        version = "";
        sink.listed(List.of());
        return FORBIDDEN_GAP_MILLIS;
      }
      default -> {
        version = "";
        return Math.min(2 * Math.max(gap, 20), LONGEST_GAP_MILLIS);
      }
    }
  }
}
