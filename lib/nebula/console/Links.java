package nebula.console;

import java.util.ArrayList;
import java.util.List;
import nebula.event.Snapshot;
import nebula.model.Link;
import nebula.model.Port;
import nebula.model.Service;
import nebula.model.State;

/// Where a service is reached from this machine.
final class Links {
  private Links() {}

  /// Its pages, and the ports that none of the pages is on: `http://localhost:8080` or
  /// `localhost:7233, 7243`.
  static String of(Service service) {
    List<String> parts = new ArrayList<>();
    for (Link link : service.links()) {
      parts.add(link.url().toString());
    }
    boolean first = true;
    for (Port port : service.ports()) {
      if (!hasPage(service, port)) {
        parts.add(first ? "localhost:" + port.local() : Integer.toString(port.local()));
        first = false;
      }
    }
    return String.join(", ", parts);
  }

  /// Pages of all services in the order of start.
  static String all(Snapshot snapshot) {
    List<String> pages = new ArrayList<>();
    for (Snapshot.Line line : snapshot.lines()) {
      if (line.status().state() == State.SKIPPED) {
        continue;
      }
      line.service().links().forEach(link -> pages.add(link.url().toString()));
    }
    return String.join(" ", pages);
  }

  private static boolean hasPage(Service service, Port port) {
    return service.links().stream().anyMatch(link -> link.url().getPort() == port.local());
  }
}
