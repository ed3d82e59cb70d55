package nebula.engine;

import java.time.Clock;
import java.util.List;
import nebula.config.Nearest;
import nebula.event.Controls;
import nebula.event.Event;
import nebula.event.EventBus;
import nebula.model.Failure;
import nebula.model.Problem;
import nebula.model.Service;

/// Passes on what a person asks of a service. Services that depend on it are told, and restarted
/// only where they say so.
final class RunControls implements Controls {
  private final RunServices services;
  private final RestartsWith restartsWith;
  private final EventBus bus;
  private final Clock clock;

  RunControls(RunServices services, RestartsWith restartsWith, EventBus bus, Clock clock) {
    this.services = services;
    this.restartsWith = restartsWith;
    this.bus = bus;
    this.clock = clock;
  }

  @Override
  public void ask(Action action, String name) {
    ServiceRun run = services.find(name).orElseThrow(() -> unknown(name));
    if (!run.possible().contains(action)) {
      throw impossible(action, run);
    }
    switch (action) {
      case RESTART -> run.restart();
      case REBUILD -> run.rebuild("asked for");
      case STOP -> run.stop();
      case START -> run.start();
    }
    // The cluster tells when one of its own is healthy again; nothing is sent of a local process.
    if (action != Action.STOP && run.service().local().isPresent()) {
      restartsWith.restartThoseWith(name);
    }
    tellDependents(action, run.service());
  }

  @Override
  public List<Action> possible(String service) {
    return services.find(service).map(ServiceRun::possible).orElse(List.of());
  }

  private void tellDependents(Action action, Service asked) {
    String name = asked.name();
    String when = asked.local().isPresent() ? "" : ", once it is healthy";
    String what =
        switch (action) {
          case RESTART -> "restarts";
          case REBUILD -> "is rebuilt";
          case STOP -> "stops";
          case START -> "starts";
        };
    List<String> told =
        services.services().stream()
            .filter(service -> service.dependsOn().contains(name))
            .map(service ->
                service.name()
                    + (service.restartWith().contains(name) && action != Action.STOP
                        ? " (restarts with it" + when + ")"
                        : ""))
            .toList();
    String dependents = told.isEmpty() ? "" : "; depending on it: " + String.join(", ", told);
    bus.publish(new Event.Notice(clock.instant(), name + " " + what + dependents));
  }

  private Failure unknown(String name) {
    List<String> known = services.services().stream().map(service -> service.name()).toList();
    String mend = Nearest.mend(name, known, "the services are");
    return Failure.badInput(Problem.of("this run has no service '" + name + "'", mend));
  }

  private static Failure impossible(Action action, ServiceRun run) {
    String name = run.service().name();
    String what =
        switch (action) {
          case REBUILD -> "'" + name + "' is not built here";
          case START -> "'" + name + "' is started already";
          case RESTART, STOP -> "'" + name + "' is " + run.state().status().state().word();
        };
    List<String> possible =
        run.possible().stream().map(one -> one.name().toLowerCase(java.util.Locale.ROOT)).toList();
    String mend =
        possible.isEmpty()
            ? "nothing can be asked of it"
            : "it can: " + String.join(", ", possible);
    return Failure.badInput(Problem.of(what, mend));
  }
}
