package nebula.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import nebula.model.ExitCode;
import nebula.model.Failure;
import nebula.model.Problem;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import sandbox.Sandbox;

/// `bench`: measures what is promised, and says what was met.
@Command(
    name = "bench.java",
    mixinStandardHelpOptions = true,
    sortOptions = false,
    description =
        "Measures the figures of docs/benchmarks.md with the real scripts, on a cluster of their"
            + " own (nebula-bench), which is deleted afterwards. Needs Docker, k3d and kubectl.",
    exitCodeListHeading = "%nExit codes:%n",
    exitCodeList = {"0:every figure is met", "1:one is not met or was not measured", "2:bad input"})
public final class BenchCommand implements Callable<Integer> {
  @Option(
      names = "--runs",
      paramLabel = "N",
      defaultValue = "5",
      description = "Measure each so often (default: ${DEFAULT-VALUE}).")
  int runs;

  @Option(
      names = "--only",
      arity = "1..*",
      paramLabel = "NAME",
      completionCandidates = Names.class,
      description = "Only these figures: ${COMPLETION-CANDIDATES}.")
  List<String> only = List.of();

  @Option(names = "--json", description = "Print a line of JSON for each figure.")
  boolean json;

  @Option(names = "--write", description = "Keep the result in docs/benchmarks.md.")
  boolean write;

  /// What `--only` knows, for its help.
  static final class Names implements Iterable<String> {
    @Override
    public Iterator<String> iterator() {
      return known().iterator();
    }
  }

  private static List<String> known() {
    return Arrays.stream(Figure.values()).map(Figure::id).toList();
  }

  @Override
  public Integer call() throws InterruptedException, IOException {
    List<Figure> figures = chosen();
    Map<String, String> conditions = new LinkedHashMap<>();
    conditions.put("date", LocalDate.now(ZoneOffset.UTC).toString());
    conditions.put("runs of each", Integer.toString(runs));
    Machine machine = Machine.here();
    conditions.putAll(machine.facts());
    String load = Machine.load();
    conditions.put("load before (1, 5, 15 minutes)", load);
    if (machine.isBusy(load)) {
      conditions.put("NOTE", "the machine was busy with something else: all times are too long");
    }
    Journal journal = new Measurements(figures, runs, this::tell).run();
    conditions.put("load after", Machine.load());
    Report report = new Report(conditions, results(journal, figures), charts(journal));
    List<String> lines = json ? new ReportJson().lines(report) : report.lines();
    lines.forEach(System.out::println);
    if (write) {
      Files.writeString(page(), Page.text(report));
    }
    return report.allMet() ? ExitCode.HEALTHY.number() : ExitCode.SERVICE_FAILED.number();
  }

  private List<Figure> chosen() {
    if (runs < 1) {
      throw Failure.badInput(Problem.of("--runs " + runs + " measures nothing", "give 1 or more"));
    }
    if (write && !only.isEmpty()) {
      throw Failure.badInput(
          Problem.of("--write with --only would keep part of the page", "leave one of them out"));
    }
    List<String> known = known();
    for (String name : only) {
      if (!known.contains(name)) {
        throw Failure.badInput(
            Problem.of("no figure is called " + name, "there are " + String.join(", ", known)));
      }
    }
    return Arrays.stream(Figure.values())
        .filter(figure -> only.isEmpty() || only.contains(figure.id()))
        .toList();
  }

  private static List<Result> results(Journal journal, List<Figure> figures) {
    return figures.stream().map(journal::result).toList();
  }

  private static List<List<String>> charts(Journal journal) {
    List<List<String>> charts = new ArrayList<>();
    for (Figure figure : List.of(Figure.EMPTY, Figure.COMPOSE, Figure.COLD)) {
      List<String> lines = Charts.lines(figure, journal.starts(figure));
      if (!lines.isEmpty()) {
        charts.add(lines);
      }
    }
    return charts.stream().collect(Collectors.toUnmodifiableList());
  }

  private static Path page() {
    return Sandbox.checkout().resolve("docs/benchmarks.md");
  }

  private void tell(String text) {
    System.err.println(text);
  }
}
