package nebula.command;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import nebula.model.Problem;

/// What a run in the background printed before it ended too early.
final class DetachedEnd {
  private static final int LINES = 20;

  private DetachedEnd() {}

  static List<Problem> problems(Path printed) {
    List<Problem> problems = new ArrayList<>();
    try {
      List<String> lines = Files.readAllLines(printed);
      for (String line : lines.subList(Math.max(0, lines.size() - LINES), lines.size())) {
        if (line.startsWith("error: ")) {
          problems.add(Problem.of(line.substring("error: ".length())));
        }
      }
    } catch (IOException unreadable) {
      // What is said below is all there is.
    }
    if (problems.isEmpty()) {
      problems.add(
          Problem.of("the run in the background has ended", "read what it printed: " + printed));
    }
    return problems;
  }
}
