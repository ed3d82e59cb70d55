package nebula.command;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.List;
import nebula.kube.Kube.ExecOutcome;
import nebula.model.ExitCode;
import nebula.model.Failure;
import org.junit.jupiter.api.Test;
import picocli.CommandLine;

class ExecCommandTest {
  private final ClusterOnPaper cluster = new ClusterOnPaper();
  private final StringWriter out = new StringWriter();
  private final StringWriter err = new StringWriter();

  @Test
  void whatTheCommandWritesGoesWhereItWroteIt() throws InterruptedException {
    cluster.observations.put("db", OnPaper.running("db"));
    cluster.commands.put(List.of("./key.sh", "-x"), new ExecOutcome(0, "name|1\n", "Admin key:\n"));

    assertEquals(ExitCode.HEALTHY, command("db", "--", "./key.sh", "-x").in(cluster));

    assertEquals("name|1\n", out.toString());
    assertEquals("Admin key:\n", err.toString());
    assertEquals(List.of("db-0 runs [./key.sh, -x]"), cluster.asked);
  }

  @Test
  void aCommandThatEndsBadlyIsAFailureAfterItsWords() {
    cluster.observations.put("db", OnPaper.running("db"));
    cluster.commands.put(List.of("false"), new ExecOutcome(3, "", "no such thing\n"));

    Failure failure = assertThrows(Failure.class, () -> command("db", "false").in(cluster));

    assertEquals("false ended with 3 in db", failure.problems().getFirst().what());
    assertEquals("no such thing\n", err.toString());
  }

  @Test
  void aServiceThatDoesNotRunIsSaid() {
    cluster.observations.put("db", OnPaper.crashed("db", 3));

    for (String service : List.of("db", "web")) {
      Failure failure = assertThrows(Failure.class, () -> command(service, "true").in(cluster));
      assertEquals("no pod of " + service + " runs", failure.problems().getFirst().what());
    }
  }

  private ExecCommand command(String... arguments) {
    ExecCommand command = new ExecCommand();
    CommandLine line = new CommandLine(command);
    line.setOut(new PrintWriter(out));
    line.setErr(new PrintWriter(err));
    line.parseArgs(arguments);
    return command;
  }
}
