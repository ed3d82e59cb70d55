package nebula.logs;

import java.time.Duration;

/// How long a search may take. A regular expression that has lost its way in a line can only be
/// stopped by what it reads.
final class Patience {
  private static final int BETWEEN_LOOKS = 1 << 16;

  private final long end;
  private volatile boolean over;
  private volatile boolean passedOver;

  Patience(Duration limit) {
    this.end = System.nanoTime() + limit.toNanos();
  }

  boolean isOver() {
    over |= System.nanoTime() - end > 0;
    return over;
  }

  /// A line could not be searched, and the search goes on without it.
  void passOver() {
    passedOver = true;
  }

  /// Whether everything was searched so far.
  boolean isComplete() {
    return !isOver() && !passedOver;
  }

  /// The same text, which ends the search that reads it when the time is over.
  CharSequence over(String text) {
    return new Read(text, this);
  }

  /// The search took too long.
  static final class Over extends RuntimeException {
    private static final long serialVersionUID = 1L;

    Over() {
      super("the search took too long", null, false, false);
    }
  }

  private static final class Read implements CharSequence {
    private final String text;
    private final Patience patience;
    private int left = BETWEEN_LOOKS;

    Read(String text, Patience patience) {
      this.text = text;
      this.patience = patience;
    }

    @Override
    public char charAt(int index) {
      if (--left < 0) {
        left = BETWEEN_LOOKS;
        if (patience.isOver()) {
          throw new Over();
        }
      }
      return text.charAt(index);
    }

    @Override
    public int length() {
      return text.length();
    }

    @Override
    public CharSequence subSequence(int start, int end) {
      return text.substring(start, end);
    }

    @Override
    public String toString() {
      return text;
    }
  }
}
