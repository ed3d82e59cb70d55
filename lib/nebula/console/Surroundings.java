package nebula.console;

import java.io.Console;
import java.time.ZoneId;
import nebula.event.Controls;

/// Where the process was started.
///
/// @param terminal whether there is a terminal that can be drawn on, at both ends
public record Surroundings(boolean terminal, Theme theme) {
  public static Surroundings ofThisProcess() {
    Console console = System.console();
    boolean terminal = console != null && console.isTerminal();
    boolean dumb = System.getenv().getOrDefault("TERM", "dumb").equals("dumb");
    Theme theme = Theme.of(System.getenv(), terminal, System.out.charset());
    return new Surroundings(terminal && !dumb, theme);
  }

  /// The output for a run.
  ///
  /// @param wait whether the run ends by itself: drawn in place, without logs
  /// @param controls what the reader may ask of the services
  /// @param leave called when the reader asks for the end of the run
  public Output open(boolean json, boolean wait, Controls controls, Runnable leave) {
    if (json) {
      return new JsonOutput(System.out);
    }
    if (!terminal) {
      return lines(!wait);
    }
    return wait
        ? Board.inPlace(theme, () -> lines(false))
        : Board.fullScreen(theme, controls, leave, () -> lines(true));
  }

  private Output lines(boolean logs) {
    return new LineOutput(System.err, theme, ZoneId::systemDefault, logs);
  }
}
