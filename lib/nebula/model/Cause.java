package nebula.model;

import java.util.List;
import java.util.Optional;

/// Why a service is in its state.
///
/// @param what one sentence without a full stop
/// @param mend a command or an edit that helps, where one is known
/// @param details what else helps to understand, such as the last lines of a crashed container
public record Cause(Kind kind, String what, Optional<String> mend, List<String> details) {
  public Cause {
    details = List.copyOf(details);
  }

  public static Cause of(Kind kind, String what) {
    return new Cause(kind, what, Optional.empty(), List.of());
  }

  public static Cause of(Kind kind, String what, String mend) {
    return new Cause(kind, what, Optional.of(mend), List.of());
  }

  public Cause withDetails(List<String> lines) {
    return new Cause(kind, what, mend, lines);
  }

  /// What kind of trouble it is, for tools; {@link #definite} says whether waiting can help.
  public enum Kind {
    WAITS_FOR_DEPENDENCY(false),
    IN_PROGRESS(false),
    IMAGE(true),
    CRASH(true),
    OUT_OF_MEMORY(true),
    UNSCHEDULABLE(true),
    PROBE(false),
    CLAIM(true),
    PORT_TAKEN(true),
    REFUSED(true),
    CONFIGURATION(true),
    DEPENDENCY_FAILED(true),
    STOPPED(false),
    SKIPPED(false),
    OTHER(false);

    private final boolean definite;

    Kind(boolean definite) {
      this.definite = definite;
    }

    /// Whether `up --wait` may give up on it instead of waiting for the time limit.
    public boolean definite() {
      return definite;
    }
  }
}
