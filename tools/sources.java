///usr/bin/env "$(dirname "$(readlink -f "$0")")/../jbang" "$(readlink -f "$0")" "$@" ; exit $?
//JAVA 25+
//RUNTIME_OPTIONS -XX:+UseSerialGC -XX:TieredStopAtLevel=1

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/// Keeps two lists equal to the folders they stand for: the sources in lib/nebula/Nebula.java, and
/// the services in tools/nebula.java. Both are explicit because JBang fetches each file of a remote
/// script by its name and cannot see a folder. `--check` changes nothing and fails where they
/// differ.
final Path home = Path.of(System.getProperty("nebula.home", ".")).toAbsolutePath().normalize();

void main(String... arguments) throws IOException {
  var check = List.of(arguments).contains("--check");
  var library = home.resolve("lib/nebula");
  var sources =
      files(library).stream()
          .filter(file -> file.toString().endsWith(".java") && !file.endsWith("nebula/Nebula.java"))
          .map(file -> "//SOURCES " + named(library, file))
          .toList();
  var page =
      files(library.resolve("dashboard/page")).stream()
          .map(file -> "//FILES nebula/%1$s=%1$s".formatted(named(library, file)))
          .toList();
  var listed = Stream.concat(sources.stream(), page.stream()).toList();
  var services = new ArrayList<>(List.of("//FILES nebula.yaml=../nebula.yaml"));
  for (var file : files(home.resolve("services"))) {
    if (needsCheckout(file.getParent())) continue;
    services.add("//FILES %1$s=../%1$s".formatted(named(home, file)));
  }
  var sourcesKept =
      keep(library.resolve("Nebula.java"), List.of("//SOURCES ", "//FILES "), listed, check);
  var servicesKept = keep(home.resolve("tools/nebula.java"), List.of("//FILES "), services, check);
  if (!sourcesKept || !servicesKept) System.exit(1);
}

/// Puts the directives in the place of those of the same kinds, below all others.
boolean keep(Path file, List<String> kinds, List<String> directives, boolean check)
    throws IOException {
  var lines = Files.readAllLines(file);
  var others = lines.stream().filter(line -> kinds.stream().noneMatch(line::startsWith)).toList();
  var end = 0;
  while (end < others.size() && others.get(end).startsWith("//")) end++;
  var wanted = new ArrayList<>(others);
  wanted.addAll(end, directives);
  if (wanted.equals(lines)) return true;
  if (check) {
    System.err.println(
        named(home, file) + " does not list what is there: run ./jbang tools/sources.java");
    return false;
  }
  Files.write(file, wanted);
  IO.println("Listed %d files in %s".formatted(directives.size(), named(home, file)));
  return true;
}

List<Path> files(Path folder) throws IOException {
  try (Stream<Path> files = Files.walk(folder)) {
    return files.filter(Files::isRegularFile).filter(this::isSeen).sorted(this::byName).toList();
  }
}

/// A service that is built or run from sources beside `services/` is for a checkout: where there is
/// none, the others are the stack.
boolean needsCheckout(Path folder) throws IOException {
  var service = folder.resolve("service.yaml");
  return Files.exists(service)
      && Files.readAllLines(service).stream()
          .anyMatch(line -> line.contains("../../") && !line.strip().startsWith("#"));
}

boolean isSeen(Path file) {
  return !file.getFileName().toString().startsWith(".");
}

int byName(Path one, Path other) {
  return one.toString().compareTo(other.toString());
}

String named(Path folder, Path file) {
  return folder.relativize(file).toString().replace('\\', '/');
}
