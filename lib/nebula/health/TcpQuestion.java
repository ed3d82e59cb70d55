package nebula.health;

import java.io.IOException;
import java.net.ConnectException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.time.Duration;
import nebula.model.HealthCheck;

/// Opens a connection and sees whether it stays open. A forward accepts before it knows whether the
/// pod does, and closes then.
record TcpQuestion(HealthCheck.Tcp check) implements Question {
  /// A refusal by the pod comes back through the API server within some ten milliseconds.
  private static final Duration STAYS_OPEN = Duration.ofMillis(200);

  @Override
  public String subject() {
    return "connection to localhost:" + check.port();
  }

  @Override
  public Answer ask(Duration limit) throws IOException {
    int wait = (int) Math.min(STAYS_OPEN.toMillis(), Math.max(1, limit.toMillis() / 2));
    try (Socket socket = new Socket()) {
      socket.connect(new InetSocketAddress("127.0.0.1", check.port()), (int) limit.toMillis());
      socket.setSoTimeout(wait);
      return stays(socket)
          ? Answer.passed("port " + check.port() + " accepts connections")
          : Answer.failed(subject() + " was closed at once");
    } catch (ConnectException refused) {
      return Answer.failed("nothing listens on port " + check.port());
    }
  }

  private static boolean stays(Socket socket) {
    try {
      return socket.getInputStream().read() >= 0;
    } catch (SocketTimeoutException silent) {
      return true;
    } catch (IOException reset) {
      return false;
    }
  }
}
