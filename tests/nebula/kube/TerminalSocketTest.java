package nebula.kube;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// A shell in a container, over channels of a WebSocket.
class TerminalSocketTest {
  private static final int SHOWN = 1;
  private static final int ENDED = 3;

  private final SilentSocket server = new SilentSocket();
  private final List<Long> hungUp = new ArrayList<>();
  private final TerminalSocket terminal =
      new TerminalSocket(
          Trees.JSON, "web-1 --target=web", closing -> hungUp.add(closing.process().join()));

  @BeforeEach
  void open() {
    terminal.onOpen(server);
  }

  @Test
  void showsWhatTheShellWritesButNotItsProcessNumber() throws Exception {
    say(SHOWN, "4");
    say(SHOWN, "7\r\n/ # ");
    say(SHOWN, "ls\r\n");
    terminal.onClose(server, 1000, "");

    assertEquals("/ # ls\r\n", text());
    assertEquals(47, terminal.process().join());
  }

  @ParameterizedTest
  @ValueSource(strings = {"1st: bad substitution\r\n", "\r\n$ ", "\n", "12345678901234\r\n"})
  void whatBeginsOtherwiseIsShownWhole(String begin) throws Exception {
    say(SHOWN, begin);
    terminal.onClose(server, 1000, "");

    assertEquals(begin, text());
    assertTrue(terminal.process().isCompletedExceptionally());
  }

  @Test
  void sendsWhatIsTypedAndTheSizeOnTheirChannels() throws Exception {
    terminal.input().write("ls\r".getBytes(StandardCharsets.UTF_8));
    terminal.resize(new Terminal.Size(120, 40));

    String sent = server.sent.toString(StandardCharsets.UTF_8);
    assertEquals("\u0000ls\r\u0004{\"Width\":120,\"Height\":40}", sent);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          {"status":"Success"}                                                                | the shell ended with exit code 0
          {"status":"Failure","details":{"causes":[{"reason":"ExitCode","message":"3"}]}}     | the shell ended with exit code 3
          {"status":"Failure","details":{"causes":[{"reason":"ExitCode","message":"137"}]}}   | the shell was killed (exit code 137), as it is when its container ends
          {"status":"Failure","message":"exec: \\"sh\\": executable file not found in $PATH"} | the container has no shell, neither bash nor sh; to bring one: kubectl debug -it --image=busybox web-1 --target=web
          {"status":"Failure","message":"container not found"}                                | the shell could not be started: container not found
          """)
  void saysHowItEnded(String status, String words) throws Exception {
    assertEquals(Optional.empty(), terminal.end());
    say(ENDED, status);
    terminal.onClose(server, 1000, "");

    assertEquals(Optional.of(words), terminal.end());
    assertEquals("", text());
  }

  @Test
  void aConnectionThatBreaksIsAnEndThatIsSaid() {
    terminal.onError(server, new IOException("reset"));

    assertEquals(Optional.of("the connection to the container was closed: reset"), terminal.end());
  }

  @Test
  void hangsUpOnceWhenItIsClosed() {
    say(SHOWN, "47\r\n");
    terminal.close();
    terminal.close();

    assertEquals(List.of(47L), hungUp);
    assertTrue(server.closed);
    assertEquals(Optional.of("it was closed here"), terminal.end());
  }

  @Test
  void aShellThatHasEndedIsNotHungUp() {
    say(SHOWN, "47\r\n");
    say(ENDED, "{\"status\":\"Success\"}");
    terminal.close();

    assertEquals(List.of(), hungUp, "its number may be another's by now");
  }

  @Test
  void asksForNoMoreWhileTheReaderIsBehind() throws Exception {
    say(SHOWN, "47\r\n");
    int asked = server.asked.get();
    for (int count = 0; count < 6; count++) {
      say(SHOWN, "x".repeat(100_000));
    }
    assertEquals(asked + 5, server.asked.get(), "not after the sixth");

    terminal.output().readNBytes(400_000);
    assertEquals(asked + 6, server.asked.get());
  }

  private String text() throws IOException {
    return new String(terminal.output().readAllBytes(), StandardCharsets.UTF_8);
  }

  private void say(int channel, String text) {
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    terminal.onMessage(server, SilentSocket.message(channel, bytes));
  }
}
