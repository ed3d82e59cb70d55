package nebula.model;

import java.util.Optional;

/// One thing that is wrong and what to do about it.
///
/// @param what one sentence without a full stop, with the service's name where there is one
/// @param mend a command to run or an edit to make
public record Problem(Optional<Position> position, String what, Optional<String> mend) {

  public static Problem at(Position position, String what, String mend) {
    return new Problem(Optional.of(position), what, Optional.of(mend));
  }

  public static Problem of(String what, String mend) {
    return new Problem(Optional.empty(), what, Optional.of(mend));
  }

  public static Problem of(String what) {
    return new Problem(Optional.empty(), what, Optional.empty());
  }

  /// `file:line:column: what; mend`, all on one line: the first line is the one that is read.
  public String line() {
    String place = position.map(at -> at + ": ").orElse("");
    String remedy = mend.map(text -> "; " + text).orElse("");
    return place + what + remedy;
  }
}
