package nebula.kube;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import nebula.kube.Kube.ExecOutcome;
import org.junit.jupiter.api.Test;

/// How the end of a command in a container is understood.
class ExecSocketTest {
  private static final int OUT = 1;
  private static final int ERR = 2;
  private static final int END = 3;

  private final SilentSocket server = new SilentSocket();
  private final List<String> lines = new ArrayList<>();
  private final ExecSocket socket = new ExecSocket(Trees.JSON, lines::add);

  @Test
  void givesWhatWasWrittenAndTheExitCode() throws Exception {
    say(OUT, "to ");
    say(ERR, "sorry");
    say(OUT, "out");
    say(
        END,
        "{\"status\":\"Failure\",\"reason\":\"NonZeroExitCode\",\"details\":{\"causes\":"
            + "[{\"reason\":\"ExitCode\",\"message\":\"7\"}]}}");

    assertEquals(new ExecOutcome(7, "to out", "sorry"), socket.outcome().get());
  }

  @Test
  void linesAreGivenBeforeTheEnd() throws Exception {
    say(OUT, "one\ntw");
    say(ERR, "sorry\n");
    assertEquals(List.of("one", "sorry"), lines);
    say(OUT, "o");

    say(END, "{\"metadata\":{},\"status\":\"Success\"}");

    assertEquals(List.of("one", "sorry", "two"), lines);
    assertEquals("one\ntwo", socket.outcome().get().out());
  }

  @Test
  void successIsExitCodeZero() throws Exception {
    say(OUT, "done");
    say(END, "{\"metadata\":{},\"status\":\"Success\"}");

    assertEquals(new ExecOutcome(0, "done", ""), socket.outcome().get());
  }

  @Test
  void aCommandThatCouldNotBeStartedIsAFailureWithTheReason() {
    say(END, "{\"status\":\"Failure\",\"message\":\"executable file not found\"}");

    Throwable cause =
        assertThrows(ExecutionException.class, () -> socket.outcome().get()).getCause();
    assertEquals("executable file not found", cause.getMessage());
  }

  @Test
  void aConnectionThatEndsWithoutAnExitCodeIsAFailure() {
    say(OUT, "half");
    socket.onClose(server, 1000, "");

    assertTrue(socket.outcome().isCompletedExceptionally());
  }

  @Test
  void outputWithoutEndIsCutOff() throws Exception {
    byte[] much = new byte[300_000];
    for (int message = 0; message < 5; message++) {
      socket.onMessage(server, SilentSocket.message(OUT, much));
    }
    say(END, "{\"status\":\"Success\"}");

    assertEquals(1 << 20, socket.outcome().get().out().length());
  }

  private void say(int channel, String text) {
    socket.onMessage(server, SilentSocket.message(channel, bytes(text)));
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }
}
