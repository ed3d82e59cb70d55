package nebula.command;

import java.lang.management.ManagementFactory;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/// The words that start this program once more. The system does not give them: Linux tells no
/// arguments that are longer than a page of memory, and a class path is.
final class OwnCommandLine {
  private OwnCommandLine() {}

  static List<String> with(List<String> arguments) {
    List<String> words = new ArrayList<>();
    words.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    words.addAll(ManagementFactory.getRuntimeMXBean().getInputArguments());
    words.add("-cp");
    words.add(System.getProperty("java.class.path"));
    words.add(System.getProperty("sun.java.command").split(" ", 2)[0]);
    words.addAll(arguments);
    return words;
  }
}
