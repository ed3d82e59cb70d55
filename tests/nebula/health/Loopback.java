package nebula.health;

import com.sun.net.httpserver.HttpServer;
import java.io.BufferedReader;
import java.io.Closeable;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;

/// Small real servers on 127.0.0.1, well and ill behaved.
final class Loopback implements AutoCloseable {
  private final int port;
  private final Closeable server;
  private final List<Socket> accepted = new CopyOnWriteArrayList<>();
  private final AtomicInteger connections = new AtomicInteger();

  private Loopback(int port, Closeable server) {
    this.port = port;
    this.server = server;
  }

  interface Talk {
    void with(Socket socket) throws IOException;
  }

  static Loopback http(int code, String... headers) throws IOException {
    HttpServer server = HttpServer.create(new InetSocketAddress("127.0.0.1", 0), 0);
    server.createContext(
        "/",
        exchange -> {
          for (int at = 0; at < headers.length; at += 2) {
            exchange.getResponseHeaders().add(headers[at], headers[at + 1]);
          }
          byte[] body = exchange.getRequestURI().toString().getBytes(StandardCharsets.UTF_8);
          exchange.sendResponseHeaders(code, body.length);
          exchange.getResponseBody().write(body);
          exchange.close();
        });
    server.start();
    return new Loopback(server.getAddress().getPort(), () -> server.stop(0));
  }

  static Loopback socket(Talk talk) throws IOException {
    ServerSocket server = new ServerSocket(0, 50, InetAddress.getByName("127.0.0.1"));
    Loopback loopback = new Loopback(server.getLocalPort(), server);
    Thread.ofVirtual()
        .start(() -> {
          try {
            while (true) {
              Socket socket = server.accept();
              loopback.accepted.add(socket);
              loopback.connections.incrementAndGet();
              Thread.ofVirtual().start(() -> loopback.talk(talk, socket));
            }
          } catch (IOException closed) {
            // The test is over.
          }
        });
    return loopback;
  }

  private void talk(Talk talk, Socket socket) {
    try {
      talk.with(socket);
    } catch (IOException gone) {
      accepted.remove(socket);
    }
  }

  /// Accepts and never answers.
  static Loopback silent() throws IOException {
    return socket(_ -> {});
  }

  /// Accepts and closes at once, as a forward does whose pod refuses.
  static Loopback closing() throws IOException {
    return socket(Socket::close);
  }

  static Loopback saying(String text) throws IOException {
    return socket(socket -> {
      socket.getOutputStream().write(text.getBytes(StandardCharsets.UTF_8));
      socket.getOutputStream().flush();
      // Reads on, so that closing does not reset what was said.
      socket.shutdownOutput();
      socket.getInputStream().readAllBytes();
      socket.close();
    });
  }

  /// Answers every request with 200 and keeps the connection, as web servers do.
  static Loopback keeping() throws IOException {
    return socket(socket -> {
      byte[] answer = "HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n".getBytes();
      BufferedReader lines = new BufferedReader(new InputStreamReader(socket.getInputStream()));
      for (String line = lines.readLine(); line != null; line = lines.readLine()) {
        if (line.isEmpty()) {
          socket.getOutputStream().write(answer);
        }
      }
    });
  }

  static int portOfNobody() throws IOException {
    try (ServerSocket free = new ServerSocket(0, 1, InetAddress.getByName("127.0.0.1"))) {
      return free.getLocalPort();
    }
  }

  int port() {
    return port;
  }

  int connections() {
    return connections.get();
  }

  /// Whether every connection has been closed from the other side, or is soon.
  boolean everyClientHasGone() throws IOException {
    for (Socket socket : accepted) {
      socket.setSoTimeout(2000);
      try {
        socket.getInputStream().readAllBytes();
      } catch (SocketTimeoutException open) {
        return false;
      } catch (IOException reset) {
        // Closed with our bytes unread: gone as well.
      }
    }
    return true;
  }

  @Override
  public void close() throws IOException {
    server.close();
    for (Socket socket : accepted) {
      socket.close();
    }
  }
}
