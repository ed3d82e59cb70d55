package nebula.command;

import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
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
import nebula.logs.PointInTime;
import nebula.model.ExitCode;
import nebula.model.Failure;
import nebula.model.Observation;
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
        "Prints what the services wrote, also before their last restart, in the order of time.")
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
      description =
          "Only lines of the last 90s, 10m, 1h30m or 2d, or since 07:00, 2026-11-24 or"
              + " 2026-11-24T07:00:00Z.")
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
    if (tail < 0) {
      throw Failure.badInput(
          Problem.of("--tail " + tail + " is no number of lines", "say 0 or more"));
    }
    Predicate<String> wanted = pattern();
    Clock clock = Clock.system(ZoneId.systemDefault());
    Optional<Instant> from = since.map(text -> moment(text, clock));
    Project project = Projects.read();
    List<Service> chosen = ChosenServices.of(project, services);
    RealParts parts = new RealParts(project, new EventBus(), context.name, false);
    Path kept = parts.stateFolder().resolve("logs");
    Predicate<Event.LogLine> printer = printer(chosen);
    Optional<ClusterAccess> access = parts.host().running();
    if (access.isEmpty()) {
      List<Event.LogLine> lines = KeptLogs.of(new LogFolder(kept), chosen, from, tail);
      print(lines, printer, wanted);
      if (lines.isEmpty() || follow) {
        throw notRunning(lines.isEmpty(), kept);
      }
      return ExitCode.HEALTHY.number();
    }
    try (Kube kube = parts.connector().connect(access.get(), project.namespace())) {
      LogReading reading = new LogReading(kube, chosen, from, tail);
      Map<String, Observation> picture = FirstPicture.of(kube, PICTURE_LIMIT);
      List<Service> others = KeptLogs.toldByNone(chosen, picture);
      List<Event.LogLine> past = reading.past(picture);
      if (!others.isEmpty()) {
        past = KeptLogs.merged(past, KeptLogs.of(new LogFolder(kept), others, from, tail));
      }
      List<Service> local = chosen.stream().filter(service -> service.local().isPresent()).toList();
      Optional<KeptTail> processes = Optional.empty();
      if (!local.isEmpty()) {
        KeptTail ofLocal = new KeptTail(new LogFolder(kept), local, from, tail);
        past = KeptLogs.merged(past, ofLocal.past());
        processes = Optional.of(ofLocal);
      }
      if (print(past, printer, wanted) && follow) {
        follow(reading, processes, printer, wanted);
      }
    }
    return ExitCode.HEALTHY.number();
  }

  private static Instant moment(String text, Clock clock) {
    return PointInTime.read(text, clock)
        .orElseThrow(() ->
            Failure.badInput(
                Problem.of(
                    "--since '" + text + "' is neither a time span nor a moment",
                    PointInTime.FORMS)));
  }

  /// Whether anybody still reads.
  private static boolean print(
      List<Event.LogLine> lines, Predicate<Event.LogLine> printer, Predicate<String> wanted) {
    boolean read = true;
    for (Event.LogLine line : lines) {
      read = read && (!wanted.test(line.text()) || printer.test(line));
    }
    return read;
  }

  private static void follow(
      LogReading reading,
      Optional<KeptTail> processes,
      Predicate<Event.LogLine> printer,
      Predicate<String> wanted)
      throws InterruptedException {
    boolean read = true;
    BlockingQueue<Event.LogLine> coming = new LinkedBlockingQueue<>(WAITING_LINES);
    try (Kube.Subscription _ = reading.follow(coming);
        Kube.Subscription _ = processes.map(tail -> tail.follow(coming)).orElse(() -> {})) {
      while (read) {
        Event.LogLine line = coming.take();
        read = !wanted.test(line.text()) || printer.test(line);
      }
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

  private static Failure notRunning(boolean nothingKept, Path logs) {
    String rest =
        nothingKept
            ? "earlier runs logged nothing of that into " + logs
            : "what earlier runs logged is above";
    return Failure.failed("the cluster is not running", "start it with ./jbang up.java; " + rest);
  }
}
