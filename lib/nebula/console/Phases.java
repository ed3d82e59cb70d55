package nebula.console;

import nebula.model.Phase;

/// The words for a phase where no cause says more.
final class Phases {
  private Phases() {}

  static String words(Phase phase) {
    return switch (phase) {
      case GATE -> "waits";
      case FETCH -> "its image is fetched";
      case BUILD -> "its image is built";
      case PUSH -> "its image is pushed";
      case SCHEDULE -> "waits for a node";
      case PULL -> "its image is pulled";
      case START -> "containers being made";
      case PROBE -> "health check not passed yet";
      case DONE -> "";
    };
  }
}
