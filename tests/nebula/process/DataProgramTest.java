package nebula.process;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicLong;
import nebula.model.ExitCode;
import nebula.model.Failure;
import nebula.process.Programs.Outcome;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/// Programs whose output is data.
@Timeout(30)
class DataProgramTest {
  private static final Duration LONG = Duration.ofSeconds(20);
  private static final String PID_THEN_ENDLESS = "echo $$; while :; do sleep 0.1; echo x; done";

  private final Programs programs = new ZtPrograms();

  @Test
  void theReaderGetsAllOfItAndTheOutcomeWhatWentWrong() throws Exception {
    AtomicLong bytes = new AtomicLong();
    Outcome outcome =
        programs.read(
            shell("head -c 3000000 /dev/zero; echo broken >&2; exit 4"),
            data -> bytes.set(data.readAllBytes().length));
    assertEquals(3_000_000, bytes.get());
    assertEquals(new Outcome(4, "", "broken\n"), outcome);
  }

  @Test
  void aReaderThatFailsEndsTheProgram() {
    CompletableFuture<Long> pid = new CompletableFuture<>();
    IOException thrown =
        assertThrows(
            IOException.class,
            () ->
                programs.read(
                    shell(PID_THEN_ENDLESS),
                    data -> {
                      pid.complete(firstNumber(data));
                      throw new IOException("the registry broke");
                    }));
    assertEquals("the registry broke", thrown.getMessage());
    assertFalse(isAlive(pid.join()));
  }

  @Test
  void theLimitEndsIt() {
    CompletableFuture<Long> pid = new CompletableFuture<>();
    Command command = Command.of(Duration.ofMillis(700), "sh", "-c", PID_THEN_ENDLESS);
    Failure failure =
        assertThrows(
            Failure.class,
            () ->
                programs.read(
                    command,
                    data -> {
                      pid.complete(firstNumber(data));
                      data.transferTo(java.io.OutputStream.nullOutputStream());
                    }));
    assertEquals(ExitCode.TIMED_OUT, failure.exitCode());
    assertFalse(isAlive(pid.join()));
  }

  @Test
  void anInterruptEndsIt() throws Exception {
    CompletableFuture<Long> pid = new CompletableFuture<>();
    CompletableFuture<Throwable> thrown = new CompletableFuture<>();
    Thread caller =
        Thread.startVirtualThread(() ->
            thrown.complete(
                assertThrows(
                    Throwable.class,
                    () ->
                        programs.read(
                            shell(PID_THEN_ENDLESS),
                            data -> {
                              pid.complete(firstNumber(data));
                              data.transferTo(java.io.OutputStream.nullOutputStream());
                            }))));
    long id = pid.get();
    caller.interrupt();
    assertTrue(thrown.get() instanceof InterruptedException, () -> thrown.join().toString());
    assertFalse(isAlive(id));
  }

  @Test
  void aProgramThatIsNotInstalledIsNamed() {
    Failure failure =
        assertThrows(
            Failure.class,
            () -> programs.read(Command.of(LONG, "no-such-program"), InputStream::readAllBytes));
    assertTrue(
        failure.getMessage().startsWith("no-such-program is not installed"), failure::getMessage);
  }

  private static Command shell(String script) {
    return Command.of(LONG, "sh", "-c", script);
  }

  private static long firstNumber(InputStream data) throws IOException {
    StringBuilder line = new StringBuilder();
    for (int next = data.read(); next != '\n'; next = data.read()) {
      line.append(new String(new byte[] {(byte) next}, StandardCharsets.US_ASCII));
    }
    return Long.parseLong(line.toString());
  }

  private static boolean isAlive(long pid) {
    return ProcessHandle.of(pid).map(ProcessHandle::isAlive).orElse(false);
  }
}
