package nebula.bench;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/// Everything that one run of the benchmark came to.
///
/// @param conditions what was measured where and when, in order
/// @param charts where the time of chosen starts went, a block each
record Report(Map<String, String> conditions, List<Result> results, List<List<String>> charts) {
  static final String RATIO =
      "ratio: median ÷ what it is compared with (the limit itself, where that is a fixed value).";

  /// For the terminal.
  List<String> lines() {
    List<String> lines = new ArrayList<>();
    charts.forEach(chart -> {
      lines.addAll(chart);
      lines.add("");
    });
    conditions.forEach((name, value) -> lines.add(name + ": " + value));
    lines.add("");
    lines.addAll(ResultTable.lines(results));
    lines.add("");
    lines.add(RATIO);
    return lines;
  }

  boolean allMet() {
    return results.stream().allMatch(result -> result.verdict() == Verdict.MET);
  }
}
