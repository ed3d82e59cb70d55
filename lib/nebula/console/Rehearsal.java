package nebula.console;

/// What every screen of a rehearsal says.
final class Rehearsal {
  static final String SENTENCE = "REHEARSAL: nothing real runs";

  private Rehearsal() {}
}
