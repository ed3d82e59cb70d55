package nebula.console;

/// What a piece of text means. Colours are the sixteen of the terminal's own palette, so that they
/// are readable on light and on dark; red is for failures alone.
enum Role {
  PLAIN(""),
  TITLE("1"),
  QUIET("2"),
  HEALTHY("32"),
  STARTING("33"),
  FAILING("1;31"),
  STOPPED("2"),
  SKIPPED("2"),
  CAUSE("31"),
  MEND("36"),
  LINK("4"),
  PROGRESS("36"),
  REHEARSAL("7;35"),
  SERVICE_1("36"),
  SERVICE_2("35"),
  SERVICE_3("94"),
  SERVICE_4("96"),
  SERVICE_5("95"),
  SERVICE_6("34");

  private static final int SERVICES = 6;

  private final String sgr;

  Role(String sgr) {
    this.sgr = sgr;
  }

  /// Parameters of the terminal's "select graphic rendition"; empty for none.
  String sgr() {
    return sgr;
  }

  static Role of(nebula.model.State state) {
    return switch (state) {
      case HEALTHY -> HEALTHY;
      case STARTING -> STARTING;
      case FAILING -> FAILING;
      case STOPPED -> STOPPED;
      case SKIPPED -> SKIPPED;
    };
  }

  /// The colour of the service at this place of the list: neighbours differ.
  static Role ofService(int index) {
    return values()[SERVICE_1.ordinal() + Math.floorMod(index, SERVICES)];
  }
}
