///usr/bin/env "$(dirname "$(readlink -f "$0")")/../jbang" "$(readlink -f "$0")" "$@" ; exit $?
//JAVA 25+
//SOURCES ../lib/nebula/Nebula.java
//FILES nebula.yaml=../nebula.yaml
//FILES services/convex/convex-backend.yaml=../services/convex/convex-backend.yaml
//FILES services/convex/convex-dashboard.yaml=../services/convex/convex-dashboard.yaml
//FILES services/convex/service.yaml=../services/convex/service.yaml
//FILES services/postgres/k8s.yaml=../services/postgres/k8s.yaml
//FILES services/postgres/service.yaml=../services/postgres/service.yaml
//FILES services/temporal/service.yaml=../services/temporal/service.yaml
//FILES services/temporal/temporal-ui.yaml=../services/temporal/temporal-ui.yaml
//FILES services/temporal/temporal.yaml=../services/temporal/temporal.yaml

import java.io.IOException;
import java.io.InputStream;
import java.net.URISyntaxException;
import java.nio.file.DirectoryNotEmptyException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.concurrent.Callable;
import java.util.jar.JarEntry;
import java.util.jar.JarFile;
import nebula.command.ControlCommand;
import nebula.command.DownCommand;
import nebula.command.ExecCommand;
import nebula.command.LogsCommand;
import nebula.command.NewCommand;
import nebula.command.ProcessEnd;
import nebula.command.ResetCommand;
import nebula.command.Script;
import nebula.command.StatusCommand;
import nebula.command.UpCommand;
import nebula.event.Controls.Action;

/// All commands in one script, for the catalog's aliases: `jbang nebula-up` in a checkout, and
/// `jbang nebula-up@host/repository` where there is none. Then the project's files are those
/// embedded by the directives above, which `tools/sources.java` keeps. They are here and not in the
/// library so that an edited manifest makes nobody else compile again.
void main(String... arguments) throws IOException, URISyntaxException {
  var name = arguments.length == 0 ? "" : arguments[0];
  Callable<Integer> command =
      switch (name) {
        case "up" -> new UpCommand();
        case "down" -> new DownCommand();
        case "reset" -> new ResetCommand();
        case "status" -> new StatusCommand();
        case "logs" -> new LogsCommand();
        case "restart" -> new ControlCommand(Action.RESTART);
        case "rebuild" -> new ControlCommand(Action.REBUILD);
        case "stop" -> new ControlCommand(Action.STOP);
        case "start" -> new ControlCommand(Action.START);
        case "exec" -> new ExecCommand();
        case "new" -> new NewCommand();
        default -> null;
      };
  if (command == null) {
    System.err.println(
        "error: which command? up, down, reset, status, logs, restart, rebuild, stop, start, exec or new");
    System.exit(2);
  }
  if (!inProject()) System.setProperty("nebula.home", embeddedProject().toString());
  ProcessEnd.with(Script.run(command, Arrays.copyOfRange(arguments, 1, arguments.length)));
}

boolean inProject() {
  if (System.getenv("NEBULA_HOME") != null || System.getProperty("nebula.home") != null)
    return true;
  for (var folder = Path.of("").toAbsolutePath(); folder != null; folder = folder.getParent()) {
    if (Files.isRegularFile(folder.resolve("nebula.yaml"))) return true;
  }
  return false;
}

/// A folder with the embedded files. It is named after the build, and so is made once for each.
Path embeddedProject() throws IOException, URISyntaxException {
  var code = getClass().getProtectionDomain().getCodeSource().getLocation();
  var jar = Path.of(code.toURI());
  var caches = System.getenv("XDG_CACHE_HOME");
  var base = caches == null ? Path.of(System.getProperty("user.home"), ".cache") : Path.of(caches);
  var project = base.resolve("nebula/remote").resolve(jar.getParent().getFileName());
  if (Files.isDirectory(project)) return project;
  var half = Files.createTempDirectory(Files.createDirectories(project.getParent()), "half");
  try (var archive = new JarFile(jar.toFile())) {
    for (var entry : (Iterable<JarEntry>) archive.stream()::iterator) {
      if (entry.isDirectory() || !entry.getName().matches("nebula[.]yaml|services/.*")) continue;
      var file = half.resolve(entry.getName());
      Files.createDirectories(file.getParent());
      try (InputStream content = archive.getInputStream(entry)) {
        Files.copy(content, file);
      }
    }
  }
  try {
    Files.move(half, project);
  } catch (FileAlreadyExistsException | DirectoryNotEmptyException _) {
    // Another run of the same build was first.
  }
  return project;
}
