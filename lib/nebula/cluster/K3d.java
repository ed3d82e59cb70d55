package nebula.cluster;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import nebula.model.Failure;
import nebula.process.Command;
import nebula.process.Installation;
import nebula.process.Programs;
import nebula.process.Programs.Outcome;

/// The k3d program, kept from the user's settings and kubeconfig.
final class K3d {
  /// k3d 5.8 is the first whose helper images and node start are those that were tried.
  private static final int OLDEST_MAJOR = 5;

  private static final int OLDEST_MINOR = 8;

  private final Programs programs;
  private final Map<String, String> environment;

  /// @param kubeconfig takes the place of the user's: some k3d commands write to it
  /// @param inherited the environment of this process
  K3d(Programs programs, String toolsImage, Path kubeconfig, Map<String, String> inherited) {
    this.programs = programs;
    Map<String, String> changes = new HashMap<>();
    // K3D_* variables override flags.
    for (String name : inherited.keySet()) {
      if (name.startsWith("K3D_")) {
        changes.put(name, null);
      }
    }
    changes.put("K3D_IMAGE_TOOLS", toolsImage);
    changes.put("KUBECONFIG", kubeconfig.toString());
    changes.put("LOG_COLORS", "false");
    changes.put("LOG_LEVEL", "error");
    this.environment = changes;
  }

  Outcome ask(Duration limit, List<String> arguments) throws InterruptedException {
    List<String> words = new ArrayList<>(List.of("k3d"));
    words.addAll(arguments);
    return programs.run(Command.of(limit, words).withEnvironment(environment));
  }

  /// Fails when k3d is absent or too old.
  void check() throws InterruptedException {
    Outcome outcome = ask(Docker.SHORT, List.of("version", "-o", "json"));
    String version = versionOf(outcome.out());
    if (!isRecent(version)) {
      throw Failure.machineLacks(
          "k3d %s is too old; %d.%d or later is needed"
              .formatted(version.isEmpty() ? "?" : version, OLDEST_MAJOR, OLDEST_MINOR),
          Installation.howTo("k3d"));
    }
  }

  /// `v5.9.0` of `{"k3d":"v5.9.0","k3s":"…"}` and of the prose of older versions; empty when none.
  static String versionOf(String out) {
    int from = out.indexOf("v", Math.max(0, out.indexOf("k3d") + "k3d".length()));
    while (from >= 0 && !(from + 1 < out.length() && Character.isDigit(out.charAt(from + 1)))) {
      from = out.indexOf("v", from + 1);
    }
    if (from < 0) {
      return "";
    }
    int end = from + 1;
    while (end < out.length() && "0123456789.".indexOf(out.charAt(end)) >= 0) {
      end++;
    }
    return out.substring(from, end);
  }

  /// Versions that say nothing readable are builds of k3d's own developers: those are trusted.
  static boolean isRecent(String version) {
    String[] parts = version.replaceFirst("^v", "").split("\\.");
    try {
      int major = Integer.parseInt(parts[0]);
      int minor = parts.length < 2 ? 0 : Integer.parseInt(parts[1]);
      return major > OLDEST_MAJOR || major == OLDEST_MAJOR && minor >= OLDEST_MINOR;
    } catch (NumberFormatException _) {
      return true;
    }
  }

  /// What went wrong, out of k3d's log lines (`time="…" level=error msg="…"`): the first of them
  /// names the cause, those after it what k3d did then.
  static String message(Outcome outcome) {
    String opening = "msg=\"";
    return (outcome.err() + outcome.out())
        .lines()
        .filter(line -> line.contains(opening))
        .filter(line -> line.contains("level=error") || line.contains("level=fatal"))
        .findFirst()
        .map(line -> line.substring(line.indexOf(opening) + opening.length()))
        .map(text -> text.endsWith("\"") ? text.substring(0, text.length() - 1) : text)
        .map(text -> text.replace("\\\"", "\"").replace("\\n", " "))
        .orElseGet(outcome::lastLine);
  }
}
