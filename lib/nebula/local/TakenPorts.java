package nebula.local;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.util.Optional;
import nebula.cluster.PortOwner;
import nebula.model.Cause;
import nebula.model.Cause.Kind;
import nebula.model.Port;
import nebula.model.Service;

/// Looks whether somebody else has a port that a local process is about to open. Asked before its
/// start: what programs say themselves when their port is taken differs from one to the next.
final class TakenPorts {
  private static final int LIMIT_MILLIS = 500;

  private final PortOwner owner;

  TakenPorts(PortOwner owner) {
    this.owner = owner;
  }

  Optional<Cause> cause(Service service) throws InterruptedException {
    for (Port port : service.ports()) {
      if (answers(port.local())) {
        String holder = owner.of(port.local()).orElse("another program");
        return Optional.of(
            Cause.of(
                Kind.PORT_TAKEN,
                "port %d of this machine is taken by %s".formatted(port.local(), holder),
                "end that program; it starts as soon as the port is free"));
      }
    }
    return Optional.empty();
  }

  /// By asking, not by trying to listen: macOS lets two programs listen at addresses that overlap.
  private static boolean answers(int port) {
    try (Socket socket = new Socket()) {
      socket.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), LIMIT_MILLIS);
      return true;
    } catch (IOException nobody) {
      return false;
    }
  }
}
