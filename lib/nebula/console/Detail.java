package nebula.console;

/// How much of each service is shown, from all there is to hardly anything, as the window gets
/// lower.
///
/// @param headings of groups and columns
/// @param causeLines that a cause may take
/// @param endLines last lines of a failed container
/// @param progressLines open pieces of work
/// @param mends whether mends and the services that wait are shown
record Detail(boolean headings, int causeLines, int endLines, int progressLines, boolean mends) {
  static final Detail FULL = new Detail(true, 3, 8, 4, true);
  static final Detail LESS = new Detail(true, 2, 3, 3, true);
  static final Detail SHORT = new Detail(false, 2, 0, 2, true);
  static final Detail BARE = new Detail(false, 1, 0, 1, false);

  static java.util.List<Detail> fromMost() {
    return java.util.List.of(FULL, LESS, SHORT, BARE);
  }
}
