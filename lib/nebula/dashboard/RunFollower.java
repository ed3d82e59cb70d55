package nebula.dashboard;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.HttpURLConnection;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import nebula.event.Event;
import nebula.event.EventBus;
import nebula.event.EventReader;
import nebula.model.ExitCode;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// Reads the events of a run in another process and publishes them here, on a thread of its own,
/// because reading cannot be interrupted.
final class RunFollower {
  /// The server writes something every 15 s.
  private static final int QUIET_MILLIS = 45_000;

  private static final int GAP_MILLIS = 200;

  private final RunAddress address;
  private final EventBus bus;
  private final JsonMapper mapper = new JsonMapper();
  private final CountDownLatch done = new CountDownLatch(1);
  private volatile Optional<ExitCode> end = Optional.empty();
  private volatile boolean left;
  private String lastId = "";

  RunFollower(RunAddress address, EventBus bus) {
    this.address = address;
    this.bus = bus;
  }

  /// When this thread is interrupted, the other one is not waited for: it reads until the next
  /// line, which comes within 15 s, and closing the connection under it would wait for just that.
  Optional<ExitCode> follow() throws InterruptedException {
    Thread.ofVirtual().name("nebula-attached").start(this::run);
    try {
      done.await();
      return end;
    } finally {
      left = true;
    }
  }

  private void run() {
    try {
      while (!left && end.isEmpty() && address.isThere()) {
        try {
          read();
        } catch (IOException | JacksonException lost) {
          TimeUnit.MILLISECONDS.sleep(GAP_MILLIS);
        }
      }
    } catch (InterruptedException ended) {
      Thread.currentThread().interrupt();
    } finally {
      done.countDown();
    }
  }

  private void read() throws IOException {
    HttpURLConnection open = RunClient.open(address, "/api/events?logs=*");
    open.setReadTimeout(QUIET_MILLIS);
    if (!lastId.isEmpty()) {
      open.setRequestProperty("Last-Event-ID", lastId);
    }
    try (BufferedReader lines =
        new BufferedReader(new InputStreamReader(open.getInputStream(), StandardCharsets.UTF_8))) {
      String id = "";
      String kind = "";
      String data = "";
      while (!left && end.isEmpty()) {
        String line = lines.readLine();
        if (line == null) {
          return;
        }
        if (line.startsWith("id: ")) {
          id = line.substring(4);
        } else if (line.startsWith("event: ")) {
          kind = line.substring(7);
        } else if (line.startsWith("data: ")) {
          data = line.substring(6);
        } else if (line.isEmpty()) {
          take(id, kind, data);
          id = "";
          kind = "";
          data = "";
        }
      }
    } finally {
      open.disconnect();
    }
  }

  private void take(String id, String kind, String data) {
    if (data.isEmpty() || left) {
      return;
    }
    JsonNode json = mapper.readTree(data);
    if (kind.equals("snapshot")) {
      publish(json);
    } else {
      EventReader.event(json).ifPresent(this::publish);
    }
    lastId = id.isEmpty() ? lastId : id;
  }

  private void publish(Event event) {
    bus.publish(event);
    if (event instanceof Event.RunEnded ended) {
      end = Optional.of(ended.exitCode());
      done.countDown();
    }
  }

  /// The events that lead to how the run stands.
  void publish(JsonNode snapshot) {
    JsonNode run = snapshot.path("run");
    if (!run.has("started")) {
      return;
    }
    Instant started = Instant.parse(run.path("started").asString(""));
    publish(
        new Event.RunStarted(
            started,
            run.path("context").asString(""),
            run.path("rehearsal").asBoolean(false),
            EventReader.services(snapshot)));
    for (JsonNode service : snapshot.path("services")) {
      String name = service.path("name").asString("");
      Instant since = Instant.parse(service.path("since").asString(""));
      publish(new Event.StatusChanged(since, name, EventReader.status(service)));
      if (service.has("code")) {
        publish(new Event.CodeChanged(since, name, EventReader.code(service.path("code"))));
      }
    }
    publish(new Event.PageServed(started, address.url()));
    Instant now = Instant.parse(snapshot.path("at").asString(""));
    for (JsonNode step : snapshot.path("progress")) {
      publish(
          new Event.Progress(
              now, step.path("subject").asString(""), step.path("text").asString(""), false));
    }
    JsonNode together = snapshot.path("timing").path("together");
    JsonNode counts = snapshot.path("counts");
    int atRest = counts.path("healthy").asInt(0) + counts.path("skipped").asInt(0);
    if (together.isString() && atRest == snapshot.path("services").size()) {
      publish(new Event.AllHealthy(Instant.parse(together.asString(""))));
    }
    if (run.has("exitCode")) {
      publish(new Event.RunEnded(now, EventReader.exitCode(run.path("exitCode").asInt(0))));
    }
  }
}
