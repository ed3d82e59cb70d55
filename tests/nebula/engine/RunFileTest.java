package nebula.engine;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class RunFileTest {
  @TempDir Path state;

  @Test
  void itsOwnPortsAreNotAnothersRun() {
    try (RunFile _ = RunFile.write(state, List.of(8080))) {
      assertEquals(Optional.empty(), RunFile.holderOf(state, 8080));
      assertEquals(List.of(), RunFile.others(state));
    }
  }

  @Test
  void aLiveRunHoldsItsPorts() throws IOException {
    Process other = javaThatWaits();
    try {
      writeFor(other.pid(), "8080\n5432");
      assertEquals(Optional.of(other.pid()), RunFile.holderOf(state, 5432));
      assertEquals(Optional.empty(), RunFile.holderOf(state, 7233));
    } finally {
      other.destroyForcibly().onExit().join();
    }
  }

  @Test
  void aKilledRunHoldsNothing() throws IOException {
    Process other = javaThatWaits();
    writeFor(other.pid(), "8080");
    other.destroyForcibly().onExit().join();

    assertEquals(Optional.empty(), RunFile.holderOf(state, 8080));
  }

  @Test
  void itIsGoneWhenTheRunEnds() throws IOException {
    RunFile.write(state, List.of(8080)).close();
    try (var files = Files.list(state.resolve("runs"))) {
      assertEquals(0, files.count());
    }
  }

  private void writeFor(long process, String ports) throws IOException {
    Files.createDirectories(state.resolve("runs"));
    Files.writeString(state.resolve("runs").resolve(Long.toString(process)), ports);
  }

  /// A JVM that runs until it is killed: it waits for a program on its standard input.
  private static Process javaThatWaits() throws IOException {
    String java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
    return new ProcessBuilder(java, "-Xshare:auto", "--source", "25", "/dev/stdin").start();
  }
}
