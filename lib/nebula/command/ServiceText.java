package nebula.command;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import nebula.command.NewService.PortPair;
import nebula.config.CommandText;

/// The `service.yaml` of a new service.
final class ServiceText {
  private static final Pattern PLAIN = Pattern.compile("[A-Za-z./][A-Za-z0-9._/-]*");

  private final NewService service;
  private final Path root;
  private final Path folder;

  /// @param root the project's folder
  /// @param folder of the file: paths count from it
  ServiceText(NewService service, Path root, Path folder) {
    this.service = service;
    this.root = root;
    this.folder = folder;
  }

  String text() {
    List<String> lines = new ArrayList<>();
    String schema = path(root.resolve("docs/service.schema.json"));
    lines.add("# yaml-language-server: $schema=" + schema);
    lines.add("# All keys, and what holds when one is left out: docs/configuration.md.");
    lines.add("name: " + service.name());
    lines.add("group: app");
    addDependencies(lines);
    switch (service.origin()) {
      case NewService.Published _ -> {}
      case NewService.BuiltHere built -> addImage(lines, built);
      case NewService.OnThisMachine local -> addLocal(lines, local);
    }
    addPorts(lines);
    return String.join("\n", lines) + "\n";
  }

  private void addDependencies(List<String> lines) {
    if (service.dependsOn().isEmpty()) {
      lines.add("# dependsOn: [temporal]  # healthy before this one starts");
    } else {
      lines.add("# Healthy before this one starts.");
      lines.add("dependsOn: [" + String.join(", ", service.dependsOn()) + "]");
    }
  }

  private void addImage(List<String> lines, NewService.BuiltHere built) {
    lines.add("image:");
    lines.add("  name: " + service.name());
    lines.add("  context: " + quoted(path(built.context())));
    lines.add("  dockerfile: " + quoted(path(built.dockerfile())));
    lines.add("# Live update: files that change are copied into the running container.");
    lines.add("# sync:");
    String source = path(built.context()) + "/src";
    lines.add("#   - {from: " + quoted(source) + ", to: /app/src, restart: true}");
  }

  private void addLocal(List<String> lines, NewService.OnThisMachine local) {
    lines.add("# A process of this machine, which ends with the run.");
    lines.add("local:");
    lines.add("  run: " + command(local.command()));
    lines.add("  in: " + quoted(path(local.folder())));
    lines.add("  # Programs without which it is skipped, beside the first word of `run`.");
    lines.add("  needs: []");
  }

  /// What only a shell understands is given to one.
  private static String command(String text) {
    return CommandText.of(text).onlyShell().isPresent()
        ? "[sh, -c, " + quoted(text) + "]"
        : quoted(text);
  }

  private void addPorts(List<String> lines) {
    if (service.ports().isEmpty()) {
      lines.add("health: {running: true}");
      return;
    }
    lines.add(
        service.inCluster()
            ? "# On 127.0.0.1 while a run lasts: `local` leads to the container's `remote`."
            : "# On 127.0.0.1, opened by the process itself.");
    lines.add("ports:");
    for (PortPair port : service.ports()) {
      String remote = port.local() == port.remote() ? "" : ", remote: " + port.remote();
      lines.add(
          "  - {local: "
              + port.local()
              + remote
              + ", name: "
              + service.portName(port.remote())
              + "}");
    }
    int first = service.ports().getFirst().local();
    lines.add("# Asked the way a user asks, for as long as a run lasts.");
    lines.add(
        service
            .path()
            .map(path -> "health: {http: " + quoted(path) + ", port: " + first + "}")
            .orElse("health: {tcp: " + first + "}"));
  }

  private String path(Path target) {
    String relative = folder.relativize(target).toString().replace('\\', '/');
    return relative.isEmpty() ? "." : relative;
  }

  /// In the double quotes of YAML, which are JSON's, unless the text is a plain word or path.
  private static String quoted(String text) {
    return PLAIN.matcher(text).matches() && !text.equals(".")
        ? text
        : '"' + text.replace("\\", "\\\\").replace("\"", "\\\"") + '"';
  }
}
