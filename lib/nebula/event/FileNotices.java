package nebula.event;

/// What a run that follows its files says of mistakes in them, so that who shows it can let it go
/// once they are mended.
public final class FileNotices {
  private static final String MISTAKE = "not taken in: ";

  /// After mistakes were told.
  public static final String RIGHT_AGAIN = "the files are right again, and taken in";

  /// Of `nebula.yaml`.
  public static final String SETTINGS_CHANGED =
      "nebula.yaml has changed: the next up takes that in, this run goes on as it began";

  private FileNotices() {}

  /// What runs goes on as before.
  public static String mistake(String problem) {
    return MISTAKE + problem;
  }

  public static boolean isMistake(String notice) {
    return notice.startsWith(MISTAKE);
  }
}
