package nebula.kube;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.Supplier;
import nebula.kube.Kube.LogRecord;
import nebula.kube.Kube.Subscription;
import nebula.model.Failure;

/// Follows one life of a container's log, over broken connections, without loss or doubling.
///
/// A stream of fabric8's client, but not its `watchLog`: that one gives the server's refusal as if
/// the container had written it, and waits for the pod to be Ready.
final class LogFollower implements Subscription, Runnable {
  private static final Duration ANSWER_LIMIT = Duration.ofSeconds(10);
  private static final int LONGEST_GAP_MILLIS = 1000;

  private final FabricApi api;
  private final String podPath;
  private final String container;
  private final Consumer<LogRecord> eachLine;
  private final Supplier<LogStart> start;
  private Thread thread;
  private Optional<Instant> since = Optional.empty();

  /// How many lines of exactly that time were handed on: the server's `sinceTime` gives them again.
  private int atSince;

  /// What there is to be read at first may be more than is wanted.
  private int most = Integer.MAX_VALUE;

  /// The container that is followed, once it is known; another one is another life.
  private String containerId = "";

  LogFollower(
      FabricApi api,
      String podPath,
      String container,
      Supplier<LogStart> start,
      Consumer<LogRecord> eachLine) {
    this.api = api;
    this.podPath = podPath;
    this.container = container;
    this.start = start;
    this.eachLine = eachLine;
  }

  /// Follows on a thread of its own, until closed.
  LogFollower start() {
    thread = Thread.ofVirtual().name("log " + podPath + " " + container).start(this);
    return this;
  }

  @Override
  public void close() {
    thread.interrupt();
  }

  /// Returns when the container's life is over and all its lines were given.
  @Override
  public void run() {
    LogStart begin = start.get();
    since = begin.since();
    atSince = begin.known();
    most = begin.most();
    boolean previous = begin.previous();
    int gap = 20;
    try {
      while (!Thread.currentThread().isInterrupted() && !api.session().isClosed()) {
        try {
          if (previous) {
            readPrevious();
            previous = false;
          }
          if (!isThisLife()) {
            return;
          }
          boolean running = runs();
          read("&follow=true");
          most = Integer.MAX_VALUE;
          if (!running || !runs()) {
            return;
          }
          gap = 20;
        } catch (ApiError e) {
          if (e.notFound()) {
            return;
          }
        } catch (IOException | Failure e) {
          // Asked again after the gap.
        }
        TimeUnit.MILLISECONDS.sleep(gap);
        gap = Math.min(2 * gap, LONGEST_GAP_MILLIS);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /// Nothing when the pod is gone.
  private JsonValue status() throws ApiError, InterruptedException {
    Optional<ApiObject> pod = api.get(podPath);
    for (String list : new String[] {"containerStatuses", "initContainerStatuses"}) {
      List<JsonValue> statuses =
          pod.map(there -> there.at("status", list).items()).orElse(List.of());
      for (JsonValue status : statuses) {
        if (status.at("name").text("").equals(container)) {
          return status;
        }
      }
    }
    return new JsonValue(null);
  }

  private boolean isThisLife() throws ApiError, InterruptedException {
    String id = status().at("containerID").text("");
    if (containerId.isEmpty()) {
      containerId = id;
    }
    return id.equals(containerId);
  }

  private boolean runs() throws ApiError, InterruptedException {
    JsonValue status = status();
    return status.at("state", "running").present()
        && (containerId.isEmpty() || status.at("containerID").text("").equals(containerId));
  }

  /// Nothing when the node has thrown it away.
  private void readPrevious() throws ApiError, IOException, InterruptedException {
    try {
      read("&previous=true");
    } catch (ApiError e) {
      if (e.notFound()) {
        throw e;
      }
    }
  }

  private void read(String options) throws ApiError, IOException, InterruptedException {
    String path = podPath + "/log?timestamps=true&container=" + container + options;
    path += most == Integer.MAX_VALUE ? "" : "&tailLines=" + most;
    path += since.map(time -> "&sinceTime=" + time.toString().replace(":", "%3A")).orElse("");
    int known = atSince;
    Optional<Instant> from = since;
    try (BufferedReader lines =
        new BufferedReader(
            new InputStreamReader(
                api.session().stream(path, ANSWER_LIMIT), StandardCharsets.UTF_8))) {
      for (String line = lines.readLine(); line != null; line = lines.readLine()) {
        LogRecord record = record(line, since);
        boolean old = from.isPresent() && record.at().isBefore(from.get());
        boolean doubled = from.isPresent() && record.at().equals(from.get()) && known-- > 0;
        if (!old && !doubled) {
          handOn(record);
        }
      }
    }
  }

  private void handOn(LogRecord record) {
    boolean same = since.isPresent() && since.get().equals(record.at());
    atSince = same ? atSince + 1 : 1;
    since = Optional.of(record.at());
    eachLine.accept(record);
  }

  /// `2026-01-31T10:00:00.123456789Z text`
  ///
  /// @param otherwise the time of a line that has none of its own
  static LogRecord record(String line, Optional<Instant> otherwise) {
    int space = line.indexOf(' ');
    try {
      Instant at = Instant.parse(space < 0 ? line : line.substring(0, space));
      return new LogRecord(at, space < 0 ? "" : line.substring(space + 1));
    } catch (DateTimeParseException e) {
      return new LogRecord(otherwise.orElseGet(Instant::now), line);
    }
  }
}
