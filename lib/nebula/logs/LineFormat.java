package nebula.logs;

import java.nio.charset.StandardCharsets;
import java.util.Optional;

/// A line of a log file, for `less` as much as for programs: time, a sign for the level, pod and
/// container, text.
///
///     2026-11-24T07:00:01.500000000Z E postgres-0/postgres FATAL: no such role
///     2026-11-24T07:00:02.000000000Z * restart container postgres started again (restart 1)
final class LineFormat {
  static final char NO_LEVEL = '-';
  static final char MARKER = '*';

  /// Where the sign stands.
  static final int SIGN = Moments.WIDTH + 1;

  /// Where pod and container, or the marker's name, begin.
  static final int SOURCE = SIGN + 2;

  private LineFormat() {}

  /// With the line's end.
  static byte[] write(LogLine line) {
    String rest = line.marker().orElse(line.pod() + "/" + line.container()) + " " + line.text();
    byte[] bytes = (rest + "\n").getBytes(StandardCharsets.UTF_8);
    byte[] whole = new byte[SOURCE + bytes.length];
    Moments.write(Moments.nanos(line.at()), whole, 0);
    whole[Moments.WIDTH] = ' ';
    char level = line.level().map(Level::sign).orElse(NO_LEVEL);
    whole[SIGN] = (byte) (line.marker().isPresent() ? MARKER : level);
    whole[SIGN + 1] = ' ';
    System.arraycopy(bytes, 0, whole, SOURCE, bytes.length);
    return whole;
  }

  /// Where the text begins; the end when the line is damaged.
  static int text(byte[] bytes, int from, int to) {
    int at = from + SOURCE;
    while (at < to && bytes[at] != ' ') {
      at++;
    }
    return Math.min(to, at + 1);
  }

  /// Reads what {@link #write} has written; of a damaged line what is there.
  static LogLine read(byte[] bytes) {
    int text = text(bytes, 0, bytes.length);
    long at = Moments.read(bytes, 0, bytes.length);
    String content = new String(bytes, text, bytes.length - text, StandardCharsets.UTF_8);
    if (at < 0 || bytes.length < SOURCE) {
      return new LogLine(Moments.instant(0), "", "", Optional.empty(), Optional.empty(), content);
    }
    String source =
        new String(bytes, SOURCE, Math.max(0, text - 1 - SOURCE), StandardCharsets.UTF_8);
    char sign = (char) bytes[SIGN];
    if (sign == MARKER) {
      return LogLine.marker(Moments.instant(at), source, content);
    }
    int slash = source.indexOf('/');
    return new LogLine(
        Moments.instant(at),
        slash < 0 ? source : source.substring(0, slash),
        slash < 0 ? "" : source.substring(slash + 1),
        Level.ofSign(sign),
        Optional.empty(),
        content);
  }
}
