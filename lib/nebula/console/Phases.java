package nebula.console;

import nebula.model.Phase;

/// The words for a phase where no cause says more.
final class Phases {
  private Phases() {}

  static String words(Phase phase) {
    return switch (phase) {
      case GATE -> "waits";
      case IMAGE -> "getting its image";
      case APPLY -> "being applied";
      case SCHEDULE -> "waits for a node";
      case CREATE -> "containers being made";
      case PROBE -> "health check not passed yet";
      case DONE -> "";
    };
  }
}
