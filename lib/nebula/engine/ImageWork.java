package nebula.engine;

import java.time.Clock;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import nebula.event.Event;
import nebula.event.EventBus;
import nebula.health.ImageWords;
import nebula.model.Cause;
import nebula.model.Phase;
import nebula.model.Status;

/// What is being done with the images of each service, read from the progress that is told of them.
/// It goes into the service's state; before there is a cluster, when services have none, it is told
/// from here.
final class ImageWork {
  private final RunServices services;
  private final Tasks tasks;
  private final EventBus bus;
  private final Clock clock;

  /// By subject of progress.
  private final Map<String, Phase> underWay = new ConcurrentHashMap<>();

  /// The subjects that each service needs.
  private final Map<String, Set<String>> needs = new ConcurrentHashMap<>();

  private final Map<String, Optional<Phase>> toldEarly = new HashMap<>();
  private boolean servicesHaveStates;

  ImageWork(RunServices services, Tasks tasks, EventBus bus, Clock clock) {
    this.services = services;
    this.tasks = tasks;
    this.bus = bus;
    this.clock = clock;
  }

  void needs(String service, Set<String> subjects) {
    needs.put(service, Set.copyOf(subjects));
    if (now(service).isPresent() || services.find(service).isPresent()) {
      refresh(service);
    }
  }

  /// From now on each service tells of itself.
  synchronized void servicesHaveStates() {
    servicesHaveStates = true;
  }

  void heard(Event event) {
    if (event instanceof Event.Progress step && step.phase().isPresent()) {
      Phase next = step.done() ? null : step.phase().get();
      Phase before =
          step.done() ? underWay.remove(step.subject()) : underWay.put(step.subject(), next);
      if (before != next) {
        // Not here: who publishes holds a lock.
        tasks.start(() -> thoseWithNeedOf(step.subject()).forEach(this::refresh));
      }
    }
  }

  private List<String> thoseWithNeedOf(String subject) {
    return needs.keySet().stream().filter(name -> needs.get(name).contains(subject)).toList();
  }

  /// Empty when nothing is done with them.
  Optional<Phase> now(String service) {
    return needs.getOrDefault(service, Set.of()).stream()
        .map(underWay::get)
        .filter(phase -> phase != null)
        .min(Comparator.naturalOrder());
  }

  private void refresh(String service) {
    Optional<ServiceRun> run = services.find(service);
    if (run.isPresent()) {
      run.get().state().change(situation -> situation.withImageWork(now(service)));
    } else {
      tellEarly(service);
    }
  }

  private synchronized void tellEarly(String service) {
    Optional<Phase> phase = now(service);
    if (servicesHaveStates || phase.equals(toldEarly.put(service, phase))) {
      return;
    }
    Status status = phase.map(ImageWork::underWay).orElseGet(Status::awaitingCluster);
    bus.publish(new Event.StatusChanged(clock.instant(), service, status));
  }

  private static Status underWay(Phase phase) {
    return Status.starting(phase, Cause.of(Cause.Kind.IN_PROGRESS, ImageWords.of(phase)));
  }
}
