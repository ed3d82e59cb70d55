package nebula.dashboard;

import java.io.IOException;
import java.io.InputStream;
import java.net.HttpURLConnection;
import java.net.Proxy;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import nebula.event.Controls;
import nebula.event.EventBus;
import nebula.event.Timing;
import nebula.model.ExitCode;
import nebula.model.Failure;
import nebula.model.Problem;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// A run in another process of this machine, asked through its API. {@link RunAddress#find} finds
/// it.
public final class RunClient implements Controls {
  private static final int CONNECT_MILLIS = 2_000;
  private static final int ANSWER_MILLIS = 10_000;
  private static final int LOOK_MILLIS = 20;

  private final RunAddress address;

  public RunClient(RunAddress address) {
    this.address = address;
  }

  /// Whether the run is there; a process of that number may be something else by now.
  public boolean answers() {
    try {
      return get("/api/snapshot").path("run").has("id");
    } catch (IOException | JacksonException gone) {
      return false;
    }
  }

  /// Publishes what happens in the run, from how it stands now on, until it ends or this thread is
  /// interrupted, which only leaves it. Goes on over lost connections.
  ///
  /// @return how the run ended; empty when its process is gone without a word
  public Optional<ExitCode> follow(EventBus bus) throws InterruptedException {
    return new RunFollower(address, bus).follow();
  }

  /// Publishes the events that lead to how the run stands now.
  ///
  /// @throws Failure when it does not answer
  public void look(EventBus bus) {
    try {
      new RunFollower(address, bus).publish(get("/api/snapshot"));
    } catch (IOException | JacksonException gone) {
      throw gone(gone);
    }
  }

  /// When each service was in what phase of the run's start; empty when it does not answer.
  public Optional<Timing> timing() {
    try {
      return TimingReader.timing(get("/api/snapshot").path("timing"));
    } catch (IOException | JacksonException | IllegalArgumentException gone) {
      return Optional.empty();
    }
  }

  @Override
  public void ask(Action action, String service) {
    post("/api/services/" + service + "/" + action.name().toLowerCase(Locale.ROOT));
  }

  @Override
  public List<Action> possible(String service) {
    List<Action> possible = new ArrayList<>();
    try {
      for (JsonNode each : get("/api/snapshot").path("services")) {
        if (each.path("name").asString("").equals(service)) {
          for (JsonNode action : each.path("actions")) {
            possible.add(Action.valueOf(action.asString("").toUpperCase(Locale.ROOT)));
          }
        }
      }
    } catch (IOException | JacksonException | IllegalArgumentException unknown) {
      return List.of();
    }
    return possible;
  }

  /// Ends the run as Ctrl-C does, and returns when its process has ended.
  ///
  /// @throws Failure when it has not ended in that time
  public void end(Duration limit) throws InterruptedException {
    post("/api/run/end");
    long end = System.nanoTime() + limit.toNanos();
    while (address.isThere()) {
      if (System.nanoTime() - end > 0) {
        throw Failure.timedOut(
            "the run has not ended within " + limit.toSeconds() + " s",
            "end its process: kill " + address.process());
      }
      TimeUnit.MILLISECONDS.sleep(LOOK_MILLIS);
    }
  }

  private JsonNode get(String path) throws IOException {
    HttpURLConnection connection = open(address, path);
    try (InputStream in = connection.getInputStream()) {
      return new JsonMapper().readTree(in.readAllBytes());
    } finally {
      connection.disconnect();
    }
  }

  private void post(String path) {
    try {
      HttpURLConnection connection = open(address, path);
      connection.setRequestMethod("POST");
      connection.setRequestProperty(Guard.TOKEN_HEADER, address.token());
      connection.setDoOutput(true);
      connection.setFixedLengthStreamingMode(0);
      connection.getOutputStream().close();
      int status = connection.getResponseCode();
      if (status != 202) {
        throw refused(status, connection);
      }
      connection.getInputStream().close();
    } catch (IOException gone) {
      throw gone(gone);
    }
  }

  private Failure gone(Exception why) {
    return Failure.failed(
        "the run (process " + address.process() + ") does not answer: " + why.getMessage(),
        "start it again with ./jbang up.java");
  }

  private static Failure refused(int status, HttpURLConnection connection) throws IOException {
    try (InputStream in = connection.getErrorStream()) {
      String text = in == null ? "" : new String(in.readAllBytes(), StandardCharsets.UTF_8);
      JsonNode json = new JsonMapper().readTree(text);
      String what = json.path("error").asString("the run refused it with " + status);
      return Failure.badInput(
          json.has("mend") ? Problem.of(what, json.path("mend").asString("")) : Problem.of(what));
    } catch (JacksonException otherServer) {
      return Failure.badInput(Problem.of("the run refused it with " + status));
    }
  }

  static HttpURLConnection open(RunAddress address, String path) throws IOException {
    URI uri = URI.create("http://127.0.0.1:" + address.port() + path);
    HttpURLConnection connection = (HttpURLConnection) uri.toURL().openConnection(Proxy.NO_PROXY);
    connection.setConnectTimeout(CONNECT_MILLIS);
    connection.setReadTimeout(ANSWER_MILLIS);
    connection.setUseCaches(false);
    return connection;
  }
}
