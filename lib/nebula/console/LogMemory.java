package nebula.console;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Deque;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;

/// The newest log lines of a run, for the screen alone: the files hold all of them. Not for more
/// than one thread.
final class LogMemory {
  private static final int LINE_LIMIT = 4_000;
  private static final int TEXT_LIMIT = 1_000;

  private final Deque<Line> lines = new ArrayDeque<>();

  record Line(String service, String text) {}

  /// Keeps the beginning of a long line; a line of a megabyte is nothing that a screen shows.
  void add(String service, String text) {
    String kept = text.length() > TEXT_LIMIT ? text.substring(0, TEXT_LIMIT) + "…" : text;
    lines.addLast(new Line(service, kept));
    if (lines.size() > LINE_LIMIT) {
      lines.removeFirst();
    }
  }

  int count(Optional<String> only) {
    return only.isEmpty()
        ? lines.size()
        : (int) lines.stream().filter(line -> line.service().equals(only.get())).count();
  }

  /// At most so many lines, oldest first, that end so many lines before the newest.
  List<Line> window(Optional<String> only, int back, int height) {
    List<Line> newestFirst = new ArrayList<>();
    int toSkip = back;
    Iterator<Line> each = lines.descendingIterator();
    while (each.hasNext() && newestFirst.size() < height) {
      Line line = each.next();
      if (only.isPresent() && !line.service().equals(only.get())) {
        continue;
      }
      if (toSkip > 0) {
        toSkip--;
      } else {
        newestFirst.add(line);
      }
    }
    Collections.reverse(newestFirst);
    return newestFirst;
  }
}
