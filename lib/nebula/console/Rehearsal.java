package nebula.console;

/// What every screen of a rehearsal says.
public final class Rehearsal {
  public static final String SENTENCE = "REHEARSAL: nothing real runs";

  private Rehearsal() {}
}
