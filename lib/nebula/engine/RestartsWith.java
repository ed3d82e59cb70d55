package nebula.engine;

import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import nebula.event.Controls.Action;
import nebula.event.Event;

/// Restarts a service with those that its `restartWith` names: each time when one of them is
/// healthy again after the cluster got it anew, by a restart, another image, an edit or a start.
final class RestartsWith {
  private final RunServices services;
  private final Tasks tasks;

  /// When that was sent which was healthy last.
  private final Map<String, Optional<Instant>> healthy = new ConcurrentHashMap<>();

  RestartsWith(RunServices services, Tasks tasks) {
    this.services = services;
    this.tasks = tasks;
  }

  void heard(Event event) {
    if (event instanceof Event.StatusChanged changed && changed.status().healthy()) {
      services.find(changed.service()).ifPresent(run -> isHealthy(run.state()));
    }
  }

  private void isHealthy(ServiceState state) {
    String name = state.service().name();
    Optional<Instant> sent = state.situation().sentAt();
    Optional<Instant> before = healthy.put(name, sent);
    if (before != null && !before.equals(sent)) {
      // Not here: who publishes holds a lock.
      tasks.start(() -> restartThoseWith(name));
    }
  }

  /// At once.
  void restartThoseWith(String name) {
    for (ServiceRun run : services.all()) {
      boolean follows = run.service().restartWith().contains(name);
      if (follows && run.possible().contains(Action.RESTART)) {
        run.restart();
      }
    }
  }
}
