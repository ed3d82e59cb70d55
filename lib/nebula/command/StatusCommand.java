package nebula.command;

import java.io.PrintWriter;
import java.time.Clock;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.Callable;
import nebula.cluster.ClusterAccess;
import nebula.console.StatusTable;
import nebula.console.Surroundings;
import nebula.event.Event;
import nebula.event.EventBus;
import nebula.event.EventJson;
import nebula.event.Snapshot;
import nebula.health.LiveProber;
import nebula.kube.Kube;
import nebula.model.Cause;
import nebula.model.ExitCode;
import nebula.model.Failure;
import nebula.model.Project;
import nebula.model.Service;
import nebula.model.Status;
import nebula.sync.CodeReading;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/// `status`: how the services are now.
@Command(
    name = "status.java",
    mixinStandardHelpOptions = true,
    sortOptions = false,
    description = "Says how the services are now, whether a run is going or not.",
    exitCodeListHeading = "%nExit codes:%n",
    exitCodeList = {
      "0:all healthy",
      "1:not all healthy, or the cluster is not running",
      "2:bad input",
      "3:something is missing on this machine",
      "4:the cluster did not answer"
    })
public final class StatusCommand implements Callable<Integer> {
  @Parameters(
      arity = "0..*",
      paramLabel = "SERVICE",
      description = "Services to look at; all when none is named.")
  List<String> services = List.of();

  @Option(
      names = "--json",
      description = "Print one JSON object a service, as `status` events of docs/events.md.")
  boolean json;

  @Mixin ContextOption context = new ContextOption();

  @Spec CommandSpec spec;

  @Override
  public Integer call() throws InterruptedException {
    Optional<Attachment> run = parts(Projects.settings()).run();
    if (run.isPresent()) {
      Snapshot now = run.get().now();
      List<String> names = wantedOf(now);
      if (names.stream().allMatch(name -> now.line(name).isPresent())) {
        return printRun(now, names).number();
      }
    }
    Project project = Projects.read();
    List<Service> chosen = ChosenServices.of(project, services);
    RealParts parts = parts(project);
    Optional<ClusterAccess> access = parts.host().running();
    if (access.isEmpty()) {
      err().println("the cluster is not running; ./jbang up.java starts it");
      print("", chosen.stream().map(StatusCommand::notThere).toList());
      return ExitCode.SERVICE_FAILED.number();
    }
    try (Kube kube = parts.connector().connect(access.get(), project.namespace())) {
      StatusReading.Result result =
          new StatusReading(
                  kube,
                  new LiveProber(kube),
                  ListeningPorts::has,
                  new CodeReading(parts.stateFolder(), kube),
                  Clock.systemUTC())
              .read(chosen);
      if (!result.unasked().isEmpty()) {
        err()
            .println(
                "no run forwards the ports of "
                    + String.join(", ", result.unasked())
                    + ": judged by Kubernetes alone; ./jbang up.java forwards them");
      }
      result
          .unknownCode()
          .forEach((service, why) ->
              err()
                  .println(
                      "whether the code of %s is that of your files is not known without a run: %s"
                          .formatted(service, why)));
      err().flush();
      return print(access.get().context(), result.lines()).number();
    }
  }

  private RealParts parts(Project project) {
    return new RealParts(project, new EventBus(), context.name, false);
  }

  /// All of the project when none is named; those of the run while the project's files cannot be
  /// read, which the run outlives.
  private List<String> wantedOf(Snapshot run) {
    if (!services.isEmpty()) {
      return services;
    }
    try {
      return Projects.read().services().stream().map(Service::name).toList();
    } catch (Failure mistake) {
      err().println("the run goes on as before these mistakes: " + mistake.getMessage());
      return run.lines().stream().map(line -> line.service().name()).toList();
    }
  }

  /// A run knows more than the cluster: what runs on this machine, and whether code is the newest.
  private ExitCode printRun(Snapshot snapshot, List<String> names) {
    List<Snapshot.Line> lines =
        snapshot.lines().stream().filter(line -> names.contains(line.service().name())).toList();
    return print(snapshot.context(), lines);
  }

  private ExitCode print(String contextName, List<Snapshot.Line> lines) {
    PrintWriter out = spec.commandLine().getOut();
    Snapshot snapshot = new Snapshot(contextName, false, lines, new LinkedHashMap<>());
    if (json) {
      EventJson writer = new EventJson();
      for (Snapshot.Line line : lines) {
        String name = line.service().name();
        out.println(writer.line(new Event.StatusChanged(line.since(), name, line.status())));
        line.code()
            .ifPresent(
                code -> out.println(writer.line(new Event.CodeChanged(line.since(), name, code))));
      }
      out.flush();
    } else {
      StatusTable.print(
          out, snapshot, Instant.now(), Surroundings.ofThisProcess().theme(), OptionalInt.empty());
    }
    return snapshot.allHealthy() ? ExitCode.HEALTHY : ExitCode.SERVICE_FAILED;
  }

  private static Snapshot.Line notThere(Service service) {
    Status stopped = Status.stopped(Cause.of(Cause.Kind.STOPPED, "the cluster is not running"));
    return new Snapshot.Line(service, stopped, Instant.now(), List.of(), Optional.empty());
  }

  private PrintWriter err() {
    return spec.commandLine().getErr();
  }
}
