package nebula.kube;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// Bytes between a client and a port of a pod, over channels of a WebSocket.
class TunnelSocketTest {
  private static final int DATA = 0;
  private static final int ERROR = 1;
  private static final byte[] PORT = {0x50, 0x00};

  private final SilentSocket server = new SilentSocket();
  private final TunnelSocket tunnel = new TunnelSocket("web-1", 80);

  @BeforeEach
  void open() {
    tunnel.onOpen(server);
    say(DATA, PORT);
    say(ERROR, PORT);
  }

  @Test
  void givesWhatThePodSendsWithoutThePortNumbers() throws Exception {
    say(DATA, bytes("hel"));
    say(DATA, bytes("lo"));
    tunnel.onClose(server, 1000, "");

    assertEquals("hello", new String(tunnel.input().readAllBytes(), StandardCharsets.UTF_8));
  }

  @Test
  void sendsOnTheDataChannelInMessagesThatServersTake() throws Exception {
    byte[] content = new byte[150_000];
    content[149_999] = 7;

    tunnel.output().write(content);

    byte[] sent = server.sent.toByteArray();
    int messages = 3;
    assertEquals(content.length + messages, sent.length);
    assertEquals(DATA, sent[0]);
    assertEquals(7, sent[sent.length - 1]);
  }

  @Test
  void saysThatNothingListensOnThePort() {
    say(
        ERROR,
        bytes("error forwarding port 80: dial tcp4 127.0.0.1:80: connect: connection refused"));

    IOException refused = assertThrows(IOException.class, () -> tunnel.input().read());
    assertEquals("nothing listens on port 80 of pod web-1", refused.getMessage());
  }

  @Test
  void givesWhatCameBeforeTheConnectionBroke() throws Exception {
    say(DATA, bytes("last words"));
    tunnel.onError(server, new IOException("reset"));

    byte[] words = tunnel.input().readNBytes(10);
    assertArrayEquals(bytes("last words"), words);
    assertThrows(IOException.class, () -> tunnel.input().read());
  }

  @Test
  void asksForNoMoreWhileTheReaderIsBehind() throws Exception {
    byte[] piece = new byte[100_000];
    int asked = server.asked.get();
    for (int count = 1; count <= 6; count++) {
      say(DATA, piece);
    }
    assertEquals(asked + 5, server.asked.get(), "not after the sixth");

    tunnel.input().readNBytes(100_000);
    assertEquals(asked + 5, server.asked.get(), "more than half is waiting");
    tunnel.input().readNBytes(400_000);
    assertEquals(asked + 6, server.asked.get());
  }

  @Test
  void waitsUntilAMessageIsGoneBeforeItSendsTheNext() throws Exception {
    server.onItsWay.set(100);
    Thread sender = Thread.ofVirtual().start(() -> send(bytes("hello")));
    while (sender.getState() != Thread.State.TIMED_WAITING) {
      Thread.onSpinWait();
    }
    assertEquals(0, server.sent.size());

    server.onItsWay.set(0);

    assertTrue(sender.join(Duration.ofSeconds(5)));
    assertEquals("\0hello", server.sent.toString(StandardCharsets.UTF_8));
  }

  @Test
  void closingEndsASenderThatWaits() throws Exception {
    server.onItsWay.set(100);
    Thread sender = Thread.ofVirtual().start(() -> send(bytes("hello")));

    tunnel.close();

    assertTrue(sender.join(Duration.ofSeconds(5)));
    assertEquals(0, server.sent.size());
  }

  @Test
  void closingEndsTheReader() throws Exception {
    tunnel.close();

    assertEquals(-1, tunnel.input().read());
    assertEquals(true, server.closed);
  }

  private void send(byte[] content) {
    try {
      tunnel.output().write(content);
    } catch (IOException e) {
      // It is closed: nothing was sent.
    }
  }

  private void say(int channel, byte[] content) {
    tunnel.onMessage(server, SilentSocket.message(channel, content));
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }
}
