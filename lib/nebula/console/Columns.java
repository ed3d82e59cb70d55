package nebula.console;

import java.util.List;
import nebula.event.Snapshot;

/// Which columns of the table there is room for. In a narrow window the restarts go first, then
/// causes get lines below, then the addresses go, then the times; symbol, name and state stay.
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
  private static final int ADDRESS_LEAST = 14;
  private static final int CAUSE_LEAST = 30;
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
      int cut = Math.clamp(width - fixed, Math.min(NAME_LEAST, name), name);
      return new Columns(cut, false, false, 0);
    }
    int used = fixed + name + GAP + SINCE;
    boolean restarts = width >= WIDE && used + GAP + RESTARTS + GAP + CAUSE_LEAST <= width;
    int left = width - used - (restarts ? GAP + RESTARTS : 0) - GAP;
    return new Columns(name, true, restarts, left >= ADDRESS_LEAST ? left : 0);
  }

  /// Whether causes stand in the last column.
  boolean causesLast() {
    return last >= CAUSE_LEAST;
  }

  /// Where the last column begins.
  int beforeLast() {
    return SYMBOL + name + GAP + STATE + GAP + SINCE + (restarts ? GAP + RESTARTS : 0) + GAP;
  }
}
