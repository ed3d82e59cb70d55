package nebula.logs;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/// Which lines are wanted.
///
/// @param services empty for all that have a log
/// @param since in the order of the log, as until
/// @param levels empty for any; `none` stands for lines without one
/// @param text what has to be found in the text
/// @param fields what a JSON or logfmt line has to have
public record LogQuery(
    Set<String> services,
    Optional<Instant> since,
    Optional<Instant> until,
    Set<String> levels,
    Kind kind,
    Optional<TextMatch> text,
    List<FieldMatch> fields) {
  public enum Kind {
    LINE,
    MARKER,
    BOTH
  }

  public static final LogQuery ALL =
      new LogQuery(
          Set.of(),
          Optional.empty(),
          Optional.empty(),
          Set.of(),
          Kind.BOTH,
          Optional.empty(),
          List.of());

  public LogQuery {
    services = Set.copyOf(services);
    levels = Set.copyOf(levels);
    fields = List.copyOf(fields);
  }

  public LogQuery of(Set<String> others) {
    return new LogQuery(others, since, until, levels, kind, text, fields);
  }

  public LogQuery with(TextMatch match) {
    return new LogQuery(services, since, until, levels, kind, Optional.of(match), fields);
  }

  /// Whether every line is wanted.
  boolean everything() {
    return levels.isEmpty() && kind == Kind.BOTH && text.isEmpty() && fields.isEmpty();
  }
}
