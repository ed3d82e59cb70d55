package nebula.command;

import java.io.IOException;
import java.io.PrintWriter;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import nebula.cluster.ClusterAccess;
import nebula.event.EventBus;
import nebula.kube.Kube;
import nebula.model.ExitCode;
import nebula.model.Failure;
import nebula.model.Observation;
import nebula.model.Project;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/// `exec`: one command in a container of a service, without kubectl.
@Command(
    name = "exec.java",
    mixinStandardHelpOptions = true,
    sortOptions = false,
    description = {
      "Runs a command in the service's first container and prints what it writes. Nothing can be"
          + " typed into it. Put -- before a command with options:",
      "  ./jbang tools/exec.java postgres -- psql -U temporal -l"
    })
public final class ExecCommand implements Callable<Integer> {
  private static final Duration PICTURE_LIMIT = Duration.ofSeconds(10);
  private static final Duration COMMAND_LIMIT = Duration.ofMinutes(2);

  @Parameters(index = "0", paramLabel = "SERVICE", description = "The service.")
  String service;

  @Parameters(
      index = "1..*",
      arity = "1..*",
      paramLabel = "COMMAND",
      description = "The program in the container, and its arguments.")
  List<String> command;

  @Mixin ContextOption context = new ContextOption();

  @Spec CommandSpec spec;

  @Override
  public Integer call() throws InterruptedException {
    Project project = Projects.read();
    ChosenServices.of(project, List.of(service));
    RealParts parts = new RealParts(project, new EventBus(), context.name, false);
    ClusterAccess access =
        parts
            .host()
            .running()
            .orElseThrow(() ->
                Failure.failed("the cluster is not running", "start it with ./jbang up.java"));
    try (Kube kube = parts.connector().connect(access, project.namespace())) {
      return in(kube).number();
    }
  }

  /// @throws Failure when no pod of the service can be asked, or the command did not end well
  ExitCode in(Kube kube) throws InterruptedException {
    Kube.ExecOutcome outcome = run(kube, pod(FirstPicture.of(kube, PICTURE_LIMIT).get(service)));
    print(spec.commandLine().getOut(), outcome.out());
    print(spec.commandLine().getErr(), outcome.err());
    if (outcome.exitCode() != 0) {
      throw Failure.failed(
          command.getFirst() + " ended with " + outcome.exitCode() + " in " + service,
          "see what it wrote above");
    }
    return ExitCode.HEALTHY;
  }

  private Kube.ExecOutcome run(Kube kube, String pod) throws InterruptedException {
    try {
      return kube.exec(pod, Optional.empty(), command, COMMAND_LIMIT);
    } catch (IOException failed) {
      throw Failure.failed(
          command.getFirst() + " could not be run in " + pod + ": " + failed.getMessage(),
          "see whether it runs: ./jbang tools/status.java " + service);
    }
  }

  private String pod(Observation seen) {
    return Optional.ofNullable(seen).map(Observation::pods).orElse(List.of()).stream()
        .filter(pod -> !pod.terminating())
        .filter(pod ->
            pod.containers().stream()
                .anyMatch(one -> !one.init() && one.state() instanceof Observation.Running))
        .findFirst()
        .orElseThrow(() ->
            Failure.failed(
                "no pod of " + service + " runs", "start it with ./jbang up.java " + service))
        .name();
  }

  private static void print(PrintWriter writer, String text) {
    writer.print(text);
    writer.flush();
  }
}
