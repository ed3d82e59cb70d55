package nebula.health;

import java.nio.file.Path;
import nebula.model.Service;

/// The commands and edits that help one service.
record Mends(Service service) {

  String logs() {
    return "read `./jbang tools/logs.java " + service.name() + " --since 5m`";
  }

  /// An edit of the service's manifests, which are named.
  String edit(String change) {
    return change + " in " + files();
  }

  /// For what none of the other mends fits.
  String describe(String kind, String name) {
    return "read the events at the end of `kubectl describe " + kind + " " + name + "`";
  }

  String files() {
    StringBuilder names = new StringBuilder();
    for (Path file : service.manifests()) {
      names.append(names.isEmpty() ? "" : " or ").append(shortened(file));
    }
    return names.isEmpty() ? shortened(service.declared().file()) : names.toString();
  }

  String declaration() {
    return shortened(service.declared().file());
  }

  /// As a person in the project's folder writes it: from `services` on.
  private static String shortened(Path file) {
    for (int at = file.getNameCount() - 2; at >= 0; at--) {
      if (file.getName(at).toString().equals("services")) {
        return file.subpath(at, file.getNameCount()).toString();
      }
    }
    int names = file.getNameCount();
    return names <= 2 ? file.toString() : file.subpath(names - 2, names).toString();
  }
}
