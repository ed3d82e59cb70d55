package nebula.config;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import nebula.model.Failure;
import nebula.model.Position;
import nebula.model.Problem;

/// Gathers what is wrong, so that a user mends everything in one go.
public final class Problems {
  private final List<Problem> found = new ArrayList<>();

  public void add(Position position, String what, String mend) {
    found.add(Problem.at(position, what, mend));
  }

  public void add(Problem problem) {
    found.add(problem);
  }

  public int count() {
    return found.size();
  }

  /// @throws Failure with all problems in the order of the files' text, if there are any
  public void throwIfAny() {
    if (!found.isEmpty()) {
      throw Failure.badInput(found.stream().sorted(Comparator.comparing(Problems::place)).toList());
    }
  }

  private static String place(Problem problem) {
    return problem
        .position()
        .map(at -> "%s %08d %08d".formatted(at.file(), at.line(), at.column()))
        .orElse("");
  }
}
