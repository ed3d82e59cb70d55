package nebula.bench;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.SequencedMap;

/// The results as a table of Markdown that is aligned for a terminal too, then a line for each run
/// that gave no sample, with the figures that it would have been of.
final class ResultTable {
  private static final List<String> HEAD =
      List.of("figure", "limit", "median", "min–max", "ratio", "verdict");

  private ResultTable() {}

  static List<String> lines(List<Result> results) {
    List<List<String>> rows = new ArrayList<>();
    rows.add(HEAD);
    results.forEach(result -> rows.add(cells(result)));
    List<Integer> widths = widths(rows);
    List<String> lines = new ArrayList<>();
    rows.forEach(row -> lines.add(line(row, widths)));
    lines.add(1, rule(widths));
    lines.addAll(troubles(results));
    return lines;
  }

  private static List<String> cells(Result result) {
    Unit unit = result.figure().unit();
    String none = "–";
    return List.of(
        result.figure().title(),
        limit(result),
        result.spread().map(spread -> unit.text(spread.median())).orElse(none),
        result
            .spread()
            .map(spread -> unit.number(spread.least()) + "–" + unit.text(spread.greatest()))
            .orElse(none),
        result.ratio().map(ratio -> String.format(Locale.ROOT, "%.2f", ratio)).orElse(none),
        result.verdict().words());
  }

  private static String limit(Result result) {
    Unit unit = result.figure().unit();
    return switch (result.figure().limit()) {
      case Limit.Below(double value) -> "< " + unit.text(value);
      case Limit.Times(double factor, String of) ->
          String.format(Locale.ROOT, "≤ %.2f × %s", factor, of)
              + result.reference().map(reference -> " (" + unit.text(reference) + ")").orElse("");
    };
  }

  private static List<String> troubles(List<Result> results) {
    SequencedMap<String, List<String>> figures = new LinkedHashMap<>();
    for (Result result : results) {
      for (String trouble : result.troubles()) {
        figures.computeIfAbsent(trouble, _ -> new ArrayList<>()).add(result.figure().id());
      }
    }
    List<String> lines = new ArrayList<>();
    if (!figures.isEmpty()) {
      lines.add("");
    }
    figures.forEach(
        (trouble, names) -> lines.add("- " + String.join(", ", names) + ": " + trouble));
    return lines;
  }

  private static List<Integer> widths(List<List<String>> rows) {
    List<Integer> widths = new ArrayList<>();
    for (int column = 0; column < HEAD.size(); column++) {
      int at = column;
      widths.add(rows.stream().mapToInt(row -> row.get(at).length()).max().orElse(0));
    }
    return widths;
  }

  private static String line(List<String> row, List<Integer> widths) {
    StringBuilder line = new StringBuilder("|");
    for (int column = 0; column < row.size(); column++) {
      String cell = row.get(column);
      line.append(' ').append(cell).append(" ".repeat(widths.get(column) - cell.length()));
      line.append(" |");
    }
    return line.toString();
  }

  private static String rule(List<Integer> widths) {
    StringBuilder rule = new StringBuilder("|");
    widths.forEach(width -> rule.append("-".repeat(width + 2)).append('|'));
    return rule.toString();
  }
}
