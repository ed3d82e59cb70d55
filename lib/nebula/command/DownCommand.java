package nebula.command;

import java.io.PrintWriter;
import java.time.Clock;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import nebula.cluster.ClusterAccess;
import nebula.engine.Stop;
import nebula.event.Controls;
import nebula.event.EventBus;
import nebula.kube.Kube;
import nebula.model.ExitCode;
import nebula.model.Failure;
import nebula.model.Problem;
import nebula.model.Project;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/// `down`: stops the services and keeps the cluster and the data.
@Command(
    name = "down.java",
    mixinStandardHelpOptions = true,
    sortOptions = false,
    description = "Stops the services; the cluster, the registry and the data stay.")
public final class DownCommand implements Callable<Integer> {
  @Parameters(
      arity = "0..*",
      paramLabel = "SERVICE",
      description = "Services to stop; all when none is named.")
  List<String> services = List.of();

  @Option(names = "--volumes", description = "Delete the services' data too, after asking.")
  boolean volumes;

  @Option(names = "--yes", description = "Do not ask.")
  boolean yes;

  @Mixin ContextOption context = new ContextOption();

  @Spec CommandSpec spec;

  @Override
  public Integer call() throws InterruptedException {
    PrintWriter out = spec.commandLine().getOut();
    Project project = Projects.settings();
    EventBus bus = new EventBus();
    RealParts parts = new RealParts(project, bus, context.name, false);
    Optional<Attachment> run = parts.run();
    if (run.isPresent() && nothingToAsk()) {
      end(run.get());
      run = Optional.empty();
    }
    Optional<ClusterAccess> access = parts.host().running();
    if (access.isEmpty()) {
      if (run.isPresent()) {
        stopIn(run.get());
      }
      out.println("nothing to stop: the cluster is not running");
      return ExitCode.HEALTHY.number();
    }
    bus.subscribe(new ProgressLines(spec.commandLine().getErr()));
    try (Kube kube = parts.connector().connect(access.get(), project.namespace())) {
      stop(kube, bus, run);
    }
    return ExitCode.HEALTHY.number();
  }

  /// Then the run ends whether or not the cluster answers.
  private boolean nothingToAsk() {
    return services.isEmpty() && !volumes;
  }

  /// Nothing is touched before the names are known to be right and the loss of data is wanted.
  ///
  /// @throws Failure bad input for a name that neither cluster nor run knows, or when nobody can be
  ///   asked
  void stop(Kube kube, EventBus bus, Optional<Attachment> run) throws InterruptedException {
    PrintWriter out = spec.commandLine().getOut();
    List<String> chosen = chosen(kube.installed(), inRun(run));
    if (volumes && !mayDeleteData(kube, chosen, out)) {
      out.println("nothing was stopped");
      return;
    }
    if (run.isPresent()) {
      stopIn(run.get());
    }
    // The run may have installed more meanwhile, and knows services that the cluster does not.
    List<String> installed = kube.installed();
    List<String> toStop =
        services.isEmpty() ? installed : chosen.stream().filter(installed::contains).toList();
    new Stop(kube, bus, Clock.systemUTC()).run(toStop, removal());
    out.println(summary(services.isEmpty() ? toStop : chosen));
  }

  private static List<String> inRun(Optional<Attachment> run) throws InterruptedException {
    return run.isEmpty()
        ? List.of()
        : run.get().now().lines().stream().map(line -> line.service().name()).toList();
  }

  /// A run would start again what is stopped behind its back. Of a run that goes on for others,
  /// only these services are stopped.
  private void stopIn(Attachment run) throws InterruptedException {
    if (services.isEmpty()) {
      end(run);
      return;
    }
    for (String service : services) {
      if (run.client().possible(service).contains(Controls.Action.STOP)) {
        run.client().ask(Controls.Action.STOP, service);
      }
    }
  }

  private void end(Attachment run) throws InterruptedException {
    run.end();
    spec.commandLine().getOut().println("the run (process " + run.process() + ") has ended");
  }

  /// Services that go on may use what others have beside their workloads.
  private Kube.Removal removal() {
    if (volumes) {
      return Kube.Removal.DATA;
    }
    return services.isEmpty() ? Kube.Removal.OBJECTS : Kube.Removal.WORKLOADS;
  }

  private List<String> chosen(List<String> installed, List<String> inRun) {
    Set<String> known = new LinkedHashSet<>(installed);
    known.addAll(inRun);
    List<String> strangers = services.stream().filter(service -> !known.contains(service)).toList();
    if (!strangers.isEmpty()) {
      throw Failure.badInput(
          Problem.of(
              "not in the cluster: " + String.join(", ", strangers),
              known.isEmpty() ? "nothing is" : "there are " + String.join(", ", known)));
    }
    return services.isEmpty() ? installed : services;
  }

  private boolean mayDeleteData(Kube kube, List<String> chosen, PrintWriter out)
      throws InterruptedException {
    List<String> losses = new ArrayList<>();
    for (String service : chosen) {
      kube.claims(service)
          .forEach(claim -> losses.add("data of " + service + " (claim " + claim + ")"));
    }
    if (losses.isEmpty()) {
      return true;
    }
    out.println("This deletes for good:");
    return new Consent(yes, out).to("Delete them?", losses);
  }

  private String summary(List<String> chosen) {
    if (chosen.isEmpty()) {
      return "nothing to stop: no service of this project is in the cluster";
    }
    String data = volumes ? "their data is deleted" : "their data is kept";
    return "stopped " + String.join(", ", chosen) + "; " + data;
  }
}
