package nebula.page;

import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import nebula.dashboard.Dashboard;
import nebula.dashboard.RunAccess;
import nebula.dashboard.ServiceDetails;
import nebula.dashboard.Usage;
import nebula.event.Controls;
import nebula.event.Event;
import nebula.event.EventBus;
import nebula.event.Masks;
import nebula.logs.LogFolder;
import nebula.model.DashboardSettings;

/// The page of a run, on a free port.
final class ShownRun implements AutoCloseable {
  private final EventBus bus;
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
    RunAccess access =
        new RunAccess(
            remembering(controls),
            details,
            () -> Map.of("postgres", new Usage(12, 73_400_320)),
            new LogFolder(folder.resolve("state/logs")),
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

  @Override
  public void close() {
    dashboard.close();
  }
}
