package nebula.kube;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.StandardCharsets;
import java.util.concurrent.ExecutionException;
import nebula.kube.Kube.ExecOutcome;
import org.junit.jupiter.api.Test;

/// How the end of a command in a container is understood.
class ExecSocketTest {
  private static final int OUT = 1;
  private static final int ERR = 2;
  private static final int END = 3;

  private final SilentSocket server = new SilentSocket();
  private final ExecSocket socket = new ExecSocket(Trees.JSON);

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
