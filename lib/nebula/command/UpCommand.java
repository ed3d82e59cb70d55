package nebula.command;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/// `up`: what may be said on the command line. {@link Up} does it.
@Command(
    name = "up.java",
    mixinStandardHelpOptions = true,
    sortOptions = false,
    description =
        "Brings the development environment up and stays with it: board, logs and forwards, until"
            + " Ctrl-C, which leaves the services running.",
    exitCodeListHeading = "%nExit codes:%n",
    exitCodeList = {
      "0:all healthy, or ended by Ctrl-C without --wait",
      "1:a service failed",
      "2:bad input",
      "3:something is missing on this machine",
      "4:timed out",
      "130:--wait ended by Ctrl-C"
    })
public final class UpCommand implements Callable<Integer> {
  static final int DEFAULT_TIMEOUT = 300;
  private static final Set<String> STAY_HERE =
      Set.of("--detach", "-d", "--wait", "--json", "--chart");

  @Parameters(
      arity = "0..*",
      paramLabel = "SERVICE",
      description = "Services to bring up, with what they depend on; all when none is named.")
  List<String> services = List.of();

  @Option(
      names = "--wait",
      description = "End with 0 when all are healthy, or with 1 and the cause; for scripts and CI.")
  boolean wait;

  @Option(names = "--plan", description = "Say what would be done and why; change nothing.")
  boolean plan;

  @Option(
      names = "--timeout",
      paramLabel = "SECONDS",
      defaultValue = "" + DEFAULT_TIMEOUT,
      description = "How long --wait and --detach wait (default: ${DEFAULT-VALUE}).")
  int timeout;

  @Option(
      names = {"-d", "--detach"},
      description =
          "Start the run in the background, or use the one that is there, and end when all are"
              + " healthy; down ends it.")
  boolean detach;

  @Option(names = "--in-background", hidden = true)
  boolean inBackground;

  @Option(names = "--json", description = "Print one event a line, as JSON.")
  boolean json;

  @Option(
      names = "--chart",
      description =
          "At the end, show where the time of the start went; also of a run that this one joins.")
  boolean chart;

  @Option(
      names = "--pull",
      description =
          "Ask the registries for newer images of the same tags. A run that is there already does"
              + " not: end it first.")
  boolean pull;

  @Option(
      names = "--context",
      paramLabel = "NAME",
      description =
          "Use this kubectl context instead of a k3d cluster of its own; it has to be listed under"
              + " allowContexts in nebula.yaml.")
  Optional<String> context = Optional.empty();

  @Option(
      names = "--merge-kubeconfig",
      description =
          "Also put the cluster into your own kubeconfig, whether the run is new or there already;"
              + " your current context stays.")
  boolean mergeKubeconfig;

  @Option(
      names = "--rehearse",
      description = "Run against a cluster inside this process: no Docker, nothing real runs.")
  boolean rehearse;

  @Option(
      names = "--rehearse-fault",
      paramLabel = "SERVICE=FAULT",
      description = "With --rehearse: let a service fail: crash, image, oom, slow and more.")
  List<String> faults = List.of();

  @Spec CommandSpec spec;

  @Override
  public Integer call() throws InterruptedException {
    return new Up(this).run().number();
  }

  /// Those that were given, for the run in the background: the wait for it, and what it comes to,
  /// stay here.
  List<String> argumentsInBackground() {
    List<String> given = new ArrayList<>(spec.commandLine().getParseResult().originalArgs());
    given.removeIf(STAY_HERE::contains);
    given.addFirst("--in-background");
    return given;
  }

  Duration limit() {
    return Duration.ofSeconds(timeout);
  }
}
