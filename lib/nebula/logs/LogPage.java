package nebula.logs;

import java.util.List;

/// Some lines of all logs together, in order.
///
/// @param moreBefore whether there may be more before them that the query wants
/// @param complete whether the search came to its end in time
public record LogPage(
    List<Entry> entries, boolean moreBefore, boolean moreAfter, boolean complete) {

  /// @param context whether it is only near one that the query wants
  public record Entry(Cursor cursor, LogLine line, boolean context) {
    public String service() {
      return cursor.service();
    }
  }
}
