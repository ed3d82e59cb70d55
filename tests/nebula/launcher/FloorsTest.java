package nebula.launcher;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/// The house has floors: a package knows only packages on the floors below it.
class FloorsTest {
  private static final Path HOME = Path.of(System.getProperty("nebula.home", ".")).normalize();
  private static final Path LIBRARY = HOME.resolve("lib/nebula");
  private static final int MOST_LINES = 350;

  private static final Map<String, Integer> FLOORS =
      Map.ofEntries(
          Map.entry("model", 1),
          Map.entry("config", 2),
          Map.entry("process", 2),
          Map.entry("event", 2),
          Map.entry("kube", 3),
          Map.entry("cluster", 3),
          Map.entry("health", 4),
          Map.entry("forward", 4),
          Map.entry("sync", 4),
          Map.entry("image", 4),
          Map.entry("local", 4),
          Map.entry("logs", 4),
          Map.entry("engine", 5),
          Map.entry("rehearsal", 5),
          Map.entry("console", 6),
          Map.entry("dashboard", 6),
          Map.entry("command", 7));

  /// They read events and send intents, and never call the engine's insides.
  private static final Map<String, Set<String>> MAY_KNOW =
      Map.of("console", Set.of("event", "model"), "dashboard", Set.of("event", "logs", "model"));

  /// On one floor: a connection is made to what `cluster` found, and a build leaves out of its
  /// context what `sync` does.
  private static final Map<String, Set<String>> BESIDE =
      Map.of("kube", Set.of("cluster"), "image", Set.of("sync"));

  private static final Pattern NAMED = Pattern.compile("\\bnebula\\.([a-z]+)\\.[A-Z]");

  @Test
  void everyPackageHasAFloor() throws IOException {
    for (var file : sources(LIBRARY)) {
      var name = packageOf(file);
      assertTrue(FLOORS.containsKey(name), () -> name + " is on no floor of this test's table");
    }
  }

  @Test
  void aPackageKnowsOnlyPackagesBelowIt() throws IOException {
    var upwards = new ArrayList<String>();
    for (var file : sources(LIBRARY)) {
      for (var known : packagesNamedIn(file)) {
        if (!mayKnow(packageOf(file), known)) {
          upwards.add("%s names nebula.%s".formatted(LIBRARY.relativize(file), known));
        }
      }
    }
    assertEquals(List.of(), upwards);
  }

  @Test
  void noFileIsLongerThanCanBeKeptInMind() throws IOException {
    var tooLong = new ArrayList<String>();
    for (var folder : List.of(LIBRARY, HOME.resolve("tools"))) {
      for (var file : sources(folder)) {
        var lines = Files.readAllLines(file).size();
        if (lines > MOST_LINES) tooLong.add(HOME.relativize(file) + " has " + lines);
      }
    }
    assertEquals(List.of(), tooLong);
  }

  private static boolean mayKnow(String name, String known) {
    if (name.equals(known) || BESIDE.getOrDefault(name, Set.of()).contains(known)) return true;
    var allowed = MAY_KNOW.get(name);
    if (allowed != null) return allowed.contains(known);
    return FLOORS.getOrDefault(known, Integer.MAX_VALUE) < FLOORS.getOrDefault(name, 0);
  }

  private static Set<String> packagesNamedIn(Path file) throws IOException {
    var names = new TreeSet<String>();
    for (var line : Files.readAllLines(file)) {
      if (line.stripLeading().startsWith("//")) continue;
      var named = NAMED.matcher(line);
      while (named.find()) names.add(named.group(1));
    }
    return names;
  }

  private static String packageOf(Path file) {
    return LIBRARY.relativize(file).getName(0).toString();
  }

  /// Without Nebula.java, which is no code but the list of all of it.
  private static List<Path> sources(Path folder) throws IOException {
    try (Stream<Path> files = Files.walk(folder)) {
      return files
          .filter(file -> file.toString().endsWith(".java"))
          .filter(file -> !file.endsWith("lib/nebula/Nebula.java"))
          .sorted((one, other) -> one.toString().compareTo(other.toString()))
          .toList();
    }
  }
}
