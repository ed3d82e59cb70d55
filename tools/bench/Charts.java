package nebula.bench;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/// Where the time of a figure's slowest and median run went.
final class Charts {
  private Charts() {}

  static List<String> lines(Figure figure, List<StartRun> runs) {
    if (runs.isEmpty()) {
      return List.of();
    }
    List<StartRun> sorted = runs.stream().sorted(Comparator.comparing(StartRun::seconds)).toList();
    StartRun median = sorted.get((sorted.size() - 1) / 2);
    StartRun slowest = sorted.getLast();
    List<String> lines = new ArrayList<>();
    if (sorted.size() == 1) {
      lines.addAll(section(figure, "the only run", median));
      return lines;
    }
    lines.addAll(section(figure, "median of " + sorted.size() + " runs", median));
    lines.add("");
    lines.addAll(section(figure, "slowest of " + sorted.size() + " runs", slowest));
    return lines;
  }

  private static List<String> section(Figure figure, String which, StartRun run) {
    Chain chain = run.chain();
    double length = Seconds.of(chain.length());
    List<String> lines = new ArrayList<>();
    lines.add(
        "%s, %s: %s = chain %s + %s beside it"
            .formatted(
                figure.id(),
                which,
                Unit.SECONDS.text(run.seconds()),
                Unit.SECONDS.text(length),
                Unit.SECONDS.text(run.seconds() - length)));
    lines.add("  chain: " + chain);
    lines.addAll(run.besideTheChain());
    lines.add("");
    lines.addAll(run.chart());
    return lines;
  }
}
