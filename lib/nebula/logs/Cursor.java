package nebula.logs;

import java.util.Comparator;
import java.util.Optional;

/// The place of a line in the order of all logs: by time, then service, then as it was written.
///
/// @param time in the log's order, in nanoseconds: never before that of an earlier line
/// @param line its number in the service's log
public record Cursor(long time, long line, String service) implements Comparable<Cursor> {
  private static final Comparator<Cursor> ORDER =
      Comparator.comparingLong(Cursor::time)
          .thenComparing(Cursor::service)
          .thenComparingLong(Cursor::line);

  @Override
  public int compareTo(Cursor other) {
    return ORDER.compare(this, other);
  }

  /// `0187a2c4f1e00000.20480.temporal`
  public String text() {
    return "%016x.%d.%s".formatted(time, line, service);
  }

  /// Empty when it is none.
  public static Optional<Cursor> of(String text) {
    String[] parts = text.split("\\.", 3);
    try {
      return parts.length == 3 && LogFolder.isName(parts[2])
          ? Optional.of(
              new Cursor(Long.parseLong(parts[0], 16), Long.parseLong(parts[1]), parts[2]))
          : Optional.empty();
    } catch (NumberFormatException none) {
      return Optional.empty();
    }
  }
}
