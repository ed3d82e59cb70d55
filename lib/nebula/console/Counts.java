package nebula.console;

import nebula.event.Snapshot;
import nebula.model.State;

/// How many services there are, in words.
final class Counts {
  private Counts() {}

  static long in(State state, Snapshot snapshot) {
    return snapshot.lines().stream().filter(line -> line.status().state() == state).count();
  }

  /// `all 7 services, 1 skipped`
  static String all(Snapshot snapshot) {
    long skipped = in(State.SKIPPED, snapshot);
    long others = snapshot.lines().size() - skipped;
    String services = others == 1 ? "the service" : "all " + others + " services";
    return skipped == 0 ? services : services + ", " + skipped + " skipped,";
  }
}
