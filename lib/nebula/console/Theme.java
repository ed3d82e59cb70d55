package nebula.console;

import java.nio.charset.Charset;
import java.util.Map;
import nebula.model.State;

/// How meaning becomes visible: with colour or without, with symbols or in ASCII. A state is always
/// told by a symbol and a word too, never by colour alone.
///
/// @param unicode whether the terminal's character set has the symbols
public record Theme(boolean colour, boolean unicode) {
  static final char ESCAPE = 0x1b;

  public static Theme plain() {
    return new Theme(false, true);
  }

  /// The usual conventions: `NO_COLOR` (any text) is no colour, `FORCE_COLOR` is colour even where
  /// no terminal is, else colour on a terminal that is not dumb.
  public static Theme of(Map<String, String> environment, boolean terminal, Charset charset) {
    return new Theme(colour(environment, terminal), charset.name().startsWith("UTF"));
  }

  private static boolean colour(Map<String, String> environment, boolean terminal) {
    if (!environment.getOrDefault("NO_COLOR", "").isEmpty()) {
      return false;
    }
    String forced = environment.getOrDefault("FORCE_COLOR", "");
    if (!forced.isEmpty()) {
      return !forced.equals("0");
    }
    return terminal && !environment.getOrDefault("TERM", "dumb").equals("dumb");
  }

  String paint(Role role, String text) {
    return paint(role.sgr(), text);
  }

  String paint(String sgr, String text) {
    return colour && !sgr.isEmpty() && !text.isEmpty()
        ? ESCAPE + "[" + sgr + "m" + text + ESCAPE + "[0m"
        : text;
  }

  String symbol(State state) {
    return switch (state) {
      case HEALTHY -> unicode ? "✓" : "+";
      case STARTING -> unicode ? "◌" : "~";
      case FAILING -> unicode ? "✗" : "x";
      case STOPPED -> unicode ? "○" : "o";
      case SKIPPED -> "-";
    };
  }

  String bar() {
    return unicode ? "▏" : "|";
  }

  String line() {
    return unicode ? "━" : "-";
  }

  String arrow() {
    return unicode ? "→" : "->";
  }

  String dot() {
    return unicode ? "·" : ".";
  }

  String ellipsis() {
    return unicode ? "…" : "~";
  }

  String work() {
    return unicode ? "⋯" : ":";
  }
}
