package nebula.engine;

import java.util.Optional;
import nebula.kube.Kube;

final class Forwards implements AutoCloseable {
  Forwards(Kube kube, Optional<LocalPorts> ports, Tasks tasks) {}

  void open(ServiceState state) {}

  @Override
  public void close() {}
}
