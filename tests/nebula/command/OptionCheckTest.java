package nebula.command;

import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import nebula.model.ExitCode;
import nebula.model.Failure;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import picocli.CommandLine;

/// What `up` makes of its options before it does anything.
class OptionCheckTest {
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          --detach --plan              | --detach         | --plan
          -d --rehearse                | --detach         | --rehearse
          --plan --json                | --plan           | --json
          --rehearse --context other   | --rehearse       | --context
          --rehearse-fault db=crash    | --rehearse-fault | --rehearse
          --timeout 0                  | --timeout 0      | 1 or more
          --wait --timeout -5          | --timeout -5     | 1 or more
          """)
  void whatDoesNotGoTogetherIsRefused(String arguments, String one, String other) {
    UpCommand asked = asked(arguments);
    Failure failure = assertThrows(Failure.class, () -> OptionCheck.check(asked));
    assertEquals(ExitCode.BAD_INPUT, failure.exitCode());
    assertTrue(failure.getMessage().contains(one), failure.getMessage());
    assertTrue(failure.getMessage().contains(other), failure.getMessage());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "postgres",
        "-d --wait --timeout 1",
        "--detach --json",
        "--wait --json",
        "--rehearse --plan",
        "--rehearse --rehearse-fault db=crash --wait",
        "--context other --plan"
      })
  void theRestIsNot(String arguments) {
    assertDoesNotThrow(() -> OptionCheck.check(asked(arguments)));
  }

  @Test
  void aRunInTheBackgroundNeitherWaitsNorDetachesAgain() {
    assertEquals(
        List.of("--in-background", "--context", "other", "postgres"),
        asked("-d --wait --context other --json --chart postgres").argumentsInBackground());
    assertEquals(List.of("--in-background"), asked("--detach").argumentsInBackground());
  }

  private static UpCommand asked(String arguments) {
    return CommandLine.populateCommand(new UpCommand(), arguments.split(" "));
  }
}
