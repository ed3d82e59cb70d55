package nebula.command;

import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.Callable;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;
import nebula.cluster.ClusterAccess;
import nebula.console.LogPrinter;
import nebula.console.Surroundings;
import nebula.event.Event;
import nebula.event.EventBus;
import nebula.event.EventJson;
import nebula.kube.Kube;
import nebula.logs.LogFolder;
import nebula.model.ExitCode;
import nebula.model.Failure;
import nebula.model.Problem;
import nebula.model.Project;
import nebula.model.Service;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/// `logs`: what the services' containers write.
@Command(
    name = "logs.java",
    mixinStandardHelpOptions = true,
    sortOptions = false,
    description =
        "Prints what the services' containers wrote, also before their last restart, in the order"
            + " of time.")
public final class LogsCommand implements Callable<Integer> {
  private static final Duration PICTURE_LIMIT = Duration.ofSeconds(10);
  private static final int WAITING_LINES = 1_000;

  @Parameters(
      arity = "0..*",
      paramLabel = "SERVICE",
      description = "Services to read; all when none is named.")
  List<String> services = List.of();

  @Option(
      names = "--since",
      paramLabel = "TIME",
      description = "Only lines of the last 90s, 10m, 1h30m or 2d, or since a moment.")
  Optional<String> since = Optional.empty();

  @Option(
      names = {"-f", "--follow"},
      description = "Go on with what is written from now on, until Ctrl-C.")
  boolean follow;

  @Option(
      names = "--grep",
      paramLabel = "PATTERN",
      description = "Only lines in which this regular expression is found.")
  Optional<String> grep = Optional.empty();

  @Option(
      names = "--tail",
      paramLabel = "LINES",
      defaultValue = "10000",
      description = "At most so many lines of each container (default: ${DEFAULT-VALUE}).")
  int tail;

  @Option(
      names = {"-t", "--times"},
      description = "Print the time of each line.")
  boolean times;

  @Option(names = "--json", description = "Print `log` events, as in docs/events.md.")
  boolean json;

  @Mixin ContextOption context = new ContextOption();

  @Spec CommandSpec spec;

  @Override
  public Integer call() throws InterruptedException {
    Predicate<String> wanted = pattern();
    Optional<Instant> from = since.map(text -> SinceOption.read(text, Clock.systemUTC()));
    Project project = Projects.read();
    List<Service> chosen = ChosenServices.of(project, services);
    RealParts parts = new RealParts(project, new EventBus(), context.name, false);
    Optional<ClusterAccess> access = parts.host().running();
    if (access.isEmpty()) {
      printKept(chosen, from, parts.stateFolder().resolve("logs"), printer(chosen), wanted);
      return ExitCode.HEALTHY.number();
    }
    try (Kube kube = parts.connector().connect(access.get(), project.namespace())) {
      print(new LogReading(kube, chosen, from, tail), kube, printer(chosen), wanted);
    }
    return ExitCode.HEALTHY.number();
  }

  private void print(
      LogReading reading, Kube kube, Predicate<Event.LogLine> printer, Predicate<String> wanted)
      throws InterruptedException {
    boolean read = true;
    for (Event.LogLine line : reading.past(FirstPicture.of(kube, PICTURE_LIMIT))) {
      read = read && (!wanted.test(line.text()) || printer.test(line));
    }
    if (!follow || !read) {
      return;
    }
    BlockingQueue<Event.LogLine> coming = new LinkedBlockingQueue<>(WAITING_LINES);
    try (Kube.Subscription _ = reading.follow(coming)) {
      while (read) {
        Event.LogLine line = coming.take();
        read = !wanted.test(line.text()) || printer.test(line);
      }
    }
  }

  /// What earlier runs kept on disk, when there is no cluster to ask.
  private void printKept(
      List<Service> chosen,
      Optional<Instant> from,
      Path logs,
      Predicate<Event.LogLine> printer,
      Predicate<String> wanted) {
    List<Event.LogLine> lines = KeptLogs.of(new LogFolder(logs), chosen, from, tail);
    if (lines.isEmpty()) {
      throw notRunning(logs);
    }
    boolean read = true;
    for (Event.LogLine line : lines) {
      read = read && (!wanted.test(line.text()) || printer.test(line));
    }
  }

  /// Prints a line and says whether anybody still reads.
  private Predicate<Event.LogLine> printer(List<Service> chosen) {
    PrintWriter out = spec.commandLine().getOut();
    if (json) {
      EventJson writer = new EventJson();
      return line -> {
        out.println(writer.line(line));
        return !out.checkError();
      };
    }
    return new LogPrinter(out, Surroundings.ofThisProcess().theme(), chosen, times)::print;
  }

  private Predicate<String> pattern() {
    try {
      if (grep.isEmpty()) {
        return _ -> true;
      }
      Predicate<String> found = Pattern.compile(grep.get()).asPredicate();
      return text -> found.test(LogPrinter.plain(text));
    } catch (PatternSyntaxException wrong) {
      throw Failure.badInput(
          Problem.of(
              "--grep '"
                  + wrong.getPattern()
                  + "' is no regular expression: "
                  + wrong.getDescription(),
              "put a backslash before signs that are meant as they are"));
    }
  }

  private static Failure notRunning(Path logs) {
    return Failure.failed(
        "the cluster is not running",
        "start it with ./jbang up.java; earlier runs logged nothing of that into " + logs);
  }
}
