package nebula.launcher;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The class archive: made on purpose by a run with the arguments of `//WARMUP`, once for each
/// build.
class WarmUpTest {
  private FakeMachine machine;

  @BeforeEach
  void prepare(@TempDir Path folder) throws Exception {
    machine = new FakeMachine(folder);
    machine.environment.put("NEBULA_WARMUP", "wait");
    machine.write(
        "my checkout/up.java",
        "//JAVA 25+\n//SOURCES lib/nebula/Nebula.java\n//WARMUP --rehearse 'two words'\n");
  }

  @Test
  void theArchiveIsMadeByTheNamedArgumentsAndThenUsed() throws Exception {
    machine.up("x");
    assertEquals(1, machine.lines("warmed").size());
    assertTrue(machine.lines("warmed").getFirst().endsWith(" up --rehearse two words"));
    var second = machine.up("x");
    assertEquals("-XX:SharedArchiveFile=" + archives().getFirst(), second.arguments().getFirst());
    assertEquals(List.of("x"), second.userArguments());
    assertEquals(1, machine.lines("warmed").size(), "warmed up twice");
    assertEquals(List.of("java/lang/Object", "my/Rehearsal"), machine.lines("archived"));
  }

  @Test
  void theArchiveIsMadeAnewOfTheFirstStartThatWentAllTheWay() throws Exception {
    recordUntil("my/Connection my/End$Reached");
    machine.write("loads", "java/lang/Object id: 0\nmy/Connection id: 7\n");
    machine.up("--help");
    machine.up("x");
    assertEquals(1, machine.lines("made").size(), "made of a start that ended half way");
    machine.write("loads", "my/Connection id: 7\nmy/End$Reached id: 8\n@cp my/Connection 3\n");
    machine.up("x");
    machine.up("x");

    assertEquals(2, machine.lines("made").size());
    assertEquals(
        List.of(
            "java/lang/Object",
            "my/Rehearsal",
            "my/Connection",
            "my/End$Reached",
            "@cp my/Connection 3"),
        machine.lines("archived"));
    assertFalse(machine.up("x").out().contains("DumpLoadedClassList"), "still records");
    assertEquals(2, machine.lines("made").size(), "made again and again");
  }

  @Test
  void aStartThatIsRecordedEndsInOrderAndUsesTheArchive() throws Exception {
    recordUntil("my/Connection");
    machine.up("x");
    var second = machine.up("x");
    assertTrue(second.arguments().contains("-Dnebula.orderly.end=true"));
    assertTrue(second.out().contains("<-XX:SharedArchiveFile="));
    assertEquals(List.of("x"), second.userArguments());
  }

  @Test
  void aListWhoseStartStillRunsIsLeftAlone() throws Exception {
    recordUntil("my/Connection");
    machine.up("x");
    var folder = archives().getFirst().getParent();
    var running = folder.resolve("start." + ProcessHandle.current().pid());
    Files.writeString(running, "my/Connection id: 1\n");
    machine.up("x");
    assertTrue(Files.exists(running));
    assertEquals(1, machine.lines("made").size());
  }

  @Test
  void aStartDoesNotWaitForIt() throws Exception {
    machine.environment.remove("NEBULA_WARMUP");
    var first = machine.up("x");
    assertEquals(List.of("x"), first.userArguments());
    FakeMachine.await(() -> !archives().isEmpty());
    assertTrue(machine.up().out().contains("<-XX:SharedArchiveFile="));
  }

  @Test
  void aFailedWarmUpIsNotTriedAgainUntilTheNextBuild() throws Exception {
    machine.write("cold", "");
    for (int start = 1; start <= 3; start++) {
      assertFalse(machine.up().out().contains("SharedArchiveFile"));
    }
    assertEquals(1, machine.lines("made").size());
  }

  @Test
  void aNewBuildMakesANewArchiveAndDropsTheOldOne() throws Exception {
    machine.up();
    var old = archives();
    machine.jdk("jdk", "25.0.4");
    machine.up();
    assertEquals(1, archives().size());
    assertFalse(archives().equals(old), "the archive of another JDK is still used");
  }

  @Test
  void aScriptWithoutTheLineHasNoArchive() throws Exception {
    machine.write("my checkout/up.java", "//JAVA 25+\n");
    machine.up();
    assertFalse(machine.up().out().contains("SharedArchiveFile"));
    assertEquals(List.of(), machine.lines("warmed"));
  }

  @Test
  void itCanBeTurnedOff() throws Exception {
    machine.environment.put("NEBULA_WARMUP", "no");
    recordUntil("my/Connection");
    machine.up();
    assertFalse(machine.up().out().contains("DumpLoadedClassList"));
    assertEquals(List.of(), machine.lines("warmed"));
  }

  private void recordUntil(String classes) throws IOException {
    machine.write(
        "my checkout/up.java",
        "//JAVA 25+\n//SOURCES lib/nebula/Nebula.java\n//WARMUP --rehearse\n//RECORD "
            + classes
            + "\n");
  }

  private List<Path> archives() throws IOException {
    try (var files = Files.walk(machine.folder.resolve("cache/nebula/launch"))) {
      return files.filter(file -> file.toString().endsWith(".jsa")).toList();
    }
  }
}
