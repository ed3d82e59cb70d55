package nebula.forward;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.Socket;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import nebula.kube.Tunnel;

/// One connection of a client, from when it is accepted until both ways are done.
final class Connection {
  /// How long a connection is held while no pod is Ready.
  private static final Duration POD_LIMIT = Duration.ofSeconds(30);

  /// How long a client that sends no more may be without an answer: the pod cannot be told that its
  /// side is closed, so that it may never end.
  private static final long SILENCE_NANOS = TimeUnit.SECONDS.toNanos(5);

  private static final int CONNECT_TRIES = 3;
  private static final int BUFFER_BYTES = 64 * 1024;

  private final Socket client;
  private final PodConnector connector;
  private final ServicePods pods;
  private final int port;
  private volatile Thread thread;
  private volatile Tunnel tunnel;
  private volatile long lastAnswer;
  private volatile boolean closed;

  Connection(Socket client, PodConnector connector, ServicePods pods, int port) {
    this.client = client;
    this.connector = connector;
    this.pods = pods;
    this.port = port;
  }

  /// Returns when the connection is over.
  ///
  /// @return why it failed, if it did
  Optional<String> run() {
    thread = Thread.currentThread();
    try (client) {
      client.setTcpNoDelay(true);
      Optional<String> failure = forward();
      if (failure.isPresent() && !closed) {
        reset();
      }
      return closed ? Optional.empty() : failure;
    } catch (IOException e) {
      return Optional.empty();
    } catch (InterruptedException e) {
      return Optional.empty();
    }
  }

  void close() {
    closed = true;
    Thread running = thread;
    if (running != null) {
      running.interrupt();
    }
    closeQuietly(client);
  }

  private Optional<String> forward() throws IOException, InterruptedException {
    try (Tunnel opened = connect()) {
      tunnel = opened;
      Thread up = Thread.ofVirtual().start(this::sendUp);
      try {
        sendDown();
        client.shutdownOutput();
        return Optional.empty();
      } catch (TunnelFailure e) {
        // Before the interrupt, which closes the socket that the other way reads from.
        reset();
        throw e;
      } finally {
        up.interrupt();
      }
    } catch (TunnelFailure e) {
      return Optional.of(e.getMessage());
    }
  }

  /// To a pod that is Ready; another one when the first was gone by then.
  private Tunnel connect() throws TunnelFailure, InterruptedException {
    for (int tries = 1; ; tries++) {
      String pod =
          pods.await(POD_LIMIT).orElseThrow(() -> new TunnelFailure("no pod was Ready for 30 s"));
      try {
        return connector.connect(pod, port);
      } catch (IOException e) {
        if (tries == CONNECT_TRIES || closed) {
          throw new TunnelFailure("pod " + pod + ", port " + port + ": " + e.getMessage());
        }
      }
      TimeUnit.MILLISECONDS.sleep(100L * tries);
    }
  }

  private void sendDown() throws TunnelFailure {
    byte[] buffer = new byte[BUFFER_BYTES];
    try {
      InputStream from = tunnel.input();
      for (int count = from.read(buffer); count >= 0; count = from.read(buffer)) {
        lastAnswer = System.nanoTime();
        if (!sentToClient(buffer, count)) {
          return;
        }
      }
    } catch (IOException e) {
      throw new TunnelFailure(e.getMessage());
    }
  }

  /// False when the client is gone, which is no failure of ours.
  private boolean sentToClient(byte[] buffer, int count) {
    try {
      client.getOutputStream().write(buffer, 0, count);
      return true;
    } catch (IOException e) {
      return false;
    }
  }

  private void sendUp() {
    byte[] buffer = new byte[BUFFER_BYTES];
    try {
      InputStream from = client.getInputStream();
      OutputStream to = tunnel.output();
      for (int count = from.read(buffer); count >= 0; count = from.read(buffer)) {
        to.write(buffer, 0, count);
      }
      awaitSilence();
    } catch (IOException e) {
      // The client is gone, or the tunnel: the other way says which.
    } catch (InterruptedException e) {
      return;
    }
    closeQuietly(tunnel);
  }

  private void awaitSilence() throws InterruptedException {
    lastAnswer = Math.max(lastAnswer, System.nanoTime());
    for (long left = SILENCE_NANOS; left > 0; ) {
      TimeUnit.NANOSECONDS.sleep(left);
      left = lastAnswer + SILENCE_NANOS - System.nanoTime();
    }
  }

  /// So that the client sees a broken connection and not an empty answer.
  private void reset() {
    try {
      client.setSoLinger(true, 0);
    } catch (IOException e) {
      // It is closed all the same.
    }
  }

  private static void closeQuietly(AutoCloseable resource) {
    try {
      resource.close();
    } catch (Exception e) {
      // It is of no use any more either way.
    }
  }

  /// The pod's side of the connection failed.
  private static final class TunnelFailure extends Exception {
    private static final long serialVersionUID = 1L;

    TunnelFailure(String message) {
      super(message);
    }
  }
}
