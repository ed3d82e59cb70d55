package nebula.console;

import java.io.Console;
import java.nio.charset.Charset;
import java.time.ZoneId;
import java.util.Map;
import java.util.Optional;
import nebula.event.Controls;
import nebula.event.Snapshot;
import nebula.model.ExitCode;

/// Where the process was started.
///
/// @param terminal whether there is a terminal that can be drawn on, at both ends
/// @param errors the look of what goes to stderr, which may be a file though stdout is none
public record Surroundings(boolean terminal, Theme theme, Theme errors) {
  public static Surroundings ofThisProcess() {
    Console console = System.console();
    boolean terminal = console != null && console.isTerminal();
    return of(
        System.getenv(), terminal, terminal && ErrorStream.isTerminal(), System.out.charset());
  }

  static Surroundings of(
      Map<String, String> environment, boolean terminal, boolean errors, Charset charset) {
    boolean dumb = environment.getOrDefault("TERM", "dumb").equals("dumb");
    return new Surroundings(
        terminal && !dumb,
        Theme.of(environment, terminal, charset),
        Theme.of(environment, errors, charset));
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

  /// What stays on the screen of a run that is over: on stderr what is wrong, if anything is, and
  /// on stdout how each service stands.
  ///
  /// @param end empty when it is not known how the run ended
  public void conclude(Snapshot last, Optional<ExitCode> end) {
    ExitCode code = end.orElse(ExitCode.SERVICE_FAILED);
    if (code != ExitCode.HEALTHY || !last.allHealthy()) {
      new FailureText(System.err, errors).print(last, code == ExitCode.TIMED_OUT);
    }
    Summary.print(System.out, last, theme);
  }

  private Output lines(boolean logs) {
    return new LineOutput(System.err, errors, ZoneId::systemDefault, logs);
  }
}
