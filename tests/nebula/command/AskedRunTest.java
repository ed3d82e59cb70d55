package nebula.command;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import nebula.event.Controls.Action;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/// Commands that ask a run, in a project whose files have a mistake by now: a process each, as they
/// find the project by their environment.
@Timeout(60)
class AskedRunTest {
  @TempDir Path root;
  @TempDir Path state;

  @BeforeEach
  void aProjectWithAMistake() throws IOException {
    Files.writeString(root.resolve("nebula.yaml"), "");
    Files.createDirectories(root.resolve("services/half-made"));
  }

  @Test
  void aServiceIsStoppedWhateverIsWrongWithAnother() throws Exception {
    try (RunOnPaper run = new RunOnPaper(state, "db")) {
      run.healthy("db");

      Result result = call("stop", "db");

      assertEquals("STOP db", run.asked.take(), result::text);
      assertEquals(0, result.exitCode(), result::text);
    }
  }

  @Test
  void theStatusIsThatOfTheRunAndTheMistakeIsSaid() throws Exception {
    try (RunOnPaper run = new RunOnPaper(state, "db")) {
      run.healthy("db");

      Result result = call("status");

      assertEquals(0, result.exitCode(), result::text);
      assertTrue(result.text().contains("half-made"), result::text);
      assertTrue(result.text().contains("db"), result::text);
    }
  }

  @Test
  void withoutARunTheMistakeIsBadInput() throws Exception {
    Result result = call("stop", "db");

    assertEquals(2, result.exitCode(), result::text);
    assertTrue(result.text().contains("half-made"), result::text);
  }

  private record Result(int exitCode, String text) {}

  private Result call(String... words) throws IOException, InterruptedException {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(List.of("-cp", System.getProperty("java.class.path")));
    command.add(Program.class.getName());
    command.addAll(List.of(words));
    ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true);
    builder.environment().put("NEBULA_HOME", root.toString());
    builder.environment().put("NEBULA_STATE", state.toString());
    Process process = builder.start();
    String text = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    return new Result(process.waitFor(), text);
  }

  static final class Program {
    private Program() {}

    public static void main(String[] words) {
      List<String> rest = List.of(words).subList(1, words.length);
      Callable<Integer> command =
          words[0].equals("status") ? new StatusCommand() : new ControlCommand(Action.STOP);
      System.exit(Script.run(command, rest.toArray(String[]::new)));
    }
  }
}
