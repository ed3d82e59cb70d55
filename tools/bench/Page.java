package nebula.bench;

import java.util.ArrayList;
import java.util.List;

/// docs/benchmarks.md.
final class Page {
  private Page() {}

  static String text(Report report) {
    List<String> lines = new ArrayList<>();
    lines.add("# Benchmarks");
    lines.add("");
    lines.add("Written by `./jbang tools/bench.java --write`; do not edit. What was measured:");
    lines.add("");
    report.conditions().forEach((name, value) -> lines.add("- " + name + ": " + value));
    lines.add("");
    lines.addAll(ResultTable.lines(report.results()));
    lines.add("");
    lines.add(Report.RATIO);
    lines.add("");
    lines.add("## How each is measured");
    lines.add("");
    lines.add(
        "The scripts are run as a user runs them, as processes, on a cluster of their own; wall"
            + " time.");
    lines.add("");
    for (Result result : report.results()) {
      Figure figure = result.figure();
      lines.add("- **" + figure.id() + "** (" + figure.title() + "): " + figure.method());
    }
    if (!report.charts().isEmpty()) {
      lines.add("");
      lines.add("## Where the time of a start goes");
    }
    for (List<String> chart : report.charts()) {
      lines.add("");
      lines.add("```text");
      lines.addAll(chart);
      lines.add("```");
    }
    return String.join("\n", lines) + "\n";
  }
}
