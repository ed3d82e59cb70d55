package nebula.config;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import nebula.model.HealthCheck;
import nebula.model.Port;

/// Makes health checks of what was read, now that the service's ports are known.
final class HealthReader {
  private final List<Port> ports;
  private final boolean portsKnown;

  /// @param portsKnown false when the list of ports is itself wrong, so that nothing follows from it
  HealthReader(List<Port> ports, boolean portsKnown) {
    this.ports = ports;
    this.portsKnown = portsKnown;
  }

  Optional<HealthCheck> read(Section check) {
    List<Key<?>> kinds = HealthKeys.KINDS.stream().filter(check::has).<Key<?>>map(k -> k).toList();
    if (kinds.size() != 1) {
      addNotOne(check, kinds);
      return Optional.empty();
    }
    Key<?> kind = kinds.getFirst();
    boolean http = kind.equals(HealthKeys.HTTP);
    refuse(check, HealthKeys.EXPECT, !http, kind);
    refuse(check, HealthKeys.PORT, !http && !kind.equals(HealthKeys.GRPC), kind);
    if (http) {
      return check.get(HealthKeys.HTTP).flatMap(path -> http(check, path));
    }
    if (kind.equals(HealthKeys.GRPC)) {
      return check
          .get(HealthKeys.GRPC)
          .flatMap(name -> port(check, kind).map(port -> new HealthCheck.Grpc(port, name)));
    }
    if (kind.equals(HealthKeys.TCP)) {
      return check
          .get(HealthKeys.TCP)
          .filter(port -> isOwn(check, HealthKeys.TCP, port))
          .map(HealthCheck.Tcp::new);
    }
    return kind.equals(HealthKeys.EXEC)
        ? check.get(HealthKeys.EXEC).map(HealthCheck.Exec::new)
        : check.get(HealthKeys.RUNNING).map(_ -> new HealthCheck.Running());
  }

  private Optional<HealthCheck> http(Section check, String path) {
    int expect = check.get(HealthKeys.EXPECT).orElse(HealthKeys.DEFAULT_STATUS);
    return port(check, HealthKeys.HTTP).map(port -> new HealthCheck.Http(path, port, expect));
  }

  private Optional<Integer> port(Section check, Key<?> kind) {
    if (check.has(HealthKeys.PORT)) {
      return check.get(HealthKeys.PORT).filter(port -> isOwn(check, HealthKeys.PORT, port));
    }
    if (portsKnown && ports.size() == 1) {
      return Optional.of(ports.getFirst().local());
    }
    if (portsKnown) {
      String what =
          "'" + kind.name() + "' does not say which of the service's " + ports.size() + " ports";
      check.problem(
          kind,
          ports.isEmpty() ? "'" + kind.name() + "' needs a port, and the service has none" : what,
          ports.isEmpty() ? "add 'ports:' to the service" : "add 'port:' with one of " + locals());
    }
    return Optional.empty();
  }

  private boolean isOwn(Section check, Key<Integer> key, int port) {
    if (!portsKnown || ports.stream().anyMatch(own -> own.local() == port)) {
      return true;
    }
    check.problem(
        key,
        "port " + port + " is not among the local ports of the service",
        ports.isEmpty() ? "add it to 'ports'" : "write one of " + locals() + ", or add it to 'ports'");
    return false;
  }

  private String locals() {
    List<String> numbers = new ArrayList<>();
    ports.forEach(port -> numbers.add(String.valueOf(port.local())));
    return String.join(", ", numbers);
  }

  private static void refuse(Section check, Key<?> key, boolean refused, Key<?> kind) {
    if (refused && check.has(key)) {
      check.problem(
          key,
          "'" + key.name() + "' does not go with '" + kind.name() + "'",
          "take it away" + (kind.equals(HealthKeys.TCP) ? ": 'tcp' is the port itself" : ""));
    }
  }

  private static void addNotOne(Section check, List<Key<?>> kinds) {
    if (kinds.isEmpty()) {
      check.value().problem(
          "the health check says nothing to check", "add one of http, exec, tcp, grpc, running");
      return;
    }
    String names = String.join("' and '", kinds.stream().map(Key::name).toList());
    check.value().problem("the health check has '" + names + "'", "make a list of a check each");
  }
}
