package nebula.console;

import nebula.event.Snapshot;
import nebula.model.State;

/// How many services there are, in words.
final class Counts {
  private Counts() {}

  /// `all 7 services, 1 skipped`
  static String all(Snapshot snapshot) {
    long skipped =
        snapshot.lines().stream().filter(line -> line.status().state() == State.SKIPPED).count();
    long others = snapshot.lines().size() - skipped;
    String services = others == 1 ? "the service" : "all " + others + " services";
    return skipped == 0 ? services : services + ", " + skipped + " skipped,";
  }
}
