package nebula.command;

import java.io.PrintWriter;
import java.time.Clock;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import nebula.cluster.ClusterAccess;
import nebula.config.ServiceNames;
import nebula.engine.Stop;
import nebula.event.Controls.Action;
import nebula.event.EventBus;
import nebula.image.ImageUnavailable;
import nebula.kube.Kube;
import nebula.model.ExitCode;
import nebula.model.Failure;
import nebula.model.Problem;
import nebula.model.Project;
import nebula.model.Service;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/// `restart`, `rebuild`, `stop`, `start`: what the board's keys do. Asks the run that goes on;
/// where there is none, does it itself.
@Command(mixinStandardHelpOptions = true, sortOptions = false)
public final class ControlCommand implements Callable<Integer> {
  private final Action action;

  @Parameters(arity = "1..*", paramLabel = "SERVICE", description = "Services to do it with.")
  List<String> services = List.of();

  private CommandSpec spec;

  public ControlCommand(Action action) {
    this.action = action;
  }

  /// Its scripts are called as what they do.
  @Spec
  void spec(CommandSpec own) {
    spec = own;
    spec.name(action.name().toLowerCase(Locale.ROOT) + ".java");
  }

  @Override
  public Integer call() throws InterruptedException {
    EventBus bus = new EventBus();
    bus.subscribe(new ProgressLines(spec.commandLine().getErr()));
    Optional<Attachment> run = parts(Projects.settings(), bus).run();
    if (run.isPresent()) {
      ask(run.get());
      return ExitCode.HEALTHY.number();
    }
    Project project = Projects.read();
    ServiceNames.check(project, services);
    return alone(project, parts(project, bus), bus).number();
  }

  private static RealParts parts(Project project, EventBus bus) {
    return new RealParts(project, bus, Optional.empty(), false);
  }

  /// A run goes on whatever is wrong with a service's files by now: it knows its services.
  private void ask(Attachment run) throws InterruptedException {
    // What it does not have it refuses before anything is done.
    Stream.concat(run.lacks(services).stream(), services.stream())
        .forEach(service -> run.client().ask(action, service));
    out().printf("%s asked of the run (process %d)%n", sentence(), run.process());
    out().flush();
  }

  private ExitCode alone(Project project, RealParts parts, EventBus bus)
      throws InterruptedException {
    switch (action) {
      case STOP -> {
        try (Kube kube = kube(project, parts)) {
          new Stop(kube, bus, Clock.systemUTC()).run(services, Kube.Removal.WORKLOADS);
        }
      }
      case RESTART -> {
        try (Kube kube = kube(project, parts)) {
          restart(kube);
        }
      }
      case REBUILD -> rebuild(project, parts);
      case START -> {}
    }
    if (action == Action.STOP) {
      return ExitCode.HEALTHY;
    }
    UpCommand up = new UpCommand();
    up.services = services;
    up.wait = true;
    up.timeout = UpCommand.DEFAULT_TIMEOUT;
    return ExitCode.of(up.call());
  }

  private static Kube kube(Project project, RealParts parts) throws InterruptedException {
    ClusterAccess access =
        parts
            .host()
            .running()
            .orElseThrow(
                () -> Failure.failed("the cluster is not running", "./jbang up.java starts it"));
    return parts.connector().connect(access, project.namespace());
  }

  private void restart(Kube kube) throws InterruptedException {
    for (String service : services) {
      if (kube.restart(service) == 0) {
        throw Failure.badInput(
            Problem.of(
                "nothing of '" + service + "' runs in the cluster that can be restarted",
                "./jbang up.java " + service + " starts it"));
      }
    }
  }

  private void rebuild(Project project, RealParts parts) throws InterruptedException {
    for (String name : services) {
      Service service = project.service(name).orElseThrow();
      if (service.build().isEmpty()) {
        throw Failure.badInput(
            Problem.at(
                service.declared(), "'" + name + "' is not built here", "give it an `image:`"));
      }
      try {
        parts.parts().builder().rebuild(service.build().get());
      } catch (ImageUnavailable failed) {
        throw Failure.failed(
            failed.cause().what() + "\n" + String.join("\n", failed.cause().details()),
            failed.cause().mend().orElse("read the lines above"));
      }
    }
  }

  private String sentence() {
    return action.name().toLowerCase(Locale.ROOT) + " of " + String.join(", ", services) + " was";
  }

  private PrintWriter out() {
    return spec.commandLine().getOut();
  }
}
