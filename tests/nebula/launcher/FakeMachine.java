package nebula.launcher;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;

/// A checkout with the real `./jbang` and a JDK of shell scripts: its `java` notes when it is asked
/// to be JBang, and prints its arguments when it is asked to be the script. So a start takes
/// milliseconds and every argument of the JVM can be seen.
final class FakeMachine {
  /// As `java` sees it: `$here` is the folder of this machine.
  private static final String JAVA =
      """
      #!/bin/sh
      here=${0%/jdk*/bin/java}
      case " $* " in
        *" dev.jbang.Main run "*)
          echo asked >>"$here/asked"
          echo "[jbang] Resolving dependencies..." >&2
          if [ -e "$here/broken" ]; then echo "up.java:3: error: missing" >&2; exit 1; fi
          while [ -e "$here/hold" ]; do sleep 0.05; done
          printf "'%s' -Xfake -classpath '%s:%s' up\\n" "$0" "$here/jars/up.jar" "$here/jars/dep.jar"
          exit 255 ;;
        *" dev.jbang.Main "*) echo "JBang was given: $*"; exit 5 ;;
        *" -Xshare:dump "*)
          echo "$*" >>"$here/made"
          if [ -e "$here/cold" ]; then exit 1; fi
          for option; do
            case $option in
              -XX:SharedClassListFile=*) cp "${option#*=}" "$here/archived" ;;
              -XX:SharedArchiveFile=*) : >"${option#*=}" ;;
            esac
          done
          exit 0 ;;
      esac
      for option; do
        case $option in
          -XX:DumpLoadedClassList=*/warm-up)
            echo "$*" >>"$here/warmed"
            printf 'java/lang/Object id: 0\\nmy/Rehearsal id: 1\\n' >"${option#*=}"
            exit 0 ;;
          -XX:DumpLoadedClassList=*) [ ! -e "$here/loads" ] || cp "$here/loads" "${option#*=}" ;;
        esac
      done
      echo "pid $$"
      for argument; do printf '<%s>\\n' "$argument"; done
      exit 7
      """;

  record Result(long pid, int exitCode, String out, String err) {
    List<String> arguments() {
      String[] parts = out.split("<", -1);
      var arguments = new ArrayList<String>();
      for (int i = 1; i < parts.length; i++) {
        arguments.add(parts[i].substring(0, parts[i].length() - 2));
      }
      return arguments;
    }

    List<String> userArguments() {
      var all = arguments();
      return all.subList(all.indexOf("up") + 1, all.size());
    }
  }

  final Path folder;
  final Path checkout;
  final Map<String, String> environment = new TreeMap<>();
  private String shell = "sh";

  FakeMachine(Path folder) throws IOException {
    this.folder = folder.toRealPath();
    this.checkout = this.folder.resolve("my checkout");
    write("my checkout/lib/nebula/Nebula.java", "//SOURCES model/Port.java\n");
    write("my checkout/lib/nebula/model/Port.java", "record Port() {}\n");
    write("my checkout/docs/page.md", "no source\n");
    write("my checkout/jbang-catalog.json", "{}\n");
    write("my checkout/up.java", "//JAVA 25+\n//SOURCES lib/nebula/Nebula.java\n");
    write("jars/up.jar", "");
    write("jars/dep.jar", "");
    write("cache/nebula/jbang-cli-0.132.1-all.jar", "");
    write("my checkout/jbang", Files.readString(realWrapper()));
    wrapper().toFile().setExecutable(true);
    environment.put("JAVA_HOME", jdk("jdk", "25.0.3").toString());
    environment.put("XDG_CACHE_HOME", this.folder.resolve("cache").toString());
    environment.put("HOME", this.folder.resolve("home").toString());
    environment.put("PATH", "/usr/bin:/bin");
  }

  private static Path realWrapper() {
    return Path.of(System.getProperty("nebula.home", ".")).resolve("jbang");
  }

  Path wrapper() {
    return checkout.resolve("jbang");
  }

  /// The wrapper is run by this shell from now on, not by the one of its first line.
  void useShell(String command) {
    shell = command;
  }

  Path jdk(String name, String version) throws IOException {
    write(name + "/release", "IMPLEMENTOR=\"A\"\nJAVA_VERSION=\"" + version + "\"\nOS=\"x\"\n");
    write(name + "/bin/java", JAVA);
    write(name + "/bin/javac", "#!/bin/sh\n");
    folder.resolve(name + "/bin/java").toFile().setExecutable(true);
    folder.resolve(name + "/bin/javac").toFile().setExecutable(true);
    return folder.resolve(name);
  }

  void write(String path, String text) throws IOException {
    Path file = folder.resolve(path);
    Files.createDirectories(file.getParent());
    Files.writeString(file, text);
  }

  /// Changes a word of the checkout's copy of the wrapper, such as the version of Java that it
  /// wants.
  void edit(String from, String to) throws IOException {
    Files.writeString(wrapper(), Files.readString(wrapper()).replace(from, to));
  }

  interface Condition {
    boolean holds() throws IOException;
  }

  static void await(Condition condition) throws Exception {
    long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(30);
    while (!condition.holds()) {
      if (System.nanoTime() > end) throw new AssertionError("waited 30 s for it in vain");
      Thread.sleep(5);
    }
  }

  int timesAsked() throws IOException {
    return lines("asked").size();
  }

  List<String> lines(String path) throws IOException {
    Path file = folder.resolve(path);
    return Files.exists(file) ? Files.readAllLines(file) : List.of();
  }

  Result up(String... arguments) throws Exception {
    var command = new ArrayList<>(List.of("up.java"));
    command.addAll(List.of(arguments));
    return run(checkout, wrapper().toString(), command);
  }

  Result run(Path from, String wrapper, List<String> arguments) throws Exception {
    Process process = start(from, wrapper, arguments);
    var out = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    var err = new String(process.getErrorStream().readAllBytes(), StandardCharsets.UTF_8);
    if (!process.waitFor(30, TimeUnit.SECONDS)) throw new AssertionError("does not end: " + err);
    return new Result(process.pid(), process.exitValue(), out, err);
  }

  Process start(Path from, String wrapper, List<String> arguments) throws IOException {
    var command = new ArrayList<>(List.of(shell.split(" ")));
    command.add(wrapper);
    command.addAll(arguments);
    var builder = new ProcessBuilder(command).directory(from.toFile());
    builder.environment().clear();
    builder.environment().putAll(environment);
    return builder.start();
  }
}
