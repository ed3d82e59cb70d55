///usr/bin/env jbang "-Dnebula.home=$(cd "$(dirname "$0")/.." && pwd)" "$0" "$@" ; exit $?
//JAVA 25+
//RUNTIME_OPTIONS -XX:+UseSerialGC -XX:TieredStopAtLevel=1

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/// Keeps the list of sources in lib/nebula/Nebula.java equal to the folder. The list is explicit
/// because JBang fetches each file of a remote script by its name and cannot see the folder.
/// `--check` changes nothing and fails where they differ.
void main(String... arguments) throws IOException {
  var home = Path.of(System.getProperty("nebula.home", "."));
  var shared = home.resolve("lib/nebula/Nebula.java");
  var lines = Files.readAllLines(shared);
  var wanted = withSources(lines, directivesFor(shared.getParent()));
  if (wanted.equals(lines)) return;
  if (List.of(arguments).contains("--check")) {
    System.err.println(
        shared + " does not list what is in its folder: run ./jbang tools/sources.java");
    System.exit(1);
  }
  Files.write(shared, wanted);
  IO.println("Wrote " + wanted.stream().filter(this::isSource).count() + " sources to " + shared);
}

List<String> directivesFor(Path folder) throws IOException {
  try (Stream<Path> files = Files.walk(folder, 8)) {
    return files
        .filter(file -> file.toString().endsWith(".java") && !file.getParent().equals(folder))
        .map(file -> "//SOURCES " + folder.relativize(file).toString().replace('\\', '/'))
        .sorted()
        .toList();
  }
}

/// The list stands where directives end: right before the package.
List<String> withSources(List<String> lines, List<String> sources) {
  var rest = lines.stream().filter(line -> !isSource(line)).toList();
  var end = 0;
  while (end < rest.size() && rest.get(end).startsWith("//")) end++;
  return Stream.of(rest.subList(0, end), sources, rest.subList(end, rest.size()))
      .flatMap(List::stream)
      .toList();
}

boolean isSource(String line) {
  return line.startsWith("//SOURCES ");
}
