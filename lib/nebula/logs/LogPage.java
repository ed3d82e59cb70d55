package nebula.logs;

import java.util.List;
import java.util.Optional;

/// Some lines of all logs together, in order.
///
/// @param first of those that the query wants, where a page before it ends; lines near them may be
///   far older, and others that it wants between
/// @param last of those that the query wants
/// @param moreBefore whether there may be more before them that the query wants
/// @param complete whether the search came to its end in time
public record LogPage(
    List<Entry> entries,
    Optional<Cursor> first,
    Optional<Cursor> last,
    boolean moreBefore,
    boolean moreAfter,
    boolean complete) {

  /// @param context whether it is only near one that the query wants
  public record Entry(Cursor cursor, LogLine line, boolean context) {
    public String service() {
      return cursor.service();
    }
  }
}
