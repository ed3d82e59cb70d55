package nebula.console;

import java.util.List;
import nebula.event.Snapshot;

/// Which columns of the table there is room for. In a narrow window the restarts go first, then the
/// column of causes and addresses (causes then have lines of their own), then the times; symbol,
/// name and state stay.
///
/// @param name cells of it
/// @param since whether times are shown
/// @param restarts whether restarts have a column
/// @param last cells of the last column; 0 when it is not there
record Columns(int name, boolean since, boolean restarts, int last) {
  static final int SYMBOL = 2;
  static final int STATE = 8;
  static final int SINCE = 6;
  static final int RESTARTS = 8;
  static final int GAP = 2;

  private static final int NAME_LIMIT = 32;
  private static final int NAME_LEAST = 8;
  private static final int LAST_LEAST = 24;
  private static final int WIDE = 76;

  static Columns fitting(List<Snapshot.Line> lines, int width) {
    int longest = "SERVICE".length();
    for (Snapshot.Line line : lines) {
      longest = Math.max(longest, Cells.of(line.service().name()));
    }
    int name = Math.min(longest, NAME_LIMIT);
    int fixed = SYMBOL + GAP + STATE;
    boolean since = fixed + name + GAP + SINCE <= width;
    if (!since) {
      return new Columns(Math.clamp(width - fixed, NAME_LEAST, name), false, false, 0);
    }
    int used = fixed + name + GAP + SINCE;
    boolean restarts = width >= WIDE && used + GAP + RESTARTS + GAP + LAST_LEAST <= width;
    int left = width - used - (restarts ? GAP + RESTARTS : 0) - GAP;
    return new Columns(name, true, restarts, left >= LAST_LEAST ? left : 0);
  }

  /// Where the last column begins, or where lines of their own begin.
  int indent() {
    return last > 0 ? beforeLast() : SYMBOL + GAP;
  }

  private int beforeLast() {
    return SYMBOL + name + GAP + STATE + GAP + SINCE + (restarts ? GAP + RESTARTS : 0) + GAP;
  }
}
