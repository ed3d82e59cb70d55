package nebula.bench;

/// A run that gave no sample; the message is a sentence for the reader of the table.
final class RunFailed extends RuntimeException {
  private static final long serialVersionUID = 1L;

  RunFailed(String why) {
    super(why);
  }
}
