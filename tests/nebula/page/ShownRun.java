package nebula.page;

import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import nebula.dashboard.Dashboard;
import nebula.dashboard.RunAccess;
import nebula.dashboard.ServiceDetails;
import nebula.dashboard.ShellsOnPaper;
import nebula.dashboard.Usage;
import nebula.event.Controls;
import nebula.event.Event;
import nebula.event.EventBus;
import nebula.event.Masks;
import nebula.logs.LogStore;
import nebula.model.DashboardSettings;

/// The page of a run, on a free port.
final class ShownRun implements AutoCloseable {
  private static final long LOG_BYTES = 256L * 1024 * 1024;
  private static final Duration LIMIT = Duration.ofSeconds(30);

  private final EventBus bus;
  final ShellsOnPaper shells = new ShellsOnPaper();
  private final LogStore logs;
  private final EventBus.AutoCloseableSubscription logged;
  private final Dashboard dashboard;
  private final String url;
  private final List<String> asked = new CopyOnWriteArrayList<>();

  /// @param controls what the page may ask for; what it asks is remembered
  ShownRun(Path folder, EventBus bus, Controls controls) throws InterruptedException {
    this(folder, bus, controls, ServiceDetails.Source.none());
  }

  ShownRun(Path folder, EventBus bus, Controls controls, ServiceDetails.Source details)
      throws InterruptedException {
    this.bus = bus;
    this.logs = new LogStore(folder.resolve("state/logs"), LOG_BYTES, () -> Masks.NONE, _ -> {});
    this.logged = bus.subscribe(logs);
    RunAccess access =
        new RunAccess(
            remembering(controls),
            details,
            shells,
            () -> Map.of("postgres", new Usage(12, 73_400_320)),
            logs.folder(),
            () -> Masks.NONE,
            _ -> Optional.empty(),
            () -> {});
    DashboardSettings settings = new DashboardSettings(0, List.of(), 256);
    this.dashboard = new Dashboard(settings, folder, folder.resolve("state"), bus, access);
    this.url = dashboard.start().orElseThrow();
  }

  private Controls remembering(Controls controls) {
    return new Controls() {
      @Override
      public void ask(Action action, String service) {
        asked.add(action + " " + service);
        controls.ask(action, service);
      }

      @Override
      public List<Action> possible(String service) {
        return controls.possible(service);
      }
    };
  }

  /// @param path such as `/logs`
  String at(String path) {
    return url.replaceAll("/$", "") + path;
  }

  List<String> asked() {
    return List.copyOf(asked);
  }

  void publish(Event... events) {
    List.of(events).forEach(bus::publish);
  }

  void log(String service, String text) {
    publish(new Event.LogLine(Instant.now(), service, service + "-0", service, text));
  }

  /// Waits until a line with that text is on disk: more than the writer's queue holds would be
  /// lost.
  void settle(String text) throws IOException, InterruptedException {
    String query = "/api/logs/summary?q=" + URLEncoder.encode(text, StandardCharsets.UTF_8);
    long deadline = System.nanoTime() + LIMIT.toNanos();
    while (!get(query).contains("\"services\":[{")) {
      if (System.nanoTime() > deadline) {
        throw new AssertionError("not on disk within " + LIMIT + ": " + text);
      }
    }
  }

  private String get(String path) throws IOException {
    try (InputStream in = URI.create(at(path)).toURL().openStream()) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    }
  }

  @Override
  public void close() {
    dashboard.close();
    logged.close();
    logs.close();
  }
}
