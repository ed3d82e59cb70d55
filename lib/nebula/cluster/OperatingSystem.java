package nebula.cluster;

/// Where commands in messages differ.
final class OperatingSystem {
  private OperatingSystem() {}

  static boolean isMac() {
    return System.getProperty("os.name", "").startsWith("Mac");
  }
}
