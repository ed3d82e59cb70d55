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

  /// @param portsKnown false when the list of ports is itself wrong, so that nothing follows from
  ///   it
  HealthReader(List<Port> ports, boolean portsKnown) {
    this.ports = ports;
    this.portsKnown = portsKnown;
  }

  /// The checks that could be made.
  List<HealthCheck> read(List<Section> sections) {
    List<HealthCheck> checks = new ArrayList<>();
    for (Section section : sections) {
      Optional<HealthCheck> check = read(section);
      if (check.isPresent()) {
        checks.add(check.get());
      }
    }
    return checks;
  }

  /// For a service that says nothing: a port that leads nowhere is never healthy.
  List<HealthCheck> ofPorts() {
    List<HealthCheck> checks = new ArrayList<>();
    ports.forEach(port -> checks.add(new HealthCheck.Tcp(port.local())));
    return checks;
  }

  private Optional<HealthCheck> read(Section check) {
    List<Key<?>> kinds = new ArrayList<>();
    for (Key<?> kind : HealthKeys.KINDS) {
      if (check.has(kind)) {
        kinds.add(kind);
      }
    }
    if (kinds.size() != 1) {
      addNotOne(check, kinds);
      return Optional.empty();
    }
    Key<?> kind = kinds.getFirst();
    refuse(check, HealthKeys.EXPECT, kind != HealthKeys.HTTP, kind);
    refuse(check, HealthKeys.PORT, kind != HealthKeys.HTTP && kind != HealthKeys.GRPC, kind);
    if (check.get(kind).isEmpty()) {
      return Optional.empty();
    }
    if (kind == HealthKeys.EXEC) {
      return Optional.of(new HealthCheck.Exec(check.get(HealthKeys.EXEC).get()));
    }
    if (kind == HealthKeys.RUNNING) {
      return Optional.of(new HealthCheck.Running());
    }
    Optional<Integer> port =
        kind == HealthKeys.TCP ? own(check, HealthKeys.TCP) : port(check, kind);
    return port.isEmpty() ? Optional.empty() : Optional.of(onPort(check, kind, port.get()));
  }

  private static HealthCheck onPort(Section check, Key<?> kind, int port) {
    if (kind == HealthKeys.TCP) {
      return new HealthCheck.Tcp(port);
    }
    if (kind == HealthKeys.GRPC) {
      return new HealthCheck.Grpc(port, check.get(HealthKeys.GRPC).get());
    }
    int expect = check.get(HealthKeys.EXPECT).orElseThrow();
    return new HealthCheck.Http(check.get(HealthKeys.HTTP).get(), port, expect);
  }

  private Optional<Integer> port(Section check, Key<?> kind) {
    if (check.has(HealthKeys.PORT)) {
      return own(check, HealthKeys.PORT);
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

  private Optional<Integer> own(Section check, Key<Integer> key) {
    Optional<Integer> wanted = check.get(key);
    if (wanted.isEmpty() || !portsKnown) {
      return wanted;
    }
    for (Port port : ports) {
      if (port.local() == wanted.get()) {
        return wanted;
      }
    }
    check.problem(
        key,
        "port " + wanted.get() + " is not among the local ports of the service",
        ports.isEmpty()
            ? "add it to 'ports'"
            : "write one of " + locals() + ", or add it to 'ports'");
    return Optional.empty();
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
      check
          .value()
          .problem(
              "the health check says nothing to check",
              "add one of http, exec, tcp, grpc, running");
      return;
    }
    String names = String.join("' and '", kinds.stream().map(Key::name).toList());
    check.value().problem("the health check has '" + names + "'", "make a list of a check each");
  }
}
