package nebula.forward;

import java.io.IOException;

/// Another process of this machine listens on the port, or this one may not.
public final class PortTaken extends IOException {
  private static final long serialVersionUID = 1L;
  private final int port;

  PortTaken(int port, IOException cause) {
    super("port " + port + " of 127.0.0.1 cannot be opened: " + cause.getMessage(), cause);
    this.port = port;
  }

  public int port() {
    return port;
  }
}
