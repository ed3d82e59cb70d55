package nebula.forward;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import nebula.kube.Kube;

/// A port on 127.0.0.1 that leads to a service: each connection goes to a pod that is Ready at that
/// moment, or waits until one is. The port stays while pods come and go.
public final class Forwarder implements AutoCloseable {
  private static final int BACKLOG = 128;
  private static final Duration CLOSING_LIMIT = Duration.ofSeconds(1);
  private static final int ACCEPT_GAP_MILLIS = 100;

  private final PodConnector connector;
  private final ServicePods pods;
  private final int remotePort;
  private final ServerSocket listener;
  private final Set<Connection> open = ConcurrentHashMap.newKeySet();
  private final AtomicLong opened = new AtomicLong();
  private final AtomicLong failed = new AtomicLong();
  private final Thread accepting;
  private volatile Optional<String> lastFailure = Optional.empty();

  /// @param opened connections accepted so far
  /// @param failed of these, those that found no pod or broke
  /// @param lastFailure why the last of these failed
  public record Counts(long opened, long open, long failed, Optional<String> lastFailure) {}

  /// Listens from now on, until closed.
  ///
  /// @param localPort 0 for any that is free
  /// @throws PortTaken when it cannot be listened on
  public Forwarder(Kube kube, ServicePods pods, int localPort, int remotePort) throws PortTaken {
    this(kube::connect, pods, localPort, remotePort);
  }

  Forwarder(PodConnector connector, ServicePods pods, int localPort, int remotePort)
      throws PortTaken {
    this.connector = connector;
    this.pods = pods;
    this.remotePort = remotePort;
    this.listener = listen(localPort);
    this.accepting =
        Thread.ofVirtual().name("forward " + listener.getLocalPort()).start(this::acceptAll);
  }

  public int localPort() {
    return listener.getLocalPort();
  }

  /// Whether it still takes connections; false is a fault, unless it was closed.
  public boolean alive() {
    return accepting.isAlive() && !listener.isClosed();
  }

  public Counts counts() {
    return new Counts(opened.get(), open.size(), failed.get(), lastFailure);
  }

  /// Returns when the port is free: it is so only when the thread that waits for a connection has
  /// let go of it.
  @Override
  public void close() {
    closeQuietly(listener);
    accepting.interrupt();
    open.forEach(Connection::close);
    try {
      accepting.join(CLOSING_LIMIT);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private static ServerSocket listen(int port) throws PortTaken {
    try {
      ServerSocket socket = new ServerSocket();
      try {
        socket.setReuseAddress(true);
        socket.bind(new InetSocketAddress(InetAddress.getByName("127.0.0.1"), port), BACKLOG);
        return socket;
      } catch (IOException e) {
        closeQuietly(socket);
        throw e;
      }
    } catch (IOException e) {
      throw new PortTaken(port, e);
    }
  }

  private void acceptAll() {
    while (!listener.isClosed()) {
      try {
        serve(listener.accept());
      } catch (IOException e) {
        // Such as too many open files: others may be closed soon.
        pauseUnlessClosed();
      }
    }
  }

  private void serve(Socket client) {
    opened.incrementAndGet();
    Connection connection = new Connection(client, connector, pods, remotePort);
    open.add(connection);
    Thread.ofVirtual()
        .name("forward " + localPort() + " connection")
        .start(() -> {
          try {
            connection.run().ifPresent(this::countFailure);
          } finally {
            open.remove(connection);
          }
        });
    if (listener.isClosed()) {
      connection.close();
    }
  }

  private void countFailure(String why) {
    failed.incrementAndGet();
    lastFailure = Optional.of(why);
  }

  private void pauseUnlessClosed() {
    try {
      if (!listener.isClosed()) {
        TimeUnit.MILLISECONDS.sleep(ACCEPT_GAP_MILLIS);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private static void closeQuietly(ServerSocket socket) {
    try {
      socket.close();
    } catch (IOException e) {
      // It does not listen any more.
    }
  }
}
