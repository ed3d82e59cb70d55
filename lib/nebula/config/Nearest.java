package nebula.config;

import java.util.Collection;
import java.util.Locale;
import java.util.Optional;

/// Finds what somebody meant to write.
public final class Nearest {
  private Nearest() {}

  /// The known word with the fewest edits (a letter more, less, other, or two swapped), if that is
  /// few enough for the length of the word to be a slip.
  public static Optional<String> of(String word, Collection<String> known) {
    String wanted = word.toLowerCase(Locale.ROOT);
    int allowed = Math.max(1, word.length() / 3);
    String nearest = null;
    for (String candidate : known) {
      if (Math.abs(candidate.length() - word.length()) <= allowed) {
        int edits = edits(wanted, candidate.toLowerCase(Locale.ROOT));
        if (edits < allowed || (edits == allowed && nearest == null)) {
          nearest = candidate;
          allowed = edits;
        }
      }
    }
    return Optional.ofNullable(nearest);
  }

  /// `did you mean 'ports'?`, or the words to choose from, in their own order.
  public static String mend(String word, Collection<String> known, String these) {
    return of(word, known)
        .map(nearest -> "did you mean '" + nearest + "'?")
        .orElseGet(() -> these + " " + String.join(", ", known));
  }

  private static int edits(String from, String to) {
    int[] beforeLast = new int[to.length() + 1];
    int[] last = new int[to.length() + 1];
    int[] row = new int[to.length() + 1];
    for (int column = 0; column <= to.length(); column++) {
      last[column] = column;
    }
    for (int line = 1; line <= from.length(); line++) {
      row[0] = line;
      for (int column = 1; column <= to.length(); column++) {
        int change = from.charAt(line - 1) == to.charAt(column - 1) ? 0 : 1;
        row[column] =
            Math.min(last[column - 1] + change, Math.min(last[column], row[column - 1]) + 1);
        if (swapped(from, line, to, column)) {
          row[column] = Math.min(row[column], beforeLast[column - 2] + 1);
        }
      }
      int[] free = beforeLast;
      beforeLast = last;
      last = row;
      row = free;
    }
    return last[to.length()];
  }

  private static boolean swapped(String from, int line, String to, int column) {
    return line > 1
        && column > 1
        && from.charAt(line - 1) == to.charAt(column - 2)
        && from.charAt(line - 2) == to.charAt(column - 1);
  }
}
