package nebula.local;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import nebula.model.Failure;
import nebula.model.LocalProcess;
import nebula.process.Command;
import nebula.process.Installation;
import nebula.process.Programs;

/// Finds out what a local process lacks on this machine.
final class Needs {
  /// Words of `needs` that are no programs.
  static final String DISPLAY = "display";

  static final String WEBKIT = "webkit";

  private static final Duration LIMIT = Duration.ofSeconds(5);

  private final Map<String, String> environment;
  private final OnPath onPath;
  private final Programs programs;
  private final boolean linux;

  Needs(Map<String, String> environment, Programs programs, String operatingSystem) {
    this.environment = environment;
    this.onPath = new OnPath(environment);
    this.programs = programs;
    this.linux = operatingSystem.startsWith("Linux");
  }

  /// All that is missing in one text; empty when the process can be started.
  Optional<String> missing(LocalProcess local) throws InterruptedException {
    List<String> missing = new ArrayList<>();
    for (String need : needed(local)) {
      reason(need).ifPresent(missing::add);
    }
    return missing.isEmpty() ? Optional.empty() : Optional.of(String.join("; ", missing));
  }

  /// A command that is no path is a need itself.
  private static List<String> needed(LocalProcess local) {
    List<String> needed = new ArrayList<>(local.needs());
    String program = local.command().getFirst();
    if (!program.contains("/") && !needed.contains(program)) {
      needed.addFirst(program);
    }
    return needed;
  }

  private Optional<String> reason(String need) throws InterruptedException {
    return switch (need) {
      case DISPLAY -> display();
      case WEBKIT -> webkit();
      default ->
          onPath.has(need)
              ? Optional.empty()
              : Optional.of(need + " is not installed (" + Installation.howTo(need) + ")");
    };
  }

  /// macOS and Windows have one unless nobody is logged in, which no variable tells.
  private Optional<String> display() {
    boolean shown = isSet("DISPLAY") || isSet("WAYLAND_DISPLAY");
    return shown || !linux
        ? Optional.empty()
        : Optional.of(
            "there is no display (neither DISPLAY nor WAYLAND_DISPLAY is set: run it in a desktop"
                + " session)");
  }

  /// Elsewhere it is part of the system.
  private Optional<String> webkit() throws InterruptedException {
    if (!linux || hasLibrary("webkit2gtk-4.1")) {
      return Optional.empty();
    }
    return Optional.of(
        "WebKitGTK's development files are not installed (" + Installation.howTo(WEBKIT) + ")");
  }

  private boolean hasLibrary(String name) throws InterruptedException {
    try {
      return programs.run(Command.of(LIMIT, "pkg-config", "--exists", name)).succeeded();
    } catch (Failure noPkgConfig) {
      return false;
    }
  }

  private boolean isSet(String variable) {
    return !environment.getOrDefault(variable, "").isBlank();
  }
}
