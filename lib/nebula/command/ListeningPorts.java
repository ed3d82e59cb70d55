package nebula.command;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;

/// Asks whether somebody on this machine takes connections on a port.
final class ListeningPorts {
  private static final int LIMIT_MILLIS = 300;

  private ListeningPorts() {}

  static boolean has(int port) {
    try (Socket socket = new Socket()) {
      socket.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), LIMIT_MILLIS);
      return true;
    } catch (IOException nobody) {
      return false;
    }
  }
}
